import type { Region } from '../../text/regions/regions';
import type { SamplePiece } from './samplePieces';

export type WasteKind = 'comments' | 'base64' | 'hex' | 'repeated' | 'spaces' | 'blankLines';

/** A text that was found. `instead` is the shortest text that would do in its place, if it cannot be left out altogether. */
export interface Find {
  readonly kind: WasteKind;
  /** Number of the line, from 0. */
  readonly line: number;
  readonly text: string;
  readonly instead?: string;
}

const base64Run = /[A-Za-z0-9+/_-]{60,}={0,2}/g;
const hexRun = /\b(?:0x)?[0-9a-f]{32,}\b|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;

/** Finds base64, hexadecimal numbers and UUIDs. */
export function* encodedRuns({ line, text }: SamplePiece): Generator<Find> {
  for (const [run] of text.matchAll(hexRun))
    if (/\d/.test(run) && /[a-f]/i.test(run)) yield { kind: 'hex', line, text: run };
  for (const [run] of text.matchAll(base64Run)) if (looksRandom(run)) yield { kind: 'base64', line, text: run };
}

/**
 * Distinguishes base64 from paths, slugs and long names of the same characters: in random base64 about three of five
 * letters and digits differ in class (upper case, lower case, digit) from the one before, in words about one of five.
 */
function looksRandom(run: string): boolean {
  const classes = run
    .replace(/[^A-Za-z0-9]/g, '')
    .replace(/[A-Z]/g, 'A')
    .replace(/[a-z]/g, 'a')
    .replace(/\d/g, '0');
  if (/^[0-9a-f-]+$/i.test(run)) return false;
  const runs = classes.match(/A+|a+|0+/g)?.length ?? 0;
  return runs / run.length > 0.4;
}

/** Finds runs of blanks within, before and after a line: what one blank each would save. */
export function* blankRuns({ line, text }: SamplePiece): Generator<Find> {
  if (!/\S/.test(text) || !/[ \t]{2}|[ \t]$/.test(text)) return;
  yield { kind: 'spaces', line, text, instead: text.replace(/[ \t]+$/, '').replace(/[ \t]{2,}/g, ' ') };
}

/** Finds the comments and docstrings of a line: what leaving them out would save. */
export function* comments({ line, text }: SamplePiece, regions: readonly Region[]): Generator<Find> {
  if (!regions.some(({ kind }) => kind === 'comment')) return;
  const kept = regions.filter(({ kind }) => kind !== 'comment').map(({ from, to }) => text.slice(from, to));
  yield { kind: 'comments', line, text, instead: kept.join('').trimEnd() };
}

/** Finds runs of two and more blank lines: what a single one would save. */
export class BlankLines {
  private run: { line: number; texts: string[] } | undefined;

  *add({ line, text, follows }: SamplePiece): Generator<Find> {
    if (!follows) this.run = undefined;
    if (!/\S/.test(text)) {
      this.run ??= { line, texts: [] };
      this.run.texts.push(text);
      return;
    }
    const run = this.run;
    this.run = undefined;
    // Blank lines are counted between two words, as they stand in a text, because a token may cover several line breaks.
    if (run && run.texts.length > 1) {
      yield { kind: 'blankLines', line: run.line, text: `a\n${run.texts.join('\n')}\na`, instead: 'a\n\na' };
    }
  }
}
