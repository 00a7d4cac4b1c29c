/** Defers `make` to the first call and keeps its result: for values that take long to make and are not needed at start. */
export function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** Columns of a page, each with a text of its own. */
const mostKept = 8;

/** A function of a text that keeps its last results: for long texts that are read with each letter that is typed beside them. */
export function keepingLast<T>(read: (text: string) => T): (text: string) => T {
  const last: { readonly text: string; readonly result: T }[] = [];
  return (text) => {
    let found = last.find((each) => each.text === text);
    if (!found) last.unshift((found = { text, result: read(text) }));
    if (last.length > mostKept) last.pop();
    return found.result;
  };
}
