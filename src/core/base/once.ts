/** What `make` makes when it is asked for first, and ever after: for what is dear to make and not needed at start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
