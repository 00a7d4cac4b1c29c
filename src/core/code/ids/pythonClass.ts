import type { LinesAround } from './configPlace';
import type { IdPlace } from './place';

const enumClass = /^\s*class\s+\w+\s*\([^)]*Enum\b/;

/** Reads a place in the body of a class of Python. The members of an `Enum` are names, which call nothing. */
export function classPlace(place: IdPlace, { own, above }: LinesAround): IdPlace {
  const indent = own.search(/\S/);
  const header = above.find((line) => line.trim() !== '' && line.search(/\S/) < indent);
  if (header === undefined || !enumClass.test(header)) return place;
  return { ...place, groups: [{ kind: 'enum', name: '', key: undefined, variable: undefined, entries: [] }] };
}
