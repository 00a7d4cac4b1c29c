import type { Links } from 'marked';

// Links by reference: `[words][name]` or `[name]` in one place, `[name]: https://…` in another, often at the end.

/** Returns the names that a text may refer to, as marked compares them. */
export function namesIn(source: string): Set<string> {
  const names = new Set<string>();
  // Takes escaped characters first: if each `\[` of a formula could begin a name, all of them would be read to the end.
  for (const [, label] of source.matchAll(/\\[^]|\[((?:\\[^]|[^[\]\\])+)\](?!\()/g)) {
    if (label !== undefined) names.add(label.toLowerCase().replace(/\s+/g, ' '));
  }
  return names;
}

/** Whether a text may refer to one of these names. */
export const refersTo = (source: string, names: ReadonlySet<string>): boolean =>
  names.size > 0 && [...namesIn(source)].some((name) => names.has(name));

/** Returns the names whose definition has come, has another address, or is gone. */
export function changedNames(before: Links, now: Links): Set<string> {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return new Set([...names].filter((name) => before[name]?.href !== now[name]?.href));
}
