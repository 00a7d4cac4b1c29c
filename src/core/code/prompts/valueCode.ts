import { stringMark } from '../calls/callText';
import type { Span } from '../../text/span';

/** A stretch of code with marks for its strings, from `base` on. */
export interface MaskedCode {
  readonly masked: string;
  readonly base: number;
}

/** An entry between two commas in brackets: the span of its value, and its name. */
export interface BracketEntry extends Span {
  /** The name as written, without quotes. */
  readonly name: string | undefined;
}

/** A value that is written with brackets: `[…]`, `{…}`, `Name(…)`, `[]Name{…}`, `new Name { … }`. */
export interface Bracketed {
  readonly bracket: '(' | '[' | '{';
  /** The name before it; empty without one. */
  readonly name: string;
  readonly entries: readonly BracketEntry[];
  readonly end: number;
  /** A list in Go and C#, whose brackets are those of objects. */
  readonly isList: boolean;
}

const maxEntries = 500;
const opened =
  /^(?:&|new\b\s*|await\s+)*((?:\[\])?(?:[\p{L}_$][\p{L}\p{N}_$.]*)?(?:<[^<>]{0,80}>)?(?:\[\])?\s*(?:\(\)\s*(?=\{))?)([([{])/u;

export const codeOf = ({ masked, base }: MaskedCode, { start, end }: Span): string =>
  masked.slice(start - base, end - base);

/** Returns a span without the blanks around its code. */
export function trimmed(code: MaskedCode, { start, end }: Span): Span {
  const text = codeOf(code, { start, end });
  const from = start + (text.length - text.trimStart().length);
  return { start: from, end: Math.max(from, start + text.trimEnd().length) };
}

/** Reads the brackets that a value begins with. `undefined`: it does not, or they do not end. */
export function bracketed(source: string, code: MaskedCode, value: Span): Bracketed | undefined {
  const text = codeOf(code, value);
  const match = opened.exec(text);
  if (!match) return undefined;
  const [all, name = '', bracket = ''] = match;
  const isList = /^\[\]|List|\[\]$|\[\]\s*$/.test(name.trim()) || (bracket === '{' && /^new\s*\[/.test(all));
  const read = entriesOf(source, code, value.start + all.length - 1);
  return (
    read && {
      bracket: bracket as Bracketed['bracket'],
      name: name.replace(/<.*$|[[\]()\s]/g, ''),
      isList: isList || bracket === '[',
      ...read,
    }
  );
}

const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Reads the entries of the bracket at a place. `undefined`: it does not end. */
export function entriesOf(
  source: string,
  code: MaskedCode,
  open: number,
): Pick<Bracketed, 'entries' | 'end'> | undefined {
  const { masked, base } = code;
  const entries: BracketEntry[] = [];
  const expected: string[] = [closers[masked.charAt(open - base)] ?? ')'];
  let from = open + 1;
  const endEntry = (end: number): void => {
    if (codeOf(code, { start: from, end }).trim() !== '' && entries.length < maxEntries)
      entries.push(entryOf(source, code, { start: from, end }, masked.charAt(open - base) === '{'));
    from = end + 1;
  };
  for (let at = open + 1 - base; at < masked.length; at++) {
    const character = masked.charAt(at);
    const closer = closers[character];
    if (closer !== undefined) expected.push(closer);
    else if (character === ',' && expected.length === 1) endEntry(at + base);
    else if (character === expected.at(-1)) {
      if (expected.length === 1) {
        endEntry(at + base);
        return { entries, end: at + base + 1 };
      }
      expected.pop();
    }
  }
  return undefined;
}

const named = new RegExp(
  `^\\s*([\\p{L}_$][\\p{L}\\p{N}_$-]{0,80}|${stringMark}{3,80})\\??\\s{0,80}(?::(?![:=])|=(?![=>]))`,
  'u',
);

function entryOf(source: string, code: MaskedCode, { start, end }: Span, isObject: boolean): BracketEntry {
  const text = codeOf(code, { start, end });
  const match = named.exec(text);
  if (!match) {
    const value = trimmed(code, { start, end });
    // `{ content }` of JavaScript.
    const isShort = isObject && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(codeOf(code, value));
    return { ...value, name: isShort ? source.slice(value.start, value.end) : undefined };
  }
  const [all, name = ''] = match;
  const from = start + all.indexOf(name);
  const written = source.slice(from, from + name.length).replace(/^["'`]|["'`]$/g, '');
  return { ...trimmed(code, { start: start + all.length, end }), name: written };
}
