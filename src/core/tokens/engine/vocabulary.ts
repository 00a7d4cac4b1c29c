import { hashPiece, samePiece } from './pieceHash';
import type { Slice } from './slice';
import { PADDING } from './utf8Buffer';
import { TokenKind } from './vocabularyFile';
import type { VocabularySections } from './vocabularyFile';

/** No merge: above every rank. */
export const NO_RANK = 0x7fffffff;

/** Slots of both tables hold id + 1 in the low 19 bits and a part of the hash in the 13 above. */
const ID_BITS = 19;
const ID_MASK = (1 << ID_BITS) - 1;

const LOAD_STEP = 8192;

/** A span is start << LENGTH_BITS | length: tokens of up to 2,047 bytes, in 2 MB. */
export const LENGTH_BITS = 11;
export const LENGTH_MASK = (1 << LENGTH_BITS) - 1;
const MOST_BYTES = 2 ** (32 - LENGTH_BITS);

/** A token that the file holds as text: a unit, a literal, a byte. */
export interface TextToken {
  readonly id: number;
  readonly kind: TokenKind;
}

/**
 * Finds tokens by their bytes and merges by their parts, in open addressing over flat arrays: no object per token.
 * Loading fills the table of merges, which is enough to count every text exactly. The table of whole tokens, which makes it
 * fast, grows while texts are counted: a token that it lacks is found by merging.
 */
export class Vocabulary {
  readonly unit: 'byte' | 'codePoint';
  readonly idCount: number;
  readonly textTokens: readonly TextToken[];
  /** The left and the right part of each id that is a pair, else -1 and -1. */
  readonly parts: Int32Array;
  /** Bytes of the tokens that are in the table, and where: start << LENGTH_BITS | length, 0 for the others. */
  readonly bytes: Uint8Array;
  readonly spans: Int32Array;
  private readonly view: DataView;
  /** Bytes of the longest token in the table. */
  private longest = 0;
  private readonly pieceTable: Int32Array;
  private readonly pairTable: Int32Array;
  private readonly slotMask: number;
  private readonly pairShift: number;
  private readonly loading: RunCursor;
  private readonly growing: RunCursor;
  private bytesUsed: number;

  /** Not usable before `load` has returned true. */
  constructor(private readonly sections: VocabularySections) {
    const { unit, idCount, texts, tokenBytes, runs } = sections;
    if (idCount >= ID_MASK || tokenBytes > MOST_BYTES)
      throw new RangeError('The vocabulary is too large for its tables.');
    this.unit = unit;
    this.idCount = idCount;
    const slots = Math.max(16, 2 ** Math.ceil(Math.log2(idCount * 1.7)));
    this.pieceTable = new Int32Array(slots);
    this.slotMask = slots - 1;
    this.pairTable = new Int32Array(slots);
    this.pairShift = 32 - Math.log2(slots);
    this.spans = new Int32Array(idCount);
    this.parts = new Int32Array(idCount * 2);
    this.bytes = new Uint8Array(tokenBytes + PADDING);
    this.view = new DataView(this.bytes.buffer);
    this.bytes.set(texts);
    this.bytesUsed = texts.length;
    this.loading = new RunCursor(runs);
    this.growing = new RunCursor(runs);
    this.textTokens = this.readTexts();
  }

  /** Fills the table of merges. @returns whether it is done. */
  load(slice: Slice): boolean {
    for (let from = this.loading.next(LOAD_STEP); from >= 0; from = this.loading.next(LOAD_STEP)) {
      this.loadPairs(from, this.loading.id, this.loading.pair - (this.loading.id - from));
      slice.spend(this.loading.id - from);
      if (slice.over) return this.loading.done;
    }
    return true;
  }

  /** Puts up to `tokens` more tokens into the table, the most frequent first. */
  grow(tokens: number): void {
    let left = tokens;
    while (left > 0) {
      const from = this.growing.next(left);
      if (from < 0) return;
      left -= this.growing.id - from;
      this.addPairs(from, this.growing.id);
    }
  }

  get isComplete(): boolean {
    return this.growing.done;
  }

  /** The token that these bytes are as a whole, or -1. `hash` is their `hashPiece`. */
  find(view: DataView, start: number, length: number, hash: number): number {
    if (length > this.longest) return -1;
    const { pieceTable, slotMask, spans, view: own } = this;
    const tag = hash & ~ID_MASK;
    for (let slot = hash & slotMask; ; slot = (slot + 1) & slotMask) {
      const entry = pieceTable[slot]!;
      if (entry === 0) return -1;
      if ((entry & ~ID_MASK) !== tag) continue;
      const id = (entry & ID_MASK) - 1;
      const span = spans[id]!;
      if ((span & LENGTH_MASK) === length && samePiece(own, span >>> LENGTH_BITS, view, start, length)) return id;
    }
  }

  /** The id, which is the rank, of the merge of two adjacent tokens, or NO_RANK. */
  findPair(leftId: number, rightId: number): number {
    const { pairTable, slotMask, parts } = this;
    const hash = pairHash(leftId, rightId);
    for (let slot = hash >>> this.pairShift; ; slot = (slot + 1) & slotMask) {
      const entry = pairTable[slot]!;
      if (entry === 0) return NO_RANK;
      if (((entry ^ (hash << ID_BITS)) & ~ID_MASK) !== 0) continue;
      const id = (entry & ID_MASK) - 1;
      if (parts[id * 2] === leftId && parts[id * 2 + 1] === rightId) return id;
    }
  }

