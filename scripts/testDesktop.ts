// Runs test/editor/main in desktop VS Code. `npm run test:desktop -- [--version 1.101.0]`; VSCODE_EXECUTABLE: a local build.
import { cp, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { TestRunFailedError, downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { suiteVariable } from './vscode/bridgeProtocol';
import type { SuiteRun } from './vscode/bridgeProtocol';
import { readCounts } from './vscode/counts';
import { SetupError, root, runScript, workDir } from './vscode/paths';
import { quietSettings, scenarios } from './vscode/scenarios';
import { bundleSuites, suiteEntry, suiteFiles } from './vscode/suites';
import { withTempDir } from './vscode/tempDir';
import { buildTestStage } from './vscode/testStage';

/** @throws SetupError when desktop VS Code cannot be had. */
async function findVsCode(version: string): Promise<string> {
  const local = process.env.VSCODE_EXECUTABLE;
  if (local !== undefined && local !== '') return local;
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: path.join(workDir, 'desktop') });
  } catch (error) {
    throw new SetupError(
      `Desktop VS Code could not be downloaded: ${error instanceof Error ? error.message : String(error)}\n` +
        'It comes from update.code.visualstudio.com. Where that is out of reach, set VSCODE_EXECUTABLE to an installed ' +
        'VS Code, or run the same suite without it: `npm run test:editor`.',
    );
  }
}

async function runIn(
  vscodeExecutablePath: string,
  extension: string,
  dir: string,
  grep: string | undefined,
): Promise<number> {
  const folder = path.join(dir, 'samples');
  await cp(path.join(root, 'samples'), folder, { recursive: true });
  const settings = path.join(dir, 'user/User/settings.json');
  await cp(await writeJson(path.join(dir, 'settings.json'), quietSettings), settings);
  const main = scenarios.find(({ name }) => name === 'main');
  const result = process.env.SUITE_RESULT ?? path.join(dir, 'result.json');
  const suite: SuiteRun = {
    files: (main?.phases ?? []).flatMap((pattern) => suiteFiles(pattern)),
    reporter: path.join(root, 'scripts/reporter.cjs'),
    result,
    colors: process.stdout.isTTY,
    grep,
    stayOpen: false,
  };
  const suiteFile = await writeJson(path.join(dir, 'suite.json'), suite);
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: extension,
      extensionTestsPath: suiteEntry,
      extensionTestsEnv: { [suiteVariable]: suiteFile },
      launchArgs: [
        folder,
        '--disable-workspace-trust',
        '--disable-extensions',
        `--user-data-dir=${path.join(dir, 'user')}`,
      ],
    });
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    console.error('VS Code ended with an error. On Linux without a screen, run it under xvfb-run.');
    return 1;
  }
  return (await readCounts(result, 'test/editor/main', true)).failed === 0 ? 0 : 1;
}

async function writeJson(file: string, value: unknown): Promise<string> {
  await writeFile(file, JSON.stringify(value));
  return file;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { version: { type: 'string', default: 'stable' }, grep: { type: 'string' } },
  });
  const extension = await buildTestStage();
  await bundleSuites();
  const executable = await findVsCode(values.version);
  return withTempDir((dir) => runIn(executable, extension, dir, values.grep));
}

await runScript(main);
