// Edits in a large document, in a process of its own. Prints the figures as lines.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DocumentCount } from '../../../src/core/tokens/document/documentCount';
import { SelectionCount } from '../../../src/core/tokens/document/selectionCount';
import { loadEncoding, vocabularyFileName } from '../../../src/core/tokens/engine/loadEncoding';
import { NO_LIMIT, timeSlice } from '../../../src/core/tokens/engine/slice';
import { randomNumbers } from '../../../src/core/pocket/sampler';
import { edit } from '../../support/edits';
import { ordinaryTexts, runsOfOneClass } from './texts';

const SLICE_MS = 4;
const TYPED = 'const value = items.map((x) => x * 2);\n  // the quick brown fox, 12345 \n';
const PASTED = 'pasted line of text with {json: true, n: 42}\n';
const now = (): number => performance.now();

/**
 * Starts a watch that gives milliseconds of work of this thread: processor time, so that other programs do not count, but no
 * more than the clock says, so that other threads of this process do not count. (`process.threadCpuUsage` would be it, but
 * Linux brings it up to date once in 4 ms.)
 */
function stopwatch(): () => number {
  const usage = process.cpuUsage();
  const start = now();
  return () => {
    const clock = now() - start;
    const { user, system } = process.cpuUsage(usage);
    return Math.min(clock, (user + system) / 1000);
  };
}

const vocabularies = path.resolve(import.meta.dirname, '../vocabularies');
const encoding = loadEncoding('o200k_base', readFileSync(path.join(vocabularies, vocabularyFileName('o200k_base'))));

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)]!;

function report(title: string, ms: readonly number[]): void {
  const sorted = [...ms].sort((a, b) => a - b);
  const [median, p99, most] = [0.5, 0.99, 1].map((share) => (at(sorted, share) * 1000).toFixed(0));
  console.log(`${title.padEnd(44)} median ${median} µs, p99 ${p99} µs, most ${most} µs`);
}

/** Steps to the end in slices and says how long all and the longest took. */
function finish(title: string, firstMs: number, step: () => boolean): void {
  let work = firstMs;
  let longest = firstMs;
  let slices = 1;
  for (let isDone = false; !isDone; slices++) {
    const elapsed = stopwatch();
    isDone = step();
    const ms = elapsed();
    work += ms;
    longest = Math.max(longest, ms);
  }
  console.log(
    `${title.padEnd(44)} ${work.toFixed(0)} ms of work in ${slices} slices, the longest ${longest.toFixed(1)} ms`,
  );
}

function open(title: string, text: string): DocumentCount {
  // Memory that earlier documents left is collected first, as that is not the work of this one.
  globalThis.gc?.();
  const elapsed = stopwatch();
  const document = new DocumentCount(encoding, text);
  finish(`${title}: opened`, elapsed(), () => document.step(timeSlice(SLICE_MS)));
  return document;
}

function type(document: DocumentCount, edits: number): number[] {
  const random = randomNumbers(5);
  let offset = document.chunks.units >> 1;
  return Array.from({ length: edits }, (_, edit) => {
    if (edit % 40 === 0) offset = Math.floor(random() * document.chunks.units);
    const kind = random();
    const rangeLength = kind >= 0.8 && kind < 0.95 && offset > 0 ? 1 : 0;
    const text =
      kind < 0.8 ? TYPED[edit % TYPED.length]! : kind < 0.95 ? '' : PASTED.repeat(1 + Math.floor(random() * 5));
    const start = now();
    document.applyChanges([{ rangeOffset: offset - rangeLength, rangeLength, text }]);
    const ms = now() - start;
    offset += text.length - rangeLength;
    return ms;
  });
}

function cursors(document: DocumentCount, count: number): void {
  const every = Math.floor(document.chunks.units / count);
  const changes = Array.from({ length: count }, (_, index) => ({
    rangeOffset: (count - 1 - index) * every,
    rangeLength: 0,
    text: 'x',
  }));
  const elapsed = stopwatch();
  document.applyChanges(changes);
  finish(`${count} cursors type one character`, elapsed(), () => document.step(timeSlice(SLICE_MS)));
}

function select(document: DocumentCount, count: number): number[] {
  const random = randomNumbers(9);
  return Array.from({ length: count }, () => {
    const begin = Math.floor(random() * document.chunks.units);
    const end = begin + Math.floor(random() * (document.chunks.units - begin));
    const start = now();
    const selection = new SelectionCount(document, [{ start: begin, end }]);
    selection.step(NO_LIMIT);
    return now() - start;
  });
}

const all = Object.values(ordinaryTexts()).join('');
for (const [title, units] of [
  ['10 KB', 1e4],
  ['1 MB', 1e6],
  ['10 MB', 1e7],
] as const) {
  const document = open(title, all.repeat(Math.ceil(units / all.length)).slice(0, units));
  type(document, 500);
  report(`${title}: an edit`, type(document, 5000));
  report(`${title}: a selection of any length`, select(document, 300));
  if (units === 1e7) cursors(document, 10_000);
  const exact = encoding.count(document.chunks.text()) === document.tally.tokens && document.tally.exact;
  if (!exact) throw new Error(`${title}: the count is not that of a full recount.`);
}
for (const [title, run] of Object.entries(runsOfOneClass(1_000_000))) {
  const document = open(`1 MB of ${title}`, run);
  const elapsed = stopwatch();
  edit(document, 500_000, 0, 'x');
  finish(`1 MB of ${title}: an edit`, elapsed(), () => document.step(timeSlice(SLICE_MS)));
}
