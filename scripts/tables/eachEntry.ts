import type { DataFile } from './dataFile';

/** The schema has checked the form of each entry, so `visit` may take it for what it is. */
export function eachEntry(
  files: readonly DataFile[],
  visit: (entry: unknown, file: DataFile, index: number) => void,
): void {
  for (const file of files) file.entries.forEach((entry, index) => visit(entry, file, index));
}

/** Where each name stands that may stand once only. */
export class UniqueNames {
  private readonly places = new Map<string, string>();

  /** `what` names the kind, as in `the id`. @throws DataError naming both places */
  add(name: string, what: string, file: DataFile, path: readonly (string | number)[], key = name): void {
    const first = this.places.get(key);
    if (first !== undefined) file.fail(path, `${what} "${name}" is taken already, in ${first}`);
    this.places.set(key, file.place(path));
  }

  names(): Iterable<string> {
    return this.places.keys();
  }

  has(name: string): boolean {
    return this.places.has(name);
  }
}

/** By code units, so that every machine sorts alike. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
