// Prints what the extension costs. `npm run bench` packages first; figures are printed, none is a test.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser } from '../../scripts/vscode/browser';
import { installVsCode } from '../../scripts/vscode/install';
import { runScenario } from '../../scripts/vscode/runScenario';
import { benchScenario } from '../../scripts/vscode/scenarios';
import { bundleSuites } from '../../scripts/vscode/suites';
import { launchBrowser } from '../../scripts/vscode/workbench';
import { printSizes } from './sizes';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

console.log('\nSizes');
printSizes(root);

console.log('\nIn a real VS Code');
await bundleSuites();
const vscodeDir = await installVsCode(console.log);
const browser = await launchBrowser(await findBrowser(console.log));
try {
  const counts = await runScenario(benchScenario, { browser, vscodeDir, extension: root, vsix: '', grep: undefined });
  if (counts.failed > 0) process.exitCode = 1;
} finally {
  await browser.close();
}
