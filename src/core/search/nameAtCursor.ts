import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import type { ModelNames, NamedModel } from '../catalog/names/modelNames';
import type { Span } from '../text/span';

/** A piece of text, and where in it the cursor is. UTF-16 code units. */
export interface Cursor {
  readonly text: string;
  readonly offset: number;
}

/** The model whose name or id the cursor is in or at an end of: the longest there is. */
export const modelAt = (catalog: Catalog, place: Cursor): Model | undefined => modelRangeAt(catalog, place)?.item;

/** The same, with where it stands. */
const modelRangeAt = (catalog: Catalog, place: Cursor): Found<Model> | undefined =>
  longestAt(catalog.models, ({ name, id, aliases = [] }) => [name, id, ...aliases], place);

interface Found<T> extends Span {
  readonly item: T;
}

/** A name of two letters and a digit is as often that of something else. */
const shortestName = 4;

/**
 * The model whose id stands at an offset, in any form in which ids are written, or whose name does, and where. An id counts
 * whole: at `gpt-4o-mini` there is no `gpt-4o`.
 */
export function modelAtOffset(
  names: ModelNames,
  catalog: Catalog,
  place: Cursor,
): (Span & { readonly named: NamedModel }) | undefined {
  const { text, offset } = place;
  for (const run of names.scan(text)) {
    if (run.start > offset) break;
    if (run.end <= offset || !/\d/.test(run.text)) continue;
    const named = names.find(run.text);
    if (named) return { start: run.start, end: run.end, named };
  }
  const found = modelRangeAt(catalog, place);
  if (!found || found.end <= offset || found.end - found.start < shortestName) return undefined;
  const named = names.find(found.item.id);
  return named && { start: found.start, end: found.end, named };
}

/** The item of which a name holds the cursor or ends at it: the longest such name. */
export function longestAt<T>(
  items: readonly T[],
  namesOf: (item: T) => readonly string[],
  { text, offset }: Cursor,
): Found<T> | undefined {
  const lower = text.toLowerCase();
  let longest: Found<T> | undefined;
  for (const item of items) {
    for (const name of namesOf(item)) {
      if (longest && name.length <= longest.end - longest.start) continue;
      const start = startAt(lower, name.toLowerCase(), offset);
      if (start !== undefined) longest = { item, start, end: start + name.length };
    }
  }
  return longest;
}

/** `gpt-4` is neither in `gpt-4o` nor in `gpt-4-turbo`; before it may be the name of a router and a slash. */
function startAt(text: string, name: string, offset: number): number | undefined {
  for (let start = text.indexOf(name); start >= 0 && start <= offset; start = text.indexOf(name, start + 1)) {
    const end = start + name.length;
    const isWhole =
      !/[\p{L}\p{N}_.-]$/u.test(text.slice(0, start)) && !/^(?:[\p{L}\p{N}_]|[.:-][\p{L}\p{N}])/u.test(text.slice(end));
    if (end >= offset && isWhole) return start;
  }
  return undefined;
}
