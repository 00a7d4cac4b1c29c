import type { Work } from '../../base/work';
import { hashPiece, samePiece } from './pieceHash';
import { PADDING } from './utf8Buffer';
import { TokenKind } from './vocabularyFile';
import type { VocabularySections } from './vocabularyFile';

/** The rank of no merge, which is above every other rank. */
export const NO_RANK = 0x7fffffff;

/** Slots of both tables hold id + 1 in the low 19 bits and a part of the hash in the 13 above. */
const ID_BITS = 19;
const ID_MASK = (1 << ID_BITS) - 1;

const LOAD_STEP = 8192;

/** A span is start << LENGTH_BITS | length: tokens of up to 2,047 bytes, in 2 MB. */
export const LENGTH_BITS = 11;
export const LENGTH_MASK = (1 << LENGTH_BITS) - 1;
const MAX_BYTES = 2 ** (32 - LENGTH_BITS);

/** A token that the file holds as text: a unit, a literal, a byte. */
interface TextToken {
  readonly id: number;
  readonly kind: TokenKind;
}

/**
 * Finds merges by their parts, and the tokens that are no merges by their bytes, with open addressing in flat arrays,
 * so that no token needs an object. There is no table of all tokens by their bytes, as merging finds them and is done
 * only once for a repeated word.
 */
export class Vocabulary {
  readonly unit: 'byte' | 'codePoint';
  readonly idCount: number;
  readonly textTokens: readonly TextToken[];
  /** The left and the right part of each id that is a pair, else -1 and -1. */
  readonly parts: Int32Array;
  /** Bytes of the tokens that are no merges, and their spans: start << LENGTH_BITS | length, 0 for the others. */
  readonly bytes: Uint8Array;
  readonly spans: Int32Array;
  private readonly view: DataView;
  /** Bytes of the longest token that is no merge. */
  private longest = 0;
  private readonly pieceTable: Int32Array;
  private readonly pairTable: Int32Array;
  private readonly pieceMask: number;
  private readonly pairMask: number;
  private readonly pairShift: number;

  /** Prepares a vocabulary, which is not usable before `load` is done. */
  constructor(private readonly sections: VocabularySections) {
    const { unit, idCount, texts, textLengths } = sections;
    if (idCount >= ID_MASK || texts.length > MAX_BYTES)
      throw new RangeError('The vocabulary is too large for its tables.');
    this.unit = unit;
    this.idCount = idCount;
    this.pieceTable = new Int32Array(slotsFor(textLengths.length));
    this.pieceMask = this.pieceTable.length - 1;
    this.pairTable = new Int32Array(slotsFor(idCount));
    this.pairMask = this.pairTable.length - 1;
    this.pairShift = Math.clz32(this.pairMask);
    this.spans = new Int32Array(idCount);
    this.parts = new Int32Array(idCount * 2);
    this.bytes = new Uint8Array(texts.length + PADDING);
    this.view = new DataView(this.bytes.buffer);
    this.bytes.set(texts);
    this.textTokens = this.readTexts();
  }

  /** Fills the table of merges; yields after some of them. */
  *load(): Work<void> {
    let id = 0;
    let pair = 0;
    for (const run of this.sections.runs) {
      const end = id + (run >>> 3);
      if ((run & 7) !== TokenKind.PAIR) id = end;
      while (id < end) {
        const count = Math.min(LOAD_STEP, end - id);
        this.loadPairs(id, id + count, pair);
        id += count;
        pair += count;
        yield;
      }
    }
  }

  /** Returns the token without parts that has exactly these bytes, or -1. `hash` is their `hashPiece`. */
  find(view: DataView, start: number, length: number, hash: number): number {
    if (length > this.longest) return -1;
    const { pieceTable, pieceMask, spans, view: own } = this;
    const tag = hash & ~ID_MASK;
    for (let slot = hash & pieceMask; ; slot = (slot + 1) & pieceMask) {
      const entry = pieceTable[slot]!;
      if (entry === 0) return -1;
      if ((entry & ~ID_MASK) !== tag) continue;
      const id = (entry & ID_MASK) - 1;
      const span = spans[id]!;
      if ((span & LENGTH_MASK) === length && samePiece(own, span >>> LENGTH_BITS, view, start, length)) return id;
    }
  }

  /** Returns the id, which is the rank, of the merge of two adjacent tokens, or NO_RANK. */
  findPair(leftId: number, rightId: number): number {
    const { pairTable, pairMask, parts } = this;
    const hash = pairHash(leftId, rightId);
    for (let slot = hash >>> this.pairShift; ; slot = (slot + 1) & pairMask) {
      const entry = pairTable[slot]!;
      if (entry === 0) return NO_RANK;
      if (((entry ^ (hash << ID_BITS)) & ~ID_MASK) !== 0) continue;
      const id = (entry & ID_MASK) - 1;
      if (parts[id * 2] === leftId && parts[id * 2 + 1] === rightId) return id;
    }
  }

  /** Returns the bytes of a token, which are those of its parts; none for an id that plain text never produces. */
  tokenBytes(id: number): Uint8Array {
    if (!Number.isInteger(id) || id < 0 || id >= this.idCount) return new Uint8Array(0);
    const bytes: number[] = [];
    const left = [id];
    for (let next = left.pop(); next !== undefined; next = left.pop()) {
      const first = this.parts[next * 2]!;
      if (first >= 0) left.push(this.parts[next * 2 + 1]!, first);
      else bytes.push(...this.tokenText(next));
    }
    return Uint8Array.from(bytes);
  }

  /** Returns the bytes of a token that is no merge, without copying them. */
  tokenText(id: number): Uint8Array {
    const span = this.spans[id]!;
    return this.bytes.subarray(span >>> LENGTH_BITS, (span >>> LENGTH_BITS) + (span & LENGTH_MASK));
  }

  /** Reads the tokens that are no merges, which are available from the start. */
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

  private loadPairs(from: number, to: number, firstPair: number): void {
    const { parts, pairTable, pairMask, pairShift } = this;
    const { pairPlanes: planes, pairCount: count } = this.sections;
    let pair = firstPair;
    for (let id = from; id < to; id++, pair++) {
      const leftId = planes[pair]! | (planes[pair + count]! << 8) | (planes[pair + 2 * count]! << 16);
      const rightId = planes[pair + 3 * count]! | (planes[pair + 4 * count]! << 8) | (planes[pair + 5 * count]! << 16);
      parts[id * 2] = leftId;
      parts[id * 2 + 1] = rightId;
      const hash = pairHash(leftId, rightId);
      let slot = hash >>> pairShift;
      while (pairTable[slot] !== 0) slot = (slot + 1) & pairMask;
      pairTable[slot] = (hash << ID_BITS) | (id + 1);
    }
  }

  private addPiece(id: number, start: number, length: number): void {
    const { pieceTable, pieceMask } = this;
    const hash = hashPiece(this.view, start, length);
    let slot = hash & pieceMask;
    while (pieceTable[slot] !== 0) slot = (slot + 1) & pieceMask;
    pieceTable[slot] = (hash & ~ID_MASK) | (id + 1);
    if (length > this.longest) this.longest = length;
  }
}

/** Returns the number of slots of a table of which more than a third stays empty. */
function slotsFor(entries: number): number {
  return Math.max(16, 2 ** Math.ceil(Math.log2(entries * 1.7)));
}

function pairHash(leftId: number, rightId: number): number {
  return Math.imul(Math.imul(leftId, 0x9e3779b1) ^ rightId, 0x85ebca6b);
}
