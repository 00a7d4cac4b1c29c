import type { EncodedCount } from '../counting/modelCount';
import type { CountTokens } from './countBatch';
import type { TextLines } from '../../text/document';

export interface HeavyLine extends EncodedCount {
  /** Number of the line, from 0. */
  readonly line: number;
  /** How the line starts. */
  readonly start: string;
}

/** Largest number of lines that are counted: the longest ones. */
export const candidateLines = 200;
const shownLines = 10;

/** UTF-16 code units of a line that are counted at once. */
const partLength = 256 * 1024;

/** Keeps the longest of the lines that are added. */
export class LongestLines {
  private candidates: { line: number; weight: number }[] = [];

  add(line: number, text: string): void {
    const weight = weightOf(text);
    if (weight === 0) return;
    this.candidates.push({ line, weight });
    if (this.candidates.length >= 8 * candidateLines) this.trim();
  }

  /** Returns the numbers of the lines, the longest first. */
  lines(): number[] {
    this.trim();
    return this.candidates.map(({ line }) => line);
  }

  private trim(): void {
    this.candidates.sort((a, b) => b.weight - a.weight || a.line - b.line);
    this.candidates.length = Math.min(this.candidates.length, candidateLines);
  }
}

/** Returns about the number of bytes in UTF-8, which tokens follow in all scripts better than characters. */
function weightOf(text: string): number {
  const blank = text.length - text.trimStart().length;
  const units = text.length - blank;
  // Each code unit outside Latin takes two or three bytes. A line of this length is among the longest anyway.
  return units > 4_000 ? units : units + 2 * (text.match(/[\u0080-\uffff]/g)?.length ?? 0);
}

/** Counts the candidates and returns the heaviest, the heaviest first. */
export async function countHeaviest(
  lines: TextLines,
  candidates: readonly number[],
  count: CountTokens,
): Promise<HeavyLine[]> {
  const counted: HeavyLine[] = [];
  for (const line of candidates) {
    const text = lines.lineAt(line).text;
    let tokens = 0;
    for (let from = 0; from < text.length; from += partLength)
      tokens += await count(text.slice(from, from + partLength));
    const start = text.trimStart().slice(0, 60);
    counted.push({ line, tokens, start, ...(text.length > partLength && { inexact: 'inParts' }) });
  }
  return counted.sort((a, b) => b.tokens - a.tokens || a.line - b.line).slice(0, shownLines);
}
