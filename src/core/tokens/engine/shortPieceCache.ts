const SLOT_BITS = 16;
/** Layout of the words of a slot: 15 bytes of the piece, then its length in 4 bits and its count in 4. */
const LENGTH_AT = 24;
const COUNT_AT = 28;
const KEY_MASK = (1 << COUNT_AT) - 1;

/** Longest piece that is kept, in bytes. Nearly every word is shorter. */
export const MAX_SHORT_BYTES = 15;

/** Masks that keep the bytes of each of four words that belong to a piece of so many bytes. */
const MASKS = Int32Array.from({ length: (MAX_SHORT_BYTES + 1) * 4 }, (_, index) => {
  const bytes = (index >>> 2) - (index & 3) * 4;
  return bytes >= 4 ? -1 : bytes <= 0 ? 0 : (1 << (bytes * 8)) - 1;
});

/**
 * Token counts of short pieces, including those of one token: 1 MB, one slot for each hash, the newest wins. A slot is
 * a quarter of a line of the processor's cache, so that a known word costs one memory access.
 */
export class ShortPieceCache {
  private readonly words = new Int32Array(1 << (SLOT_BITS + 2));

  /** Returns the count of a piece of 1 to 15 bytes, or 0 if it is not known. Reads 16 bytes from `start`. */
  get(view: DataView, start: number, length: number): number {
    const mask = length << 2;
    const a = view.getInt32(start, true) & MASKS[mask]!;
    const b = view.getInt32(start + 4, true) & MASKS[mask + 1]!;
    const c = view.getInt32(start + 8, true) & MASKS[mask + 2]!;
    const d = (view.getInt32(start + 12, true) & MASKS[mask + 3]!) | (length << LENGTH_AT);
    const slot = slotOf(a, b, c, d);
    const { words } = this;
    const last = words[slot + 3]!;
    const isSame = words[slot] === a && words[slot + 1] === b && words[slot + 2] === c && (last & KEY_MASK) === d;
    return isSame ? last >>> COUNT_AT : 0;
  }

  set(view: DataView, start: number, length: number, count: number): void {
    const { words } = this;
    const mask = length << 2;
    const a = view.getInt32(start, true) & MASKS[mask]!;
    const b = view.getInt32(start + 4, true) & MASKS[mask + 1]!;
    const c = view.getInt32(start + 8, true) & MASKS[mask + 2]!;
    const d = (view.getInt32(start + 12, true) & MASKS[mask + 3]!) | (length << LENGTH_AT);
    const slot = slotOf(a, b, c, d);
    words[slot] = a;
    words[slot + 1] = b;
    words[slot + 2] = c;
    words[slot + 3] = d | (count << COUNT_AT);
  }
}

function slotOf(a: number, b: number, c: number, d: number): number {
  const sum = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35) ^ Math.imul(d, 0x27d4eb2f);
  return (Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> (32 - SLOT_BITS)) << 2;
}
