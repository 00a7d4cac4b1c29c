/** Bytes of the files that are kept, by path and in total. */
export class KeptSizes {
  private readonly sizes = new Map<string, number>();
  total = 0;

  hold(path: string, bytes: number): void {
    this.drop(path);
    this.sizes.set(path, bytes);
    this.total += bytes;
  }

  drop(path: string): void {
    this.total -= this.sizes.get(path) ?? 0;
    this.sizes.delete(path);
  }

  clear(): void {
    this.sizes.clear();
    this.total = 0;
  }
}
