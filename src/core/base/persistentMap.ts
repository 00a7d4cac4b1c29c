/**
 * A map that is never changed: `with` returns a new one and shares what did not change. A step costs about the square
 * root of the size, not the size: recent entries stand in a small map over a large one until they are worth a copy of it.
 */
export class PersistentMap<K, V> {
  readonly size: number;

  private constructor(
    private readonly base: ReadonlyMap<K, V>,
    private readonly recent: ReadonlyMap<K, V>,
    size: number,
  ) {
    this.size = size;
  }

  static empty<K, V>(): PersistentMap<K, V> {
    const none = new Map<K, V>();
    return new PersistentMap(none, none, 0);
  }

  with(key: K, value: V): PersistentMap<K, V> {
    const size = this.has(key) ? this.size : this.size + 1;
    const recent = new Map(this.recent).set(key, value);
    if (recent.size ** 2 <= this.base.size) return new PersistentMap(this.base, recent, size);
    const merged = new Map(this.base);
    for (const [changed, latest] of recent) merged.set(changed, latest);
    return new PersistentMap(merged, new Map<K, V>(), size);
  }

  get(key: K): V | undefined {
    return this.recent.get(key) ?? this.base.get(key);
  }

  has(key: K): boolean {
    return this.recent.has(key) || this.base.has(key);
  }

  *values(): Generator<V> {
    for (const [, value] of this) yield value;
  }

  /** Yields the entries in the order in which their keys first came. */
  *[Symbol.iterator](): Generator<[K, V]> {
    for (const [key, value] of this.base) yield [key, this.recent.get(key) ?? value];
    for (const [key, value] of this.recent) if (!this.base.has(key)) yield [key, value];
  }
}
