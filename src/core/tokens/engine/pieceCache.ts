import { samePiece } from './pieceHash';

const SLOT_BITS = 15;
const SLOT_BYTES = 64;
/** The last two bytes of a slot are the length and the count. */
const LENGTH_AT = SLOT_BYTES - 2;
const COUNT_AT = SLOT_BYTES - 1;

/** Longest piece that is kept, in bytes. */
const CACHED_BYTES = LENGTH_AT;

/** Token counts of pieces that are more than one token and too long for `ShortPieceCache`. 2 MB; the newest of a hash wins. */
export class PieceCache {
  private readonly bytes = new Uint8Array((1 << SLOT_BITS) * SLOT_BYTES);
  private readonly view = new DataView(this.bytes.buffer);

  /** Returns the count, or 0 if it is not known. */
  get(view: DataView, start: number, length: number, hash: number): number {
    const slot = (hash >>> (32 - SLOT_BITS)) * SLOT_BYTES;
    if (this.bytes[slot + LENGTH_AT] !== length || !samePiece(this.view, slot, view, start, length)) return 0;
    return this.bytes[slot + COUNT_AT]!;
  }

  set(bytes: Uint8Array, start: number, length: number, hash: number, count: number): void {
    if (length > CACHED_BYTES) return;
    const slot = (hash >>> (32 - SLOT_BITS)) * SLOT_BYTES;
    for (let offset = 0; offset < length; offset++) this.bytes[slot + offset] = bytes[start + offset]!;
    this.bytes[slot + LENGTH_AT] = length;
    this.bytes[slot + COUNT_AT] = count;
  }
}
