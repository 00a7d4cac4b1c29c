import type { DataFile } from './dataFile';
import { sourceProblem } from './sourceRule';

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

/** The ids of a file. @throws DataError where one stands there twice */
export function uniqueIds(file: DataFile): UniqueNames {
  const ids = new UniqueNames();
  eachEntry([file], (entry, _file, index) => ids.add((entry as { id: string }).id, 'the id', file, [index, 'id']));
  return ids;
}

/** Nothing stands in the file that is not used. `by`: what has no use of it, as in `no entry of data/lifecycle`. */
export function checkUsed(file: DataFile, used: ReadonlySet<string>, by: string): void {
  eachEntry([file], (value, _file, index) => {
    const { id } = value as { id: string };
    if (!used.has(id)) file.fail([index, 'id'], `${by} names "${id}"`);
  });
}

/** Who doubts a number finds there what was read, tomorrow too. */
export function checkSource(url: string, file: DataFile, at: readonly (string | number)[], name = url): void {
  const problem = sourceProblem(url);
  if (problem !== undefined) file.fail(at, `${name} ${problem}`);
}

interface NamedSource {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly checked: string;
}

/** The sources of a file, by their ids. @throws DataError where a reader would not find one as we found it */
export function sourcesOf(file: DataFile): Record<string, Omit<NamedSource, 'id'>> {
  const sources = file.entries as readonly NamedSource[];
  sources.forEach(({ url }, index) => checkSource(url, file, [index, 'url']));
  return Object.fromEntries(sources.map(({ id, ...source }) => [id, source]));
}

/** Whether the calendar has it: a date takes 31 February for a day of March, and month 13 for none. */
export function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** By code units, so that every machine sorts alike. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
