// Finds where an id stands in code or JSON, from the brackets around it.

import { stringMark } from '../calls/callText';
import type { GroupEntry, Group, IdPlace } from './place';

/** UTF-16 code units before and behind an id that are looked at. */
export const reach = 4_000;
const maxGroups = 4;
const maxEntries = 60;
/** UTF-16 code units around a bracket or an id that hold the code that it belongs to. */
const headerLength = 200;

const name = '[\\p{L}_$][\\p{L}\\p{N}_$]*';
const marks = `${stringMark}+`;

/** A piece of a text, and the same piece with blanks for comments and marks for strings. */
interface MaskedPiece {
  /** The offset at which the piece begins in its text. */
  readonly start: number;
  readonly text: string;
  readonly masked: string;
}

/** The fields of a group that its own bracket gives: the key and the variable stand outside of it. */
type OwnGroup = Omit<Group, 'key' | 'variable'>;
/** Groups that were read already, by the place of their bracket in the text; undefined: statements stand there. */
export type KnownGroups = Map<number, OwnGroup | undefined>;
const maxKnown = 100;

/** @param at the beginning of an id in the piece */
export function codePlace(piece: MaskedPiece, at: number, known: KnownGroups): IdPlace {
  const { masked } = piece;
  let start = at;
  let end = at;
  while (masked.charAt(start - 1) === stringMark) start--;
  while (masked.charAt(end) === stringMark) end++;
  const groups: Group[] = [];
  let names: Pick<IdPlace, 'key' | 'variable'> = nameless;
  let isTested = false;
  for (let child = start, from = scanBack(masked, start); ; from = scanBack(masked, child)) {
    const header = groupAt(piece, from.opener, known);
    const inBlock = isBlockOfGo(masked, from.opener);
    const own = masked.slice((header ? from.comma : from.statement) + 1 || from.opener + 1, child);
    const named = header
      ? { key: entryKey(piece, own, child), variable: undefined }
      : { key: undefined, variable: inBlock ? firstWord.exec(own)?.[1] : statementVariable(own) };
    isTested ||= !header && /^\s*assert\b/.test(own);
    if (child === start) names = named;
    else groups[groups.length - 1] = { ...groups.at(-1)!, ...named };
    if (!header || groups.length >= maxGroups) break;
    groups.push({ ...header, ...nameless });
    if (header.kind === 'enum' || header.kind === 'type') break;
    child = from.opener;
  }
  const before = masked.slice(Math.max(0, start - headerLength), start);
  const after = masked.slice(end, end + headerLength);
  const isFirst = /[{,]\s*$/.test(before) || (groups[0]?.kind === 'object' && before.trim() === '');
  return {
    ...names,
    isKey: isFirst && groups[0]?.kind !== 'call' && /^\s*(?::(?!:)|=>)/.test(after),
    isCompared: isTested || compares.test(before) || /^\s*(?:[!=]==?|(?:not\s+)?in\b)/.test(after),
    insteadOf: nameIn(piece, insteadOf.exec(before), start),
    isInUnion: /(?<!\|)\|\s*$/.test(before) || /^\s*\|(?!\|)/.test(after) || aliases.test(before),
    groups,
  };
}

/** Returns the group of a bracket. Results are kept, as the same brackets often hold many ids. */
function groupAt(piece: MaskedPiece, opener: number, known: KnownGroups): OwnGroup | undefined {
  if (opener < 0) return undefined;
  const at = piece.start + opener;
  if (known.has(at)) return known.get(at);
  const header = headerOf(piece, opener);
  const group = header && withEntries(header, entriesOf(piece, opener));
  if (known.size >= maxKnown) known.clear();
  known.set(at, group);
  return group;
}

/**
 * Adds the entries to a group. `['model' => 'gpt-4o']` of PHP and `["model": "gpt-4o"]` of Swift are no lists, as their
 * entries have keys.
 */
const withEntries = (header: Pick<Group, 'kind' | 'name'>, entries: readonly GroupEntry[]): OwnGroup => ({
  ...header,
  kind: header.kind === 'list' && entries.some(({ key }) => key !== undefined) ? 'object' : header.kind,
  entries,
});

/** Whether a bracket opens `const (` or `var (` of Go, with a statement in each line, which may have a type. */
const isBlockOfGo = (masked: string, opener: number): boolean =>
  masked.charAt(opener) === '(' && /^\s*(?:const|var)\s*$/m.test(masked.slice(Math.max(0, opener - 20), opener));
const firstWord = new RegExp(`^\\s*(${name})\\b[^,]*=`, 'u');

const nameless = { key: undefined, variable: undefined };

const compares = /(?:[!=]==?|=~|\b(?:case|when|is|in|is not))\s*$/;
const insteadOf = new RegExp(`(?:(${name})|(${marks}))[\\])]*\\s*(?:\\?\\?|\\|\\||\\bor)\\s*$`, 'u');
const aliases = new RegExp(`\\btype\\s+${name}\\s*=\\s*$`, 'u');

interface Before {
  /** The bracket that is open there; -1: none near. */
  readonly opener: number;
  /** The last comma in the same bracket, and the place before its last statement. -1: there is none. */
  readonly comma: number;
  readonly statement: number;
}

function scanBack(masked: string, from: number): Before {
  let depth = 0;
  let comma = -1;
  let statement = -1;
  for (let at = from - 1; at >= 0; at--) {
    const character = masked.charAt(at);
    if (character === ')' || character === ']' || character === '}') depth++;
    else if (character === '(' || character === '[' || character === '{') {
      if (depth === 0) return { opener: at, comma, statement };
      depth--;
    } else if (depth === 0) {
      if (character === ',' && comma < 0) comma = at;
      else if (statement < 0 && (character === ';' || (character === '\n' && beginsStatement(masked, at, from))))
        statement = at;
    }
  }
  return { opener: -1, comma, statement };
}

const goesOn = /^(?:[|?:.=&+]|or\b|and\b)/;
// A line goes on behind a colon that belongs to a `?` in it. Other colons open a block: `else:`, `default:`.
const isUnfinished = /(?:[=,([{|?&+\\]|\?[^\n]*:)\s*$/;

function beginsStatement(masked: string, lineBreak: number, from: number): boolean {
  const line = masked.slice(lineBreak + 1, Math.min(from, lineBreak + 81)).trimStart();
  const before = masked.slice(Math.max(0, lineBreak - 80), lineBreak);
  // The line may hold nothing but the id.
  return !goesOn.test(line) && !isUnfinished.test(before);
}

const calleeBefore = new RegExp(
  `(?:\\b(def|function|func|fun|fn)\\s+)?((?:${name}\\s{0,20}[?!]?\\.\\s{0,40})*${name})(?:<[^<>()]{0,60}>)?\\s{0,20}$`,
  'u',
);
const keywords =
  /^(?:if|elif|while|for|foreach|switch|match|return|and|or|not|in|is|await|catch|case|when|typeof|yield|else|throw|raise|with)$/;
const declares = /\b(enum|type|interface)\b(?![^\n]*=\s*$)[^\n=;{}()]*$/;
const bodyLine =
  /\b(?:func|fn|fun|def|if|else|for|foreach|while|switch|match|try|do|finally|select|loop|catch|when|get|set|static|unsafe|async|impl|module|namespace|trait|class|struct|object)\b[^;{}]*$/;
const typeOf = new RegExp(`\\btype\\s+${name}[^=;\\n]{0,80}=\\s*$`, 'u');

/**
 * Returns the kind and name of the group that a bracket opens. Undefined: it is the body of a function or the file, in
 * which statements stand.
 */
function headerOf({ masked }: MaskedPiece, opener: number): Pick<Group, 'kind' | 'name'> | undefined {
  if (isBlockOfGo(masked, opener)) return undefined;
  const around = masked.slice(Math.max(0, opener - headerLength), opener);
  // `assert_eq!(` of Rust.
  const before = masked.charAt(opener) === '(' ? around.replace(/(?<=\w)!$/, '') : around;
  const [, declared, callee = ''] = calleeBefore.exec(before) ?? [];
  const called = callee.replace(/[\s?!]/g, '');
  switch (masked.charAt(opener)) {
    case '(':
      if (called === '' || keywords.test(called)) return { kind: 'grouping', name: '' };
      return { kind: declared === undefined ? 'call' : 'declaration', name: called };
    case '[':
      return /[)\]]\s{0,2}$/.test(before) || (called !== '' && !keywords.test(called))
        ? { kind: 'subscript', name: called }
        : { kind: 'list', name: '' };
    default:
      return bracesAfter(before, called);
  }
}

function bracesAfter(before: string, called: string): Pick<Group, 'kind' | 'name'> | undefined {
  const declared = declares.exec(before)?.[1];
  if (declared === 'enum') return { kind: 'enum', name: called };
  if (declared === 'type' || declared === 'interface' || typeOf.test(before)) return { kind: 'type', name: called };
  const last = before.trimEnd();
  const made = /\bnew\s+([\w.]+)(?:<[^<>]*>)?\s*(?:\([^()]*\))?$/.exec(last)?.[1];
  if (made !== undefined) return { kind: 'object', name: made };
  if (last === '' || (/(?:[=(,:[?|&{]|\breturn)$/.test(last) && !last.endsWith('=>')))
    return { kind: 'object', name: '' };
  if (!/[\p{L}\p{N}_$]$/u.test(last)) return undefined;
  const line = last.slice(last.lastIndexOf('\n') + 1);
  // `if f(Options{`: the bracket before it is still open.
  return bodyLine.test(line) && !/\([^)]*$/.test(line) ? undefined : { kind: 'object', name: called };
}

/** Reads a name from code or from a string, at the end of the text before `end`. */
function nameIn({ text }: MaskedPiece, match: RegExpExecArray | null, end: number): string | undefined {
  if (match?.[2] === undefined) return match?.[1];
  const from = end - match[0].length;
  return unquoted(text.slice(from, from + match[2].length));
}

const entry = new RegExp(`^\\s*(?:(${name}(?:[.-]${name})*)|(${marks}))\\s*\\??\\s*(?::(?![:=])|=>|=(?![=>~]))`, 'u');

/** Reads the key at the beginning of an entry, whose text ends before `end`. */
function entryKey({ text }: Pick<MaskedPiece, 'text'>, own: string, end: number): string | undefined {
  const match = entry.exec(own);
  if (!match) return undefined;
  const [all, word, quoted = ''] = match;
  if (word !== undefined) return word;
  const from = end - own.length + all.indexOf(quoted);
  return unquoted(text.slice(from, from + quoted.length));
}

const statement = new RegExp(
  `(?:\\b(?:var|const|let|val)\\s+(?:mut\\s+)?(${name})[^=;{}()]{0,60}?|(${name})["'\\]]?\\s*(?::[^=(){};]{0,80})?\\s*)(?::=|=)(?![=>~])`,
  'u',
);

/** `if x:` and `default:` in the same line as their statement. */
const blockOpening = /^\s*(?:if|elif|else|for|while|with|try|except|finally|case|default)\b[^=\n]*?:\s/;

/** Finds the variable to which a statement gives its value. */
function statementVariable(own: string): string | undefined {
  const compared = own.slice(0, headerLength).replace(/[=!<>]=/g, '  ');
  const match = statement.exec(compared.replace(blockOpening, ''));
  return match?.[1] ?? match?.[2];
}

const unquoted = (written: string): string => written.replace(/^["'`]|["'`]$/g, '');
const onlyMarks = new RegExp(`^${marks}$`);

function entriesOf(piece: MaskedPiece, opener: number): GroupEntry[] {
  const { masked } = piece;
  const found: GroupEntry[] = [];
  let depth = 0;
  let from = opener + 1;
  for (let at = from; at <= masked.length && found.length < maxEntries; at++) {
    const character = masked.charAt(at);
    if (character === '(' || character === '[' || character === '{') depth++;
    const isEnd = character === '' || (depth === 0 && /[)\]}]/.test(character));
    if (isEnd || (depth === 0 && character === ',')) {
      if (masked.slice(from, at).trim() !== '') found.push(toEntry(piece, from, at));
      from = at + 1;
    } else if (character === ')' || character === ']' || character === '}') depth--;
    if (isEnd) break;
  }
  return found;
}

function toEntry({ text, masked }: Pick<MaskedPiece, 'text' | 'masked'>, from: number, to: number): GroupEntry {
  const own = masked.slice(from, to);
  const key = entryKey({ text }, own, to);
  const begin = key === undefined ? 0 : (entry.exec(own)?.[0].length ?? 0);
  const code = own.slice(begin);
  const start = from + begin + (code.length - code.trimStart().length);
  const isLiteral = onlyMarks.test(code.trim());
  return { key, value: isLiteral ? unquoted(text.slice(start, start + code.trim().length)) : undefined };
}
