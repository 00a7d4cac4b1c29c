import { findBrowser } from './browser';
import type { Counts } from './counts';
import { installVsCode } from './install';
import { runScenario } from './runScenario';
import type { Scenario } from './scenarios';
import { bundleSuites } from './suites';
import { launchBrowser } from './workbench';

/** Runs a scenario that is not in the table, on the extension in that folder. @throws as runScenario does. */
export async function runAlone(scenario: Scenario, extension: string): Promise<Counts> {
  await bundleSuites();
  const vscodeDir = await installVsCode(console.log);
  const browser = await launchBrowser(await findBrowser(console.log));
  try {
    return await runScenario(scenario, { browser, vscodeDir, extension, vsix: '', grep: undefined });
  } finally {
    await browser.close();
  }
}
