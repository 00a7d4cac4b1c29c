// Has what the built-in model learned changed since it was trained? A warning, no failure: npm run check:pocket.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { globSync } from 'tinyglobby';
import * as v from 'valibot';

const root = path.resolve(import.meta.dirname, '..');
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

const record = v.object({ sha256: v.string(), sources: v.record(v.string(), v.string()) });
const { sha256, sources } = v.parse(
  record,
  JSON.parse(readFileSync(path.join(root, 'data/pocket/training.json'), 'utf8')),
);

const hash = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(path.join(root, file)))
    .digest('hex');

const now = globSync(SOURCES, { cwd: root });
const changed = now.filter((file) => sources[file] !== hash(file).slice(0, 16));
const gone = Object.keys(sources).filter((file) => !existsSync(path.join(root, file)));
for (const file of [...changed, ...gone].toSorted()) console.warn(`changed since the model was trained: ${file}`);
if (changed.length + gone.length > 0)
  console.warn('Train it again (scripts/pocket/train.py) when there is time for it.');
else console.log('The model was trained on what stands here.');

if (hash('data/pocket/pocket.bin') !== sha256) {
  console.error('data/pocket/pocket.bin is not the file of data/pocket/training.json.');
  process.exitCode = 1;
}
