/** Defers `make` to the first call and keeps its result: for values that take long to make and are not needed at start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The most results that are kept: one for each column of a page, which has a text of its own. */
const mostKept = 8;

/**
 * Returns a function of a text that keeps its last results. It suits long texts that are read again with each letter
 * that is typed beside them.
 */
export function keepingLast<T>(read: (text: string) => T): (text: string) => T {
  const last: { readonly text: string; readonly result: T }[] = [];
  return (text) => {
    let found = last.find((each) => each.text === text);
    if (!found) last.unshift((found = { text, result: read(text) }));
    if (last.length > mostKept) last.pop();
    return found.result;
  };
}
