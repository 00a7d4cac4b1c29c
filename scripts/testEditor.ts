// Runs test/editor in a real VS Code.
// `npm run test:editor -- [scenario ...] [--grep TEXT] [--at-once N] [--headed] [--vsix FILE] [--extension FOLDER]`
//   --prepare  installs VS Code, builds the extension, and runs nothing
import { appendFileSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inspect, parseArgs } from 'node:util';
import { someAtOnce } from './someAtOnce';
import { findBrowser } from './vscode/browser';
import { addCounts, assertRan, noCounts, oneFailure } from './vscode/counts';
import type { Counts } from './vscode/counts';
import { editorRuns } from './vscode/editorRuns';
import type { EditorRun } from './vscode/editorRuns';
import { installVsCode } from './vscode/install';
import { SetupError, requireBuilt, root, runScript, workDir } from './vscode/paths';
import { runScenario } from './vscode/runScenario';
import type { RunOptions } from './vscode/runScenario';
import { laterScenarios, scenarios } from './vscode/scenarios';
import { bundleSuites } from './vscode/suites';
import { buildTestStage } from './vscode/testStage';

/** How many editors run at once: three leave two processors idle for a seventh of the time, and the small scenarios last. */
const usualAtOnce = '4';

const logs = path.join(workDir, 'logs');

/** The newest packaged extension at the top of the repository. @throws SetupError when there is none. */
function newestVsix(): string {
  const files = globSync('*.vsix', { cwd: root }).map((name) => path.join(root, name));
  const newest = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest !== undefined) return newest;
  throw new SetupError('There is no packaged extension to install. Run `npm run package` first.');
}

/** Runs one editor. What is broken there must not hide what the others find, so it counts as a failure. */
async function runEditor(run: EditorRun, options: RunOptions): Promise<Counts> {
  const { name, scenario } = run;
  const start = Date.now();
  options.print(`\n${name}: VS Code ${scenario.trust ? '' : 'in Restricted Mode '}on ${scenario.folder}/`);
  try {
    return await runScenario(run, options);
  } catch (error) {
    options.print(error instanceof SetupError ? error.message : inspect(error));
    options.print(`Logs: ${path.join(logs, name)}-*.log`);
    return oneFailure(`${name}: ${error instanceof Error ? error.message : inspect(error)}`);
  } finally {
    options.print(`${name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
}

/**
 * Runs editors beside each other, and prints each when it is over: several at once would mix their lines. Until then they are
 * in .vscode-test/logs/NAME-tests.log.
 */
async function runEditors(
  runs: readonly EditorRun[],
  atOnce: number,
  options: Omit<RunOptions, 'print'>,
): Promise<Counts> {
  if (runs.length === 1) return runEditor(runs[0]!, { ...options, print: console.log });
  mkdirSync(logs, { recursive: true });
  let total = noCounts;
  await someAtOnce(runs, atOnce, async (run) => {
    const file = path.join(logs, `${run.name}-tests.log`);
    writeFileSync(file, '');
    const counts = await runEditor(run, { ...options, print: (line) => appendFileSync(file, `${line}\n`) });
    console.log(readFileSync(file, 'utf8'));
    total = addCounts(total, counts);
  });
  return total;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grep: { type: 'string' },
      'at-once': { type: 'string', default: usualAtOnce },
      headed: { type: 'boolean', default: false },
      extension: { type: 'string' },
      vsix: { type: 'string' },
      prepare: { type: 'boolean', default: false },
    },
  });
  const { grep, headed } = values;
  if (values.prepare) {
    await Promise.all([installVsCode(console.log), buildTestStage()]);
    return 0;
  }
  const table = { usual: scenarios, more: laterScenarios, whole: grep !== undefined };
  const runs = editorRuns(positionals, table);
  const extension = values.extension === undefined ? await buildTestStage() : path.resolve(values.extension);
  requireBuilt(extension);
  const needsVsix = runs.some(({ scenario }) => scenario.extension === 'vsix');
  const vsix = needsVsix ? path.resolve(values.vsix ?? newestVsix()) : '';
  await bundleSuites();
  const vscodeDir = await installVsCode(console.log);
  const browser = await findBrowser(console.log, headed);
  const options = { browser, headed, vscodeDir, extension, vsix, grep };
  const total = await runEditors(runs, Number(values['at-once']), options);
  if (process.env.SUITE_RESULT) writeFileSync(process.env.SUITE_RESULT, JSON.stringify(total));
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.pending} pending`);
  assertRan(total, grep);
  return total.failed === 0 ? 0 : 1;
}

await runScript(main);
