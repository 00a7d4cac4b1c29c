/** Masks that keep the first 0 to 3 bytes of a little-endian word. */
const TAIL_MASK = Int32Array.of(0, 0xff, 0xffff, 0xffffff);

/**
 * Returns a 32-bit hash of `length` bytes, which are read as words. Up to 3 bytes after the end must exist, and do not count.
 */
export function hashPiece(view: DataView, start: number, length: number): number {
  let hash = length;
  let at = start;
  const wordsEnd = start + (length & ~3);
  for (; at < wordsEnd; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  if (length & 3) {
    hash = Math.imul(hash ^ (view.getInt32(at, true) & TAIL_MASK[length & 3]!), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Whether `length` bytes are the same in both places. */
export function samePiece(a: DataView, aStart: number, b: DataView, bStart: number, length: number): boolean {
  let offset = 0;
  for (const wordsEnd = length & ~3; offset < wordsEnd; offset += 4) {
    if (a.getInt32(aStart + offset, true) !== b.getInt32(bStart + offset, true)) return false;
  }
  if ((length & 3) === 0) return true;
  const difference = a.getInt32(aStart + offset, true) ^ b.getInt32(bStart + offset, true);
  return (difference & TAIL_MASK[length & 3]!) === 0;
}
