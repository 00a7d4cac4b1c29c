import type { Catalog } from '../catalog/catalog';
import type { Model } from '../catalog/catalogTable';
import type { ModelNames, NamedModel } from '../catalog/names/modelNames';
import type { Span } from '../text/span';

/** A piece of text and the offset of the cursor in it, in UTF-16 code units. */
export interface Cursor {
  readonly text: string;
  readonly offset: number;
}

/** Returns the model with the longest name or id that contains the cursor or has it at one of its ends. */
export const modelAt = (catalog: Catalog, place: Cursor): Model | undefined => modelRangeAt(catalog, place)?.item;

/** Returns the model that `modelAt` finds, with the span of its name or id. */
const modelRangeAt = (catalog: Catalog, place: Cursor): Found<Model> | undefined =>
  longestAt(catalog.models, ({ name, id, aliases = [] }) => [name, id, ...aliases], place);

interface Found<T> extends Span {
  readonly item: T;
}

/** Fewest characters of a name. One of two letters and a digit is as often the name of something else. */
const shortestName = 4;

/**
 * Returns the model whose id, in any form in which ids are written, or whose name stands at an offset, with its span.
 * An id counts as a whole: at `gpt-4o-mini` there is no `gpt-4o`.
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

/** Returns the item with the longest name that contains the cursor or has it at one of its ends. */
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

/**
 * Finds a name as a whole word: `gpt-4` is neither in `gpt-4o` nor in `gpt-4-turbo`. The name of a router and a slash
 * may precede it.
 */
function startAt(text: string, name: string, offset: number): number | undefined {
  for (let start = text.indexOf(name); start >= 0 && start <= offset; start = text.indexOf(name, start + 1)) {
    const end = start + name.length;
    const isWhole =
      !/[\p{L}\p{N}_.-]$/u.test(text.slice(0, start)) && !/^(?:[\p{L}\p{N}_]|[.:-][\p{L}\p{N}])/u.test(text.slice(end));
    if (end >= offset && isWhole) return start;
  }
  return undefined;
}
