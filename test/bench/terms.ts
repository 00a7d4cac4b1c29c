// Measures the cost of finding terms in processor time, so that other programs on the machine do not count.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { senses } from '../support/senses';
import { glossary as terms } from '../../generated/glossary';
import { atOnce } from '../../src/core/base/work';
import { createGlossary } from '../../src/core/glossary/sense/createGlossary';
import { decideAll } from '../../src/core/glossary/sense/decide';
import type { Glossary } from '../../src/core/glossary/sense/decide';
import { TermFinder } from '../../src/core/glossary/find/termFinder';
import { indexGlossary } from '../../src/core/glossary/find/indexGlossary';
import { readTermText } from '../../src/core/glossary/find/termText';
import type { TermText } from '../../src/core/glossary/find/termText';
import { printGrowth } from './growth';
import { printSenseCost } from './sense/cost';

/** The shortest of nine times, in ms of processor time: the first ones are not compiled yet. */
function cost(work: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < 9; run++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

const million = 1_000_000;

/** A text of a million code units, in one piece of memory as those of documents are. */
const ofLength = (text: string): string =>
  Buffer.from(text.repeat(Math.ceil(million / text.length)).slice(0, million), 'utf16le').toString('utf16le');

function printText(title: string, languageId: string, sample: string, glossary: Glossary): void {
  const text: TermText = atOnce(readTermText(ofLength(sample), languageId));
  const megabytes = Buffer.byteLength(text.text) / 1e6;
  const find = cost(() => Array.from(new TermFinder(glossary.index.tree, text).find(0, text.text.length)));
  const decide = cost(() => atOnce(decideAll(text, glossary)));
  const found = atOnce(decideAll(text, glossary)).length;
  const speed = (ms: number): string => `${(megabytes / (ms / 1000)).toFixed(0)} MB/s`;
  console.log(
    `  ${title}, ${megabytes.toFixed(1)} MB: found at ${speed(find)} (${find.toFixed(0)} ms), ` +
      `decided at ${speed(decide)} (${decide.toFixed(0)} ms), ${found} decisions`,
  );
}

export async function printTermFigures(root: string): Promise<void> {
  const glossary = createGlossary(indexGlossary(terms), senses);
  const read = (pattern: string) =>
    globSync(path.join(root, pattern))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
  const prose = read('node_modules/*/README.md');
  printText('prose of packages', 'markdown', prose, glossary);
  printText('prose of this project', 'markdown', read('*.md'), glossary);
  printText('the text of the glossary', 'markdown', read('data/glossary/*.yml'), glossary);
  printText('TypeScript of this project', 'typescript', read('src/**/*.ts'), glossary);
  printText('one word without a blank', 'markdown', 'context', glossary);
  printText('hyphens', 'markdown', 'context-', glossary);
  printText('marks of Markdown', 'markdown', 'context **_ [`', glossary);
  await printSenseCost(glossary);
  await printGrowth(glossary);
}