  /** The bytes of a token; none for an id that plain text never gives. */
  tokenBytes(id: number): Uint8Array {
    this.grow(this.idCount);
    return this.tokenText(id).slice();
  }

  /** The bytes of a token that the table has, such as a text token; not a copy. */
  tokenText(id: number): Uint8Array {
    const span = this.spans[id] ?? 0;
    return this.bytes.subarray(span >>> LENGTH_BITS, (span >>> LENGTH_BITS) + (span & LENGTH_MASK));
  }

  /** The tokens that are not merges are there from the start. */
  private readTexts(): TextToken[] {
    const { runs, textLengths } = this.sections;
    const tokens: TextToken[] = [];
    let id = 0;
    let start = 0;
    for (const run of runs) {
      const kind = (run & 7) as TokenKind;
      const end = id + (run >>> 3);
      if (kind !== TokenKind.PAIR) this.parts.fill(-1, id * 2, end * 2);
      if (kind === TokenKind.NONE || kind === TokenKind.PAIR) id = end;
      for (; id < end; id++) {
        const length = textLengths[tokens.length]!;
        this.spans[id] = (start << LENGTH_BITS) | length;
        start += length;
        tokens.push({ id, kind });
        if (kind !== TokenKind.FALLBACK) this.addPiece(id, start - length, length);
      }
    }
    return tokens;
  }

  /** The parts of a pair are units, wherever they stand, or pairs of lower ids. */
  private loadPairs(from: number, to: number, firstPair: number): void {
    const { parts, pairTable, slotMask, pairShift } = this;
    const { pairPlanes: planes, pairCount: count } = this.sections;
    let pair = firstPair;
    for (let id = from; id < to; id++, pair++) {
      const leftId = planes[pair]! | (planes[pair + count]! << 8) | (planes[pair + 2 * count]! << 16);
      const rightId = planes[pair + 3 * count]! | (planes[pair + 4 * count]! << 8) | (planes[pair + 5 * count]! << 16);
      parts[id * 2] = leftId;
      parts[id * 2 + 1] = rightId;
      const hash = pairHash(leftId, rightId);
      let slot = hash >>> pairShift;
      while (pairTable[slot] !== 0) slot = (slot + 1) & slotMask;
      pairTable[slot] = (hash << ID_BITS) | (id + 1);
    }
  }

  private addPairs(from: number, to: number): void {
    const { view, spans, parts } = this;
    let start = this.bytesUsed;
    for (let id = from; id < to; id++) {
      const leftSpan = spans[parts[id * 2]!]!;
      const rightSpan = spans[parts[id * 2 + 1]!]!;
      const leftLength = leftSpan & LENGTH_MASK;
      const length = leftLength + (rightSpan & LENGTH_MASK);
      copyWords(view, leftSpan >>> LENGTH_BITS, start, leftLength);
      copyWords(view, rightSpan >>> LENGTH_BITS, start + leftLength, rightSpan & LENGTH_MASK);
      spans[id] = (start << LENGTH_BITS) | length;
      this.addPiece(id, start, length);
      start += length;
    }
    this.bytesUsed = start;
  }

  private addPiece(id: number, start: number, length: number): void {
    const { pieceTable, slotMask } = this;
    const hash = hashPiece(this.view, start, length);
    let slot = hash & slotMask;
    while (pieceTable[slot] !== 0) slot = (slot + 1) & slotMask;
    pieceTable[slot] = (hash & ~ID_MASK) | (id + 1);
    if (length > this.longest) this.longest = length;
  }
}

/** Walks through the ids of the pairs, some at a time. */
class RunCursor {
  /** The id after those that were given. */
  id = 0;
  /** How many pairs were given. */
  pair = 0;
  private run = 0;
  private runEnd = 0;

  constructor(private readonly runs: Uint32Array) {}

  /** @returns the first of at most `most` ids, which end before `id`, or -1 after the last. */
  next(most: number): number {
    while (this.id === this.runEnd) {
      if (this.done) return -1;
      const run = this.runs[this.run++]!;
      this.runEnd += run >>> 3;
      if ((run & 7) !== TokenKind.PAIR) this.id = this.runEnd;
    }
    const from = this.id;
    this.id = Math.min(this.runEnd, from + most);
    this.pair += this.id - from;
    return from;
  }

  get done(): boolean {
    return this.run === this.runs.length && this.id === this.runEnd;
  }
}

function pairHash(leftId: number, rightId: number): number {
  return Math.imul(Math.imul(leftId, 0x9e3779b1) ^ rightId, 0x85ebca6b);
}

/** Copies whole words: up to 3 bytes too many, which the bytes that follow overwrite. */
function copyWords(view: DataView, from: number, to: number, length: number): void {
  for (let offset = 0; offset < length; offset += 4)
    view.setInt32(to + offset, view.getInt32(from + offset, true), true);
}
