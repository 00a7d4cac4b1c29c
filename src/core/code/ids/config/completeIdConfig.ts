import { configKeys, configuredSeverities } from './idConfig';

type ConfigCompletion =
  | { readonly kind: 'keys' | 'severities'; readonly words: readonly string[] }
  | { readonly kind: 'ids' | 'none' };

const indentOf = (line: string): number => line.search(/[^ ]|$/);

/**
 * Finds the words that can be written at a place of `ai-field-guide.yml`, whose text need not be YAML yet. The place is
 * judged by the indentation of the lines `above` and by the text `before` it in its own line.
 */
export function completeIdConfig(above: readonly string[], before: string): ConfigCompletion {
  if (/(?:^|\s)#/.test(before)) return { kind: 'none' };
  const path = pathAbove(above, indentOf(before), /^\s*-/.test(before));
  const value = /^\s*([\w-]+)\s*:\s+(.*)/s.exec(before);
  if (value) {
    const [, key = '', written = ''] = value;
    if (path.join() === 'severity') return { kind: 'severities', words: configuredSeverities };
    return path.join() === 'ignore' && key === 'ids' && written.startsWith('[') ? { kind: 'ids' } : { kind: 'none' };
  }
  if (/^\s*-\s/.test(before)) return path.join() === 'ignore,ids' ? { kind: 'ids' } : { kind: 'none' };
  const keys = configKeys[path.join()];
  if (!keys || !/^\s*[\w-]*$/.test(before)) return { kind: 'none' };
  const written = keysBeside(above, indentOf(before));
  return { kind: 'keys', words: keys.filter((key) => !written.has(key)) };
}

/** Collects the keys above a line that stand in the same mapping, as no key is written twice. */
function keysBeside(above: readonly string[], indent: number): Set<string | undefined> {
  const keys = new Set<string | undefined>();
  for (const line of above.toReversed()) {
    if (line.trim() === '') continue;
    if (indentOf(line) < indent) break;
    if (indentOf(line) === indent) keys.add(/^ *([\w-]+)\s*:/.exec(line)?.[1]);
  }
  return keys;
}

/**
 * Returns the keys in which a line of this indentation stands, the outermost first. The items of a list may stand below
 * its key.
 */
function pathAbove(above: readonly string[], indent: number, isItem: boolean): string[] {
  const path: string[] = [];
  let limit = isItem ? indent + 1 : indent;
  for (const line of above.toReversed()) {
    const key = /^ *([\w-]+)\s*:\s*(?:#.*)?$/.exec(line)?.[1];
    const own = indentOf(line);
    if (line.trim() === '' || own >= limit) continue;
    if (key !== undefined) path.unshift(key);
    limit = own;
  }
  return path;
}
