/** Positions up to which the arrays are kept. Larger arrays are released. */
const KEPT_POSITIONS = 1 << 16;

/**
 * A queue of positions by rank, first in first out within a rank: a list for each rank and a bitmap of the ranks that
 * have one. Everything takes constant time while ranks grow, which they nearly always do, as almost every merge is
 * ranked above its parts.
 */
export class RankQueue {
  private readonly head: Int32Array;
  private readonly tail: Int32Array;
  private readonly words: Int32Array;
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  /** The word of the bitmap below which there is no list. */
  private firstWord = 0;
  /** The lowest rank, as last returned or added since. */
  lowest = -1;

  constructor(ranks: number) {
    this.head = new Int32Array(ranks).fill(-1);
    this.tail = new Int32Array(ranks).fill(-1);
    this.words = new Int32Array((ranks >>> 5) + 1);
  }

  /** Makes the queue, which is empty, ready for positions below `positions`. */
  begin(positions: number): void {
    if (this.next.length < positions || this.next.length > Math.max(positions, KEPT_POSITIONS)) {
      const room = Math.max(positions, Math.min(positions * 2, KEPT_POSITIONS));
      this.next = new Int32Array(room);
      this.previous = new Int32Array(room);
    }
    this.firstWord = 0;
    this.lowest = -1;
  }

  /** Appends a position, which is in no list, to the list of a rank. */
  add(rank: number, position: number): void {
    const last = this.tail[rank]!;
    this.previous[position] = last;
    this.next[position] = -1;
    this.tail[rank] = position;
    if (last >= 0) this.next[last] = position;
    else {
      if (rank < this.lowest) {
        this.lowest = rank;
        this.firstWord = rank >>> 5;
      }
      this.head[rank] = position;
      this.words[rank >>> 5]! |= 1 << (rank & 31);
    }
  }

  /** Takes a position out of the list of its rank. */
  remove(rank: number, position: number): void {
    const before = this.previous[position]!;
    const after = this.next[position]!;
    if (before >= 0) this.next[before] = after;
    else this.head[rank] = after;
    if (after >= 0) this.previous[after] = before;
    else this.tail[rank] = before;
    if (this.head[rank]! < 0) this.words[rank >>> 5]! &= ~(1 << (rank & 31));
  }

  /** Returns the lowest rank that has positions, or -1. */
  lowestRank(): number {
    const { words } = this;
    let word = this.firstWord;
    while (word < words.length && words[word] === 0) word++;
    this.firstWord = word;
    this.lowest = word < words.length ? word * 32 + 31 - Math.clz32(words[word]! & -words[word]!) : -1;
    return this.lowest;
  }

  firstOf(rank: number): number {
    return this.head[rank]!;
  }
}
