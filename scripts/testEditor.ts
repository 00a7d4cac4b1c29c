// Runs test/editor in a real VS Code. `npm run test:editor -- [scenario ...] [--grep TEXT] [--headed] [--vsix FILE]`
import { globSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildTestStage } from './vscode/testStage';
import { findBrowser } from './vscode/browser';
import { addCounts, noCounts } from './vscode/counts';
import type { Counts } from './vscode/counts';
import { installVsCode } from './vscode/install';
import { SetupError, requireBuilt, root, runScript, workDir } from './vscode/paths';
import { runScenario } from './vscode/runScenario';
import type { RunOptions } from './vscode/runScenario';
import { scenarios } from './vscode/scenarios';
import type { Scenario } from './vscode/scenarios';
import { bundleSuites } from './vscode/suites';
import { launchBrowser } from './vscode/workbench';

/** @throws SetupError when a name is not one of the table. */
function chooseScenarios(names: readonly string[]): readonly Scenario[] {
  const unknown = names.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const known = scenarios.map((scenario) => scenario.name).join(', ');
    throw new SetupError(`There is no scenario ${unknown.join(', ')}. The scenarios are ${known}.`);
  }
  return names.length === 0 ? scenarios : scenarios.filter((scenario) => names.includes(scenario.name));
}

/** The newest packaged extension at the top of the repository. @throws SetupError when there is none. */
function newestVsix(): string {
  const files = globSync('*.vsix', { cwd: root }).map((name) => path.join(root, name));
  const newest = files.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  if (newest !== undefined) return newest;
  throw new SetupError('There is no packaged extension to install. Run `npm run package` first.');
}

/**
 * Runs a scenario, and once more where its editor was lost or one of several phases failed: a phase stands on what the one
 * before it left, so mocha cannot try its tests again by themselves.
 * @throws what `runScenario` throws the second time.
 */
async function runTwiceAtMost(scenario: Scenario, options: RunOptions): Promise<Counts> {
  const again = { ...noCounts, retried: [`${scenario.name}: the whole scenario`] };
  try {
    const counts = await runScenario(scenario, options);
    if (counts.failed === 0 || scenario.phases.length === 1) return counts;
  } catch (error) {
    if (error instanceof SetupError) throw error;
    console.error(error);
  }
  console.log(`\n${scenario.name}: once more, from the start`);
  return addCounts(again, await runScenario(scenario, options));
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grep: { type: 'string' },
      headed: { type: 'boolean', default: false },
      extension: { type: 'string' },
      vsix: { type: 'string' },
    },
  });
  const chosen = chooseScenarios(positionals);
  const extension = values.extension === undefined ? await buildTestStage() : path.resolve(values.extension);
  requireBuilt(extension);
  const vsix = chosen.some(({ extension: kind }) => kind === 'vsix') ? path.resolve(values.vsix ?? newestVsix()) : '';
  await bundleSuites();
  const vscodeDir = await installVsCode(console.log);
  const browser = await launchBrowser(await findBrowser(console.log), values.headed);

  let total = noCounts;
  let broken = 0;
  try {
    for (const scenario of chosen) {
      const start = Date.now();
      console.log(`\n${scenario.name}: VS Code ${scenario.trust ? '' : 'in Restricted Mode '}on ${scenario.folder}/`);
      try {
        total = addCounts(
          total,
          await runTwiceAtMost(scenario, { browser, vscodeDir, extension, vsix, grep: values.grep }),
        );
      } catch (error) {
        // One broken editor must not hide what the other scenarios find.
        broken++;
        console.error(error instanceof SetupError ? error.message : error);
        console.error(`Logs: ${path.join(workDir, 'logs', scenario.name)}-*.log`);
      }
      console.log(`${scenario.name}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
    }
  } finally {
    await browser.close();
  }
  total = addCounts(total, { ...noCounts, failed: broken });
  if (process.env.SUITE_RESULT) writeFileSync(process.env.SUITE_RESULT, JSON.stringify(total));
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.pending} pending`);
  if (total.passed + total.failed === 0) throw new SetupError('No test ran.');
  return total.failed === 0 ? 0 : 1;
}

await runScript(main);
