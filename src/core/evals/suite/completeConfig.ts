import type { Say } from '../../base/say';
import { placeAt, typeAt, wordsIn } from './configKeys';
import type { ConfigWord } from './configKeys';

interface ConfigCompletion {
  /** `vars`: names of variables, which come from the prompts of the suite. */
  readonly kind: 'keys' | 'types' | 'values' | 'vars' | 'none';
  /** Words to offer, without types of checks and variables. */
  readonly words: readonly ConfigWord[];
  /** Keys that stand there already. */
  readonly beside?: ReadonlySet<string>;
}

const none: ConfigCompletion = { kind: 'none', words: [] };

/**
 * Finds what can be written at a place of a config, whose text need not be YAML yet. The place is judged by the
 * indentation of the lines `above`, and by the text `before` it in its own line.
 */
export function completeConfig(above: readonly string[], before: string, say: Say): ConfigCompletion {
  const isItem = /^\s*-/.test(before);
  const indent = before.search(/[^ ]|$/);
  const around = keysAround(above, indent, isItem);
  if (around === 'text') return none;
  const { path, beside } = around;
  const place = placeAt(path);
  if (isVars(path) && /^\s*[\w-]*$/.test(before)) return { kind: 'vars', words: [], beside };
  if (place === undefined) return none;
  const [, key] = /^\s*(?:-\s+)?([\w-]+):\s+["']?[\w-]*$/.exec(before) ?? [];
  if (key === 'type' && place === 'assert') return { kind: 'types', words: [] };
  if (key !== undefined && typeAt(path, key) === 'boolean') {
    return { kind: 'values', words: ['true', 'false'].map((word) => ({ word, detail: '', about: '' })) };
  }
  // A list of texts is one of keys only where its items are objects.
  if (!/^\s*(?:-\s+)?[\w-]*$/.test(before) || (path.length === 0 && isItem)) return none;
  return { kind: 'keys', words: wordsIn(place, say).filter(({ word }) => !beside.has(word)) };
}

/** Whether a path leads to values by the names of variables. */
function isVars(path: readonly string[]): boolean {
  const parent = placeAt(path.slice(0, -1));
  return path.at(-1) === 'vars' && (parent === 'tests' || parent === 'defaultTest');
}

/**
 * Finds the keys around a line of this indentation, the outermost first, and those beside it. A key may begin an item of
 * a list. `text`: the line is part of a text of several lines.
 */
function keysAround(
  above: readonly string[],
  indent: number,
  isItem: boolean,
): { readonly path: readonly string[]; readonly beside: ReadonlySet<string> } | 'text' {
  const path: string[] = [];
  const beside = new Set<string>();
  let limit = isItem ? indent + 1 : indent;
  let isBeside = !isItem;
  for (let at = above.length - 1; at >= 0 && (isBeside || limit > 0); at--) {
    const line = above[at] ?? '';
    if (/^\s*(?:#|$)/.test(line)) continue;
    const [, spaces = '', dash = '', , key, value = ''] = keyLine.exec(line) ?? [];
    const own = spaces.length + dash.length;
    if (isBeside && key !== undefined && own === indent) beside.add(key);
    if (spaces.length < indent) isBeside = false;
    // The text of an item without a key is indented by more than its dash.
    if ((key === undefined ? spaces.length : own) < Math.min(limit, indent) && textBegins.test(line)) return 'text';
    if (own < limit && key !== undefined && hasNoValue.test(value)) path.unshift(key);
    limit = Math.min(limit, dash === '' ? own : spaces.length + 1);
  }
  return { path, beside };
}

const keyLine = /^( *)(- +)?(?:(["']?)([\w-]+)\3\s*:(?:\s+(.*))?$)?/;
/** An anchor or a tag is no value. */
const hasNoValue = /^(?:[&!]\S*\s*)*(?:#.*)?$/;
const textBegins = /(?::\s+|^\s*-\s+)(?:[&!]\S*\s+)*[|>][-+\d]*\s*(?:#.*)?$/;
