import { isRecord } from '../../base/json';
import type { Endpoint } from '../messages/types';

/** The setting as it is stored: a list that users write by hand. What cannot be read in it stays where it is. */
const entriesOf = (stored: unknown): readonly unknown[] => (Array.isArray(stored) ? stored : []);

const isEntryOf =
  (id: string) =>
  (entry: unknown): boolean =>
    isRecord(entry) && entry['id'] === id;

/** With the provider in the place of the one with its id; else at `place`, or at the end. */
export function withProvider(stored: unknown, endpoint: Endpoint, place?: number): unknown[] {
  const entries = entriesOf(stored);
  const at = entries.findIndex(isEntryOf(endpoint.id));
  if (at >= 0) return entries.map((entry, i) => (i === at ? endpoint : entry));
  return entries.toSpliced(place ?? entries.length, 0, endpoint);
}

/** Without every entry of that id: where it stands twice, the second one would take the place of the first. */
export const withoutProvider = (stored: unknown, id: string): unknown[] =>
  entriesOf(stored).filter((entry) => !isEntryOf(id)(entry));

/** Where the provider stands among the entries; -1 where it does not. */
export const placeOfProvider = (stored: unknown, id: string): number => entriesOf(stored).findIndex(isEntryOf(id));
