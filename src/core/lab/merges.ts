import type { Span } from '../text/span';
import type { Work } from '../base/work';
import type { PocketTokenizer } from '../pocket/pocketTokenizer';
import { NO_RANK } from '../tokens/engine/vocabulary';
import { Utf8Buffer } from '../tokens/engine/utf8Buffer';

/** A token on the way from bytes to the final tokens. Its place is in the bytes of the text's UTF-8. */
interface Piece extends Span {
  readonly id: number;
}

/** One rule of the vocabulary, used wherever it fits at that moment. */
interface Merge {
  readonly left: number;
  readonly right: number;
  /** The id of both tokens together, which is the rank of the rule. */
  readonly made: number;
  /** The number of times that it was used. */
  readonly times: number;
}

interface Born extends Piece {
  /** The step that made the token; 0 for a byte. `until` is the step that used it up. */
  readonly from: number;
  until: number;
}

/** The way from a text to tokens. Each token remembers when it came and went, so that any step can be shown at once. */
export interface Merging {
  readonly bytes: Uint8Array;
  readonly steps: readonly Merge[];
  /** Ordered by `start`, larger ones after the smaller ones that they were made of. */
  readonly born: readonly Born[];
}

/**
 * Encodes byte pairs rule by rule. The neighbours with the lowest rank in all words are merged, until no pair has a rank
 * (https://arxiv.org/abs/1508.07909, algorithm 1). Yields after each rule.
 */
export function* mergeSteps(tokenizer: PocketTokenizer, text: string): Work<Merging> {
  const { coder, vocabulary } = tokenizer;
  const buffer = new Utf8Buffer();
  const length = buffer.write(text);
  const bytes = buffer.bytes.slice(0, length);
  const words = wordsOf(bytes, buffer, length, coder.scan, coder.units.byteUnits);
  const born = words.flat();
  const steps: Merge[] = [];
  for (;;) {
    const made = lowestPair(words, (left, right) => vocabulary.findPair(left, right));
    if (made === NO_RANK) break;
    const [left, right] = tokenizer.partsOf(made)!;
    const step = steps.length + 1;
    const before = born.length;
    for (const word of words) mergeIn(word, left, right, made, step, born);
    steps.push({ left, right, made, times: born.length - before });
    yield;
  }
  born.sort((a, b) => a.start - b.start || a.from - b.from);
  return { bytes, steps, born };
}

/** Returns the tokens after `step` rules; 0: only the bytes. */
export function piecesAt({ born }: Merging, step: number): Piece[] {
  return born.filter(({ from, until }) => from <= step && step < until);
}

function wordsOf(
  bytes: Uint8Array,
  buffer: Utf8Buffer,
  length: number,
  scan: (bytes: Uint8Array, at: number, end: number) => number,
  byteUnits: Int32Array,
): Born[][] {
  const words: Born[][] = [];
  for (let at = 0; at < length;) {
    const end = scan(buffer.bytes, at, length);
    words.push(
      Array.from({ length: end - at }, (_, i) => {
        const start = at + i;
        return { id: byteUnits[bytes[start]!]!, start, end: start + 1, from: 0, until: Infinity };
      }),
    );
    at = end;
  }
  return words;
}

function lowestPair(words: readonly (readonly Born[])[], rank: (left: number, right: number) => number): number {
  let lowest = NO_RANK;
  for (const word of words) {
    for (let i = 1; i < word.length; i++) lowest = Math.min(lowest, rank(word[i - 1]!.id, word[i]!.id));
  }
  return lowest;
}

/** Merges the pair in one word, from left to right. */
function mergeIn(word: Born[], left: number, right: number, made: number, step: number, born: Born[]): void {
  for (let i = 0; i + 1 < word.length; i++) {
    const [first, second] = [word[i]!, word[i + 1]!];
    if (first.id !== left || second.id !== right) continue;
    first.until = second.until = step;
    const whole: Born = { id: made, start: first.start, end: second.end, from: step, until: Infinity };
    word.splice(i, 2, whole);
    born.push(whole);
  }
}
