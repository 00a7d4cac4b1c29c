import { countUpTo } from '../../text/offsets';
import type { RegionText } from '../../text/regions/regionText';
import type { Region } from '../../text/regions/regions';

/** Thrown where the text was changed while it was read: all that was found in it means nothing. */
class TextChanged extends Error {}

/** Runs the work; returns undefined instead of an error where the text was changed meanwhile. */
export async function unlessChanged<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TextChanged) return undefined;
    throw error;
  }
}

/** Stands for each character of a string in a masked text. */
export const stringMark = '\u0001';

/** Code units that are looked at in one step: under a millisecond of work. */
const stepLength = 50_000;
const maskStep = 4_000;

/** A text with its lines, which tells code from strings and comments. */
export class CallText {
  private near: { readonly line: number; readonly from: number; readonly regions: readonly Region[] } | undefined;

  private constructor(
    readonly source: RegionText,
    private readonly lineStarts: readonly number[],
  ) {}

  static async open(source: RegionText): Promise<CallText> {
    const { text, breathe } = source;
    const lineStarts = [0];
    let pauseAt = stepLength;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      lineStarts.push(at + 1);
      if (at < pauseAt) continue;
      pauseAt = at + stepLength;
      await breathe();
    }
    return new CallText(source, lineStarts);
  }

  get text(): string {
    return this.source.text;
  }

  placeOf(offset: number): { readonly line: number; readonly column: number } {
    const line = Math.max(0, countUpTo(this.lineStarts, (start) => start, offset) - 1);
    return { line, column: offset - (this.lineStarts[line] ?? 0) };
  }

  startOfLine(line: number): number {
    return this.lineStarts[line] ?? this.text.length;
  }

  /** Returns where a line ends, without its line break. */
  endOfLine(line: number): number {
    const next = this.lineStarts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text.charAt(next - 2) === '\r' ? next - 2 : next - 1;
  }

  /** Finds the region of a place. @throws TextChanged */
  async regionAt(offset: number): Promise<Region | undefined> {
    const { line, column } = this.placeOf(offset);
    const from = column - (column % maskStep);
    // The last regions are kept, as a long line may hold thousands of places that are asked about.
    if (this.near?.line !== line || this.near.from !== from) {
      this.near = { line, from, regions: await this.regions(line, from, from + maskStep) };
    }
    return this.near.regions.find((region) => column >= region.from && column < region.to);
  }

  /**
   * Returns the text from one offset to another, each character where it was: blanks for comments and prose,
   * `stringMark` for strings.
   * @throws TextChanged
   */
  async masked(from: number, to: number): Promise<string> {
    const parts: string[] = [];
    const last = Math.min(to, this.text.length);
    for (let at = from; at < last;) {
      const { line, column } = this.placeOf(at);
      const start = at - column;
      const end = Math.min(last, at + maskStep, this.endOfLine(line));
      if (end > at) parts.push(maskLine(this.text, start, at, end, await this.regions(line, column, end - start)));
      // The line break is added where the line was read to its end.
      at = end === this.endOfLine(line) ? Math.min(last, this.startOfLine(line + 1)) : end;
      parts.push(this.text.slice(end, at));
      await this.source.breathe();
    }
    return parts.join('');
  }

  /** @throws TextChanged */
  async regions(line: number, from: number, to: number): Promise<readonly Region[]> {
    const regions = await this.source.regionsBetween(line, from, to);
    if (!regions) throw new TextChanged();
    return regions;
  }
}

function maskLine(text: string, lineStart: number, from: number, to: number, regions: readonly Region[]): string {
  let masked = '';
  for (const region of regions) {
    const start = Math.max(lineStart + region.from, from + masked.length);
    const end = Math.min(lineStart + region.to, to);
    if (end <= start) continue;
    masked += text.slice(from + masked.length, start);
    if (region.kind === 'code') masked += text.slice(start, end);
    else masked += (region.kind === 'string' ? stringMark : ' ').repeat(end - start);
  }
  return masked + text.slice(from + masked.length, to);
}
