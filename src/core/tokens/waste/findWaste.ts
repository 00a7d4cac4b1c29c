import { pacer } from '../../base/work';
import type { Breathe } from '../../base/work';
import { CountBatch } from './countBatch';
import type { CountTokens } from './countBatch';
import { LongestLines, candidateLines, countHeaviest } from './heaviestLines';
import type { HeavyLine } from './heaviestLines';
import type { Region } from '../../text/regions/regions';
import { BlankLines, blankRuns, comments, encodedRuns } from './kinds';
import type { Find, WasteKind } from './kinds';
import { samplePieces } from './samplePieces';
import type { TextLines } from '../../text/document';
import type { SamplePiece } from './samplePieces';
import { RepeatedBlocks } from './repeatedBlocks';

/** The tokens that one kind of waste takes. Kinds overlap: base64 may stand in a repeated block. */
export interface WasteShare {
  readonly kind: WasteKind;
  /** Number of tokens in the text, or in the sample of it. */
  readonly tokens: number;
  /** Its part of the tokens of the text, 0 to 1; from a sample if `sampled`. */
  readonly share: number;
  /** Places where it was found. */
  readonly places: number;
  /** The line, from 0, with the longest find. */
  readonly line: number;
}

export interface Waste {
  readonly heaviest: readonly (HeavyLine & { readonly share: number })[];
  /** Whether only the longest lines were counted, because there are more. */
  readonly candidatesOnly: boolean;
  /** The kinds that were found, the heaviest first. */
  readonly kinds: readonly WasteShare[];
  /** The part of the text, 0 to 1, in which the kinds were looked for, if that is not all of it. */
  readonly sampled?: number;
}

/** UTF-16 code units up to which a text is searched as a whole. */
const wholeTextLimit = 2_000_000;

export interface WasteOptions {
  readonly count: CountTokens;
  /** Tokens of the whole text, by the same count. */
  readonly total: number;
  /** Lets other work run; called after every few milliseconds of work. */
  readonly pause: () => Promise<void>;
  readonly limit?: number;
  /** Returns the regions of a line, from 0; none if they are not known. Without this function no comments are looked for. */
  readonly regionsOf?: (line: number) => readonly Region[];
}

/** Finds where the tokens of a text go: its heaviest lines, and parts that could probably be left out. The work is bounded. */
export async function findWaste(lines: TextLines, options: WasteOptions): Promise<Waste> {
  const { count, total, pause, limit = wholeTextLimit, regionsOf = () => [] } = options;
  const breathe = pacer(pause);
  const longest = new LongestLines();
  let length = 0;
  for (let line = 0; line < lines.lineCount; line++) {
    const text = lines.lineAt(line).text;
    length += text.length;
    longest.add(line, text);
    await breathe();
  }
  const sampled = length <= limit ? 1 : limit / length;
  const heaviest = await countHeaviest(lines, longest.lines(), count);
  const findComments = (piece: SamplePiece) => (piece.wholeLine ? comments(piece, regionsOf(piece.line)) : []);
  const kinds = await countKinds(lines, length, limit, count, breathe, findComments);
  const shareOf = (tokens: number, part: number) => (total === 0 ? 0 : Math.min(1, tokens / (total * part)));
  return {
    heaviest: heaviest.map((line) => ({ ...line, share: shareOf(line.tokens, 1) })),
    candidatesOnly: lines.lineCount > candidateLines,
    kinds: kinds
      .map((found) => ({ ...found, share: shareOf(found.tokens, sampled) }))
      .sort((a, b) => b.share - a.share),
    ...(sampled < 1 ? { sampled } : {}),
  };
}

class KindTally {
  places = 0;
  line = 0;
  private longest = -1;
  private readonly found: CountBatch;
  private readonly instead: CountBatch;

  constructor(
    readonly kind: WasteKind,
    count: CountTokens,
  ) {
    const ownLines = kind !== 'base64' && kind !== 'hex';
    this.found = new CountBatch(count, ownLines);
    this.instead = new CountBatch(count, ownLines);
  }

  async add({ line, text, instead }: Find): Promise<void> {
    this.places++;
    const saved = text.length - (instead?.length ?? 0);
    if (saved > this.longest) [this.longest, this.line] = [saved, line];
    await this.found.add(text);
    if (instead !== undefined) await this.instead.add(instead);
  }

  async finish(): Promise<Omit<WasteShare, 'share'>> {
    await this.found.finish();
    await this.instead.finish();
    const tokens = this.found.tokens - this.instead.tokens;
    return { kind: this.kind, tokens, places: this.places, line: this.line };
  }
}

async function countKinds(
  lines: TextLines,
  length: number,
  limit: number,
  count: CountTokens,
  breathe: Breathe,
  findComments: (piece: SamplePiece) => Iterable<Find>,
): Promise<Omit<WasteShare, 'share'>[]> {
  const tallies = new Map<WasteKind, KindTally>();
  const blankLines = new BlankLines();
  const repeated = new RepeatedBlocks();
  for (const piece of samplePieces(lines, length, limit)) {
    const runs = [...findComments(piece), ...encodedRuns(piece), ...blankRuns(piece)];
    const finds = [...runs, ...blankLines.add(piece), ...repeated.add(piece)];
    for (const find of finds) {
      const tally = tallies.get(find.kind) ?? new KindTally(find.kind, count);
      tallies.set(find.kind, tally);
      await tally.add(find);
    }
    await breathe();
  }
  const found = await Promise.all([...tallies.values()].map((tally) => tally.finish()));
  return found.filter(({ tokens }) => tokens > 0);
}
