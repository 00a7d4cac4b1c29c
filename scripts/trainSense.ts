// Fits the weights of the sense to the labelled cases: data/senses/weights.json. `--check` compares instead of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexGlossary } from '../src/core/glossary/find/indexGlossary';
import { readCases } from './senses/cases';
import { readClueFiles } from './senses/clueFiles';
import { recordOf } from './senses/record';
import { readCase, train } from './senses/train';
import { loadGlossary } from './tables';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'data/senses');
const file = path.join(folder, 'weights.json');

const glossary = loadGlossary(path.join(root, 'data'));
const index = indexGlossary(glossary);
const cases = readCases(path.join(root, 'data'), 'fit-', glossary).map((each) => readCase(each, index));
const { words, ...weights } = train(cases, readClueFiles(folder), glossary);
// One word a line, so that a change can be read.
const wordLines = Object.entries(words).map(
  ([word, ofBands]) => `    ${JSON.stringify(word)}: ${JSON.stringify(ofBands)}`,
);
const rest = JSON.stringify({ record: recordOf(root), cases: cases.length, ...weights }, null, 2).replace(/\n\}$/, '');
const text = `${rest},\n  "words": {\n${wordLines.join(',\n')}\n  }\n}\n`;

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error(
      'data/senses/weights.json is not what the cases and clues give: run npm run train:sense and commit it.',
    );
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
console.log(`${cases.length} cases, ${Object.keys(words).length} words with weights of their own`);
