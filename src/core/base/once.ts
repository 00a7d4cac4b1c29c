/** What `make` makes when it is asked for first, and ever after: for what takes long to make and is not needed at start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
