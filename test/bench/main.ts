// Prints what the extension costs. `npm run bench` packages first; figures are printed, none is a test.
import { spawnSync } from 'node:child_process';
import { packageStage, root } from '../../scripts/vscode/paths';
import { runAlone } from '../../scripts/vscode/runAlone';
import { benchScenario } from '../../scripts/vscode/scenarios';
import { printIdFigures } from './ids';
import { printLabFigures } from './lab';
import { printPageFigures } from './page';
import { printSizes } from './sizes';
import { printTermFigures } from './terms';

console.log('\nSizes');
printSizes(root, packageStage);

console.log('\nModel ids in code');
await printIdFigures(root, packageStage);

console.log('\nTerms of the glossary');
await printTermFigures(root);

console.log('\nThe playground page, with a scripted host');
await printPageFigures();

console.log('\nThe lab in a browser');
await printLabFigures();

console.log('\nThe built-in model');
// In a process of its own: its first answer is a first answer.
spawnSync(process.execPath, ['--import=tsx', 'test/bench/pocket.ts'], { cwd: root, stdio: 'inherit' });

console.log('\nIn a real VS Code');
const counts = await runAlone(benchScenario, packageStage);
if (counts.failed > 0) process.exitCode = 1;
