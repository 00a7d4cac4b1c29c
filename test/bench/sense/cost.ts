// Measures the cost of the sense in the places where somebody waits for it.
import path from 'node:path';
import { textDocument } from '../../support/textDocument';
import { glossary } from '../../../generated/glossary';
import { readCases } from '../../../scripts/senses/cases';
import { atOnce } from '../../../src/core/base/work';
import { decideAll, decideAt } from '../../../src/core/glossary/sense/decide';
import type { Glossary } from '../../../src/core/glossary/sense/decide';
import { readRange, rangeAround } from '../../../src/core/glossary/sense/documentText';
import { senseRadius } from '../../../src/core/glossary/sense/sense';
import { trustingModel } from '../../support/trustingModel';
import { readTermText } from '../../../src/core/glossary/find/termText';
import { Regions } from '../../../src/core/text/regions/regions';
import { printLoadTimes } from '../loadTerms';
import { clockOf, shown, timed, timesOf } from '../times';

const root = path.resolve(import.meta.dirname, '../../..');
const million = 1_000_000;
const runs = 15;

/** In one piece of memory, as the texts of documents are. */
const flat = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le');

const ofLength = (text: string, length: number): string =>
  flat(text.repeat(Math.ceil(length / text.length)).slice(0, length));

/** Returns the time in ms of each slice of a work where nothing disturbs it, which is the best of its runs. */
function slicesOf(work: () => Generator): number[] {
  const slices: number[] = [];
  for (let run = 0; run < runs; run++) {
    const steps = work();
    for (let i = 0, isDone = false; !isDone; i++) {
      const start = performance.now();
      isDone = steps.next().done === true;
      slices[i] = Math.min(slices[i] ?? Infinity, performance.now() - start);
    }
  }
  return slices;
}

const sum = (slices: readonly number[]): string => slices.reduce((all, slice) => all + slice, 0).toFixed(0);

function printWhole(prose: string, all: Glossary): void {
  const text = ofLength(prose, million);
  const read = atOnce(readTermText(text, 'markdown'));
  const clock = timed(runs, () => atOnce(decideAll(read, all)));
  const both = slicesOf(() => decideAll(read, all));
  const finding = slicesOf(() => decideAll(read, { ...all, sense: trustingModel }));
  const { length } = atOnce(decideAll(read, all));
  console.log(`  1 MB of prose, ${length} decisions: ${sum(both)} ms of work, of which finding is ${sum(finding)} ms`);
  console.log(`  the longest slice of it is ${Math.max(...both).toFixed(1)} ms; by the clock ${shown(clock, 0)}`);
}

/** One after the other in a big file, with the texts around them and the beginning of the file. */
function printSingle(prose: string, all: Glossary): void {
  const text = ofLength(prose, million);
  const read = atOnce(readTermText(text, 'markdown'));
  const decisions = atOnce(decideAll(read, all)).slice(0, 500);
  const stretches = decisions.map(({ start }) => ({
    ...{ text: flat(text.slice(Math.max(0, start - senseRadius), start + senseRadius)), languageId: 'markdown' },
    head: text.slice(0, 2_000),
    regions: [{ kind: 'prose' as const, language: 'markdown', start: 0, end: 2 * senseRadius }],
    at: Math.min(start, senseRadius),
  }));
  const times = Array.from({ length: runs }, () =>
    clockOf(() => stretches.map((each) => decideAt(each, all, each.at))),
  );
  const each = timesOf(times.map((time) => time / stretches.length));
  console.log(`  one decision in a big file: ${shown(each, 3)}`);
}

/** A hover in the middle of 10 MB that were read. */
function printHover(title: string, text: string, all: Glossary): void {
  const lines = text.split('\n');
  const document = textDocument(text);
  const regions = new Regions('markdown', document);
  atOnce(regions.prepare());
  const middle = lines.length >> 1;
  const hover = (run: number): void => {
    const at = Math.min(middle + run, lines.length - 1);
    const place = { line: at, character: (lines[at]!.length >> 1) + (lines.length > 1 ? 0 : run) };
    const range = rangeAround(document, place, senseRadius);
    decideAt(atOnce(readRange(document, range, regions)), all, senseRadius);
  };
  const times = Array.from({ length: 1_000 }, (_, run) => clockOf(() => hover(run)));
  console.log(`  a hover in ${title}: ${shown(timesOf(times), 2)}, at most ${Math.max(...times).toFixed(2)}`);
}

/** Prints how long loading takes, all decisions of a text, one of them, and a hover in a very big file. */
export async function printSenseCost(all: Glossary): Promise<void> {
  const prose = readCases(path.join(root, 'data'), 'held-', glossary)
    .filter((each) => each.class === 'prose')
    .map(({ text }) => text)
    .join('\n\n');
  console.log(`\nWhat it costs, the best of ${runs}`);
  await printLoadTimes(root);
  printWhole(prose, all);
  printSingle(prose, all);
  printHover('10 MB of lines', ofLength(prose, 10 * million), all);
  printHover('one line of 10 MB', ofLength('One line with a context window. ', 10 * million), all);
}
