import type { TreeFile } from './contextTree';
import { decodeLossy, decodeStrict } from './utf8';

/** Makes something of a file once, for as long as the file stays as it was read. */
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

/** The text of a file; what is no UTF-8 is U+FFFD. */
export const lossyText = ofFile(({ bytes }) => decodeLossy(bytes));

/** The text of a file that is UTF-8. */
export const strictText = ofFile(({ bytes }) => decodeStrict(bytes));
