// Has what the built-in model learned changed since it was trained? A warning, no failure: npm run check:pocket [-- --all].
import path from 'node:path';
import { checkPocket, driftWords } from './pocketDrift';

/** As `SOURCES` in scripts/pocket/corpus.py. */
const SOURCES = [
  'data/glossary/*.yml',
  'data/families.yml',
  'data/models/*.yml',
  'data/guide/*.md',
  'data/senses/cases/fit-*.yml',
  'scripts/pocket/*.py',
  'scripts/pocket/*.txt',
];

const { drifted, isRecorded } = checkPocket(path.resolve(import.meta.dirname, '..'), SOURCES);
console.log(driftWords(drifted, process.argv.includes('--all')));
if (!isRecorded) {
  console.error('data/pocket/pocket.bin is not the file of data/pocket/training.json.');
  process.exitCode = 1;
}
