import { findBrowser } from './browser';
import type { Counts } from './counts';
import { installVsCode } from './install';
import { runScenario } from './runScenario';
import type { Scenario } from './scenarios';
import { bundleSuites } from './suites';

/** Runs a scenario that is not in the table, on the extension in that folder. @throws as runScenario does. */
export async function runAlone(scenario: Scenario, extension: string): Promise<Counts> {
  await bundleSuites();
  const vscodeDir = await installVsCode(console.log);
  const browser = await findBrowser(console.log);
  const options = { browser, vscodeDir, extension, vsix: '', print: console.log };
  return runScenario({ name: scenario.name, scenario }, options);
}
