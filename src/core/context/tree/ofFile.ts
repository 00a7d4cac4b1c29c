import type { TreeFile } from './contextTree';
import { decodeLossy, decodeStrict } from './utf8';

/** Returns a function that makes a value of each file only once, for as long as the file stays as it was read. */
export function ofFile<T>(make: (file: TreeFile) => T): (file: TreeFile) => T {
  const made = new WeakMap<TreeFile, { readonly value: T }>();
  return (file) => {
    const known = made.get(file);
    if (known) return known.value;
    const value = make(file);
    made.set(file, { value });
    return value;
  };
}

/** Returns the text of a file, with U+FFFD for bytes that are no UTF-8. */
export const lossyText = ofFile(({ bytes }) => decodeLossy(bytes));

/** Returns the text of a file; `undefined` where it is no UTF-8. */
export const strictText = ofFile(({ bytes }) => decodeStrict(bytes));
