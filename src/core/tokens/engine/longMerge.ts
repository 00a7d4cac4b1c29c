import { RankQueue } from './rankQueue';
import type { Slice } from './slice';
import { NO_RANK } from './vocabulary';
import type { Vocabulary } from './vocabulary';

/** Units up to which the arrays are kept. Larger arrays are released. */
const KEPT_UNITS = 1 << 16;

/**
 * Byte-pair encoding of one long piece in time that grows with its length, in slices.
 * The result is that of merging the lowest rank, leftmost first, until no pair is left.
 */
export class LongMerge {
  /** The units at first, then the token that starts at each unit; stale at positions that `next` does not lead to. */
  ids = new Int32Array(0);
  private next = new Int32Array(0);
  private previous = new Int32Array(0);
  /** Rank of the pair that starts at each unit, as it stands in the queue. */
  private ranks = new Int32Array(0);
  private readonly queue: RankQueue;
  private units = 0;
  private queued = 0;
  private tokens = 0;

  constructor(private readonly vocabulary: Vocabulary) {
    this.queue = new RankQueue(vocabulary.idCount);
  }

  /** Makes room in `ids`, which the caller then fills before `begin`. */
  reserve(units: number): void {
    if (this.ids.length >= units && this.ids.length <= Math.max(units, KEPT_UNITS)) return;
    const room = Math.max(units, Math.min(units * 2, KEPT_UNITS));
    this.ids = new Int32Array(room);
    this.next = new Int32Array(room);
    this.previous = new Int32Array(room);
    this.ranks = new Int32Array(room);
  }

  /** Starts with the first `units` of `ids`. The work before must be done. */
  begin(units: number): void {
    this.queue.begin(units);
    this.units = this.tokens = units;
    this.queued = 0;
  }

  /** Tokens so far; the result once `step` has returned true. */
  get count(): number {
    return this.tokens;
  }

  /** @returns whether it is done. */
  step(slice: Slice): boolean {
    return this.fill(slice) && this.merge(slice);
  }

  /** Yields the ids in order, once the work is done. */
  *result(): Generator<number> {
    for (let at = 0; at < this.units; at = this.next[at]!) yield this.ids[at]!;
  }

  private fill(slice: Slice): boolean {
    const count = this.units;
    while (this.queued < count) {
      const stop = Math.min(count, this.queued + 1024);
      for (let at = this.queued; at < stop; at++) {
        this.next[at] = at + 1;
        this.previous[at] = at - 1;
        this.enqueue(at, at + 1 < count ? this.vocabulary.findPair(this.ids[at]!, this.ids[at + 1]!) : NO_RANK);
      }
      slice.spend(stop - this.queued);
      this.queued = stop;
      if (slice.over) return false;
    }
    return true;
  }

  private merge(slice: Slice): boolean {
    const { queue } = this;
    for (let rank = queue.lowestRank(); rank >= 0; rank = queue.lowestRank()) {
      let merged = 0;
      for (let at = queue.firstOf(rank); at >= 0 && queue.lowest === rank; at = queue.firstOf(rank)) {
        this.mergeAt(at, rank);
        if ((++merged & 255) === 0) {
          slice.spend(256);
          if (slice.over) return false;
        }
      }
      slice.spend(merged & 255);
      if (slice.over) return false;
    }
    return true;
  }

  private mergeAt(at: number, rank: number): void {
    const { ids, next, previous, vocabulary, units } = this;
    const gone = next[at]!;
    const after = next[gone]!;
    this.dequeue(at);
    this.dequeue(gone);
    ids[at] = rank;
    next[at] = after;
    this.tokens--;
    if (after < units) {
      previous[after] = at;
      this.enqueue(at, vocabulary.findPair(rank, ids[after]!));
    }
    const before = previous[at]!;
    if (before >= 0) {
      this.dequeue(before);
      this.enqueue(before, vocabulary.findPair(ids[before]!, rank));
    }
  }

  private enqueue(at: number, rank: number): void {
    this.ranks[at] = rank;
    if (rank !== NO_RANK) this.queue.add(rank, at);
  }

  private dequeue(at: number): void {
    const rank = this.ranks[at]!;
    if (rank !== NO_RANK) this.queue.remove(rank, at);
    this.ranks[at] = NO_RANK;
  }
}
