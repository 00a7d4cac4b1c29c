/** What `make` makes when it is asked for first, and ever after: for what takes long to make and is not needed at start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** A function of a text that keeps its last result: for a long text that is read with each letter that is typed beside it. */
export function keepingLast<T>(read: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly result: T } | undefined;
  return (text) => {
    if (last?.text !== text) last = { text, result: read(text) };
    return last.result;
  };
}
