// Measures a start of the extension in a real VS Code, which shows how long loading and activation took.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { loadedAtStart } from '../../scripts/packaging/startScripts';
import { findBrowser } from '../../scripts/vscode/browser';
import { installVsCode } from '../../scripts/vscode/install';
import { requireBuilt } from '../../scripts/vscode/paths';
import { benchScenario } from '../../scripts/vscode/scenarios';
import { startServer } from '../../scripts/vscode/server';
import { prepareStage } from '../../scripts/vscode/stage';
import { withTempDir } from '../../scripts/vscode/tempDir';
import { Workbench, launchBrowser } from '../../scripts/vscode/workbench';
import { poll } from '../support/poll';
import { kilobytes } from './sizes';
import { shown, timesOf } from './times';

/** Starts of each extension. Other programs disturb some of them, and seldom more than half. */
const runs = 7;

/** ms. */
interface Start {
  /** Loading and activation. */
  readonly whole: number;
  /** Activation alone, by the extension's own clock. */
  readonly activate: number;
}

/** Reads what the extension has written into its log, below `dir`. */
const logged = (dir: string): string =>
  globSync(path.join(dir, '**/AI Field Guide.log'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);

async function readStart(workbench: Workbench, dataDir: string): Promise<Start> {
  const activated = /Activated in ([\d.]+) ms/;
  // Until then nothing is asked of the window, which would only be more work for the machine.
  const log = await poll(
    'the log of the extension',
    () => logged(dataDir),
    (text) => activated.test(text),
  );
  // So high that every extension has its row.
  await workbench.page.setViewportSize({ width: 1400, height: 4_000 });
  await workbench.command('Developer: Show Running Extensions');
  const row = workbench.visible('.monaco-list-row:has-text("ai-field-guide.ai-field-guide")');
  const time = /Activation: (\d+)ms/;
  const text = await poll(
    'the time that VS Code shows',
    () => row.innerText(),
    (value) => time.test(value),
  );
  return { whole: numberIn(text, time), activate: numberIn(log, activated) };
}

/** Starts a VS Code of its own, so that no start finds what another one has left. */
const startOnce = (extension: string, vscodeDir: string, browser: Browser): Promise<Start> =>
  withTempDir(async (dir) => {
    const stage = await prepareStage(benchScenario, { vscodeDir, extension, vsix: '' }, dir);
    const { dataDir, extensionsDir, folder } = stage;
    const server = await startServer({ vscodeDir, dataDir, extensionsDir, name: 'bench-start', trust: true });
    try {
      const workbench = await Workbench.open(browser, 'bench-start', { server, folder, extension: stage.extension });
      const start = await readStart(workbench, dataDir);
      await workbench.close();
      return start;
    } finally {
      await server.stop();
    }
  });

/** Starts the extension in `folder` and the one in `beside` by turns, so that what else the machine does disturbs both. */
export async function printStartFigures(folder: string, beside: string | undefined): Promise<void> {
  const folders = beside === undefined ? [folder] : [folder, beside];
  const scripts = folders.map((each) => loadedAtStart(requireBuilt(each)));
  const vscodeDir = await installVsCode(console.log);
  const browser = await launchBrowser(await findBrowser(console.log));
  const starts: Start[][] = folders.map(() => []);
  try {
    for (let run = 0; run < runs; run++) {
      for (const [index, each] of folders.entries()) starts[index]!.push(await startOnce(each, vscodeDir, browser));
    }
  } finally {
    await browser.close();
  }
  for (const [index, each] of folders.entries()) {
    const wholes = starts[index]!.map(({ whole }) => whole);
    const activations = starts[index]!.map(({ activate }) => activate);
    console.log(`  ${each}: ${kilobytes(scripts[index]!)} in ${scripts[index]!.size} files`);
    console.log(`    loading and activation, as VS Code shows it: ${shown(timesOf(wholes), 0)} (${wholes.join(', ')})`);
    console.log(`    activation alone: ${shown(timesOf(activations), 1)}`);
  }
}
