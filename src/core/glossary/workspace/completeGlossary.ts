import { glossaryKeys } from './glossaryFile';

type GlossaryCompletion =
  | { readonly kind: 'keys' | 'cases'; readonly words: readonly string[] }
  /** Names of terms. */
  | { readonly kind: 'terms' }
  | { readonly kind: 'none' };

/** The keys that are valid below each path of keys. */
const keysAt: Readonly<Record<string, readonly string[]>> = {
  '': ['terms', 'contexts', 'imports'],
  terms: glossaryKeys.term,
  'terms,deprecated': glossaryKeys.deprecated,
  contexts: glossaryKeys.context,
  'contexts,terms': glossaryKeys.contextiveTerm,
};

/** A line in which the marks of list items count as indentation. */
interface Line {
  readonly indent: number;
  readonly isItem: boolean;
  readonly key: string | undefined;
  /** Whether nothing follows its key. */
  readonly isOpen: boolean;
}

/**
 * Finds what can be written at a place of a glossary. The text need not be YAML yet: the place is judged by the indentation
 * of the lines `above` it, and by what stands `before` it in its own line.
 */
export function completeGlossary(above: readonly string[], before: string): GlossaryCompletion {
  if (/(?:^|\s)#/.test(before)) return { kind: 'none' };
  const lines = above.filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#')).map(lineOf);
  const own = lineOf(before);
  const path = pathOf(lines, own.indent).join();
  const rest = before.slice(own.indent);
  // Each part of the pattern ends where the next one begins, so that it matches a line in only one way.
  const value = /^([\w-]+)\s*:\s+(.*)/s.exec(rest);
  if (value) {
    const [, key, written = ''] = value;
    if (path !== 'terms') return { kind: 'none' };
    if (key === 'case') return { kind: 'cases', words: ['any', 'exact'] };
    return key === 'related' && written.startsWith('[') ? { kind: 'terms' } : { kind: 'none' };
  }
  if (path === 'terms,related') return own.isItem ? { kind: 'terms' } : { kind: 'none' };
  const keys = keysAt[path];
  if (!keys || !/^[\w-]*$/.test(rest)) return { kind: 'none' };
  const written = keysBeside(lines, own);
  return { kind: 'keys', words: keys.filter((key) => !written.has(key)) };
}

function lineOf(text: string): Line {
  const marks = /^ *(?:- +)*/.exec(text)?.[0] ?? '';
  const [, key, rest] = /^([\w-]+)\s*:(.*)$/.exec(text.slice(marks.length)) ?? [];
  return {
    ...{ indent: marks.length, isItem: /-/.test(marks) || /^ *-$/.test(text), key },
    isOpen: rest !== undefined && /^\s*(?:#.*)?$/.test(rest),
  };
}

/** Returns the keys that enclose a line with this indentation, the outermost first. */
function pathOf(lines: readonly Line[], indent: number): string[] {
  const path: string[] = [];
  let limit = indent;
  for (const { indent: own, key, isOpen } of lines.toReversed()) {
    if (own >= limit) continue;
    if (key !== undefined && isOpen) path.unshift(key);
    limit = own;
  }
  return path;
}

/** Returns the keys above a line in the same entry, as no key is written twice. */
function keysBeside(lines: readonly Line[], { indent, isItem }: Line): Set<string> {
  const keys = new Set<string>();
  if (isItem) return keys;
  for (const line of lines.toReversed()) {
    if (line.indent < indent) break;
    if (line.indent > indent) continue;
    if (line.key !== undefined) keys.add(line.key);
    if (line.isItem) break;
  }
  return keys;
}
