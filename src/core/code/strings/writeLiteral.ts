import { escapeOf } from './escapes';
import { readLiteral } from './readLiteral';
import type { StringForm, StringLiteral } from './literal';
import { isSameToken, tokensOf } from './stringTokens';
import type { PlacedToken, StringToken } from './stringTokens';

/** A stretch of a source, and the text that replaces it. */
export interface SourceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Tokens of a string that are removed, by their numbers, and the tokens that replace them. */
export interface TokenEdit {
  readonly from: number;
  readonly to: number;
  readonly tokens: readonly StringToken[];
}

/**
 * Writes other tokens into a string, as its language, quotes and layout want them. Unchanged parts stay as they are
 * written. `undefined`: a string of that kind cannot hold the tokens.
 */
export function writeLiteral(
  source: string,
  literal: StringLiteral,
  edits: readonly TokenEdit[],
): readonly SourceEdit[] | undefined {
  const before = tokensOf(literal);
  const wanted = edited(before, edits);
  if (fillsByOrder(literal, before) !== fillsByOrder(literal, wanted)) return undefined;
  // No file holds these characters as they are.
  const needsEscape = wanted.some(({ text }) => text === '\0' || isHalf(text));
  if (needsEscape && literal.form.escapes !== 'backslash') return undefined;
  const small = edits.map((edit) => sourceEdit(source, literal, before, edit));
  if (says(source, literal, small, wanted)) return small;
  // A neighbour may take part in an escape. Then the whole string is written anew.
  const whole = [sourceEdit(source, literal, before, { from: 0, to: before.length, tokens: wanted })];
  return says(source, literal, whole, wanted) ? whole : undefined;
}

/**
 * Lists the holes that are filled in their order: none of them can be removed, added or moved without the values behind
 * the string.
 */
const fillsByOrder = ({ form, use }: StringLiteral, tokens: readonly StringToken[]): string =>
  tokens
    .flatMap(({ hole }) => hole ?? [])
    .filter((hole) => (form.isPrintf && /^%(?!\()/.test(hole)) || (use.isFormat && /^\s*(?:[!:].*)?$/.test(hole)))
    .join('\0');

function edited(before: readonly StringToken[], edits: readonly TokenEdit[]): StringToken[] {
  const after = [...before];
  for (const { from, to, tokens } of edits.toReversed()) after.splice(from, to - from, ...tokens);
  return after;
}

/** Whether the string has the wanted tokens once the edits are made. */
function says(
  source: string,
  { start, end, form, use }: StringLiteral,
  edits: readonly SourceEdit[],
  wanted: readonly StringToken[],
): boolean {
  let text = source.slice(start, end);
  for (const edit of edits.toReversed()) {
    text = text.slice(0, edit.start - start) + edit.text + text.slice(edit.end - start);
  }
  const read = readLiteral(text, 0, form.language, use);
  if (read?.end !== text.length || read.form.opening !== form.opening) return false;
  const tokens = tokensOf(read);
  return tokens.length === wanted.length && tokens.every((token, i) => isSameToken(token, wanted[i]!));
}

function sourceEdit(
  source: string,
  literal: StringLiteral,
  before: readonly PlacedToken[],
  { from, to, tokens }: TokenEdit,
): SourceEdit {
  const start = from < before.length ? before[from]!.start : literal.inner.end;
  const end = to > from ? before[to - 1]!.end : start;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const near = { before: source.slice(Math.max(0, start - 2), start), after: source.charAt(end) };
  const isAtEnd = to === before.length;
  const text = encoded(tokens, literal, near, isAtEnd, eol);
  return { start, end, text };
}

function encoded(
  tokens: readonly StringToken[],
  { form, indent }: StringLiteral,
  near: { readonly before: string; readonly after: string },
  isAtEnd: boolean,
  eol: string,
): string {
  let text = '';
  tokens.forEach(({ text: unit, hole }, i) => {
    const next = tokens[i + 1];
    const isLast = next === undefined;
    const before = text === '' ? near.before : text;
    if (hole !== undefined) text += holeOf(hole, form);
    else if (unit === '\n' && form.isMultiline) {
      const isEmptyLine = next?.text === '\n' || (isLast && isAtEnd);
      text += eol + (isEmptyLine && !(isLast && form.isBlock) ? '' : indent);
    } else text += encodedUnit(unit, form, before, isLast ? near.after : next.text);
  });
  return text;
}

function holeOf(code: string, { holes, braces, isPrintf }: StringForm): string {
  if (isPrintf && code.startsWith('%')) return code;
  if (holes === 'braces') return `${'{'.repeat(braces)}${code}${'}'.repeat(braces)}`;
  return `\${${code}}`;
}

/** @param after the next character of the text, or of the source where the text ends. */
function encodedUnit(unit: string, form: StringForm, before: string, after: string): string {
  const { language, closing, escapes, holes, braces } = form;
  if (unit === '%' && form.isPrintf) return '%%';
  const isBrace = unit === '{' || unit === '}';
  if (isBrace && holes === 'braces' && !(language === 'csharp' && escapes === 'raw' && braces > 1)) return unit + unit;
  if (escapes === 'doubled') return unit === '"' ? '""' : unit;
  if (escapes === 'raw') {
    return unit === '$' && language === 'kotlin' && /[\p{L}_{]/u.test(after) ? "${'$'}" : unit;
  }
  if (unit === '\\') return '\\\\';
  if (unit === closing.charAt(0)) {
    const isAlone = closing.length > 1 && after !== unit && !before.endsWith(unit);
    return isAlone ? unit : `\\${unit}`;
  }
  if (unit === '$' && holes === 'dollar') return after === '{' ? '\\$' : unit;
  if (unit === '{' && holes === 'dollar') return before.endsWith('$') && !before.endsWith('\\$') ? '\\{' : unit;
  if (unit === '$' && holes === 'dollarName') return /[\p{L}_{]/u.test(after) ? '\\$' : unit;
  // A text block of Java loses the blanks at the end of its lines.
  if ((unit === ' ' || unit === '\t') && form.isBlock && (after === '\n' || after === '\r' || after === '"')) {
    return unit === ' ' ? '\\s' : '\\t';
  }
  const isShown = unit === '\t' ? form.isMultiline : !unprintable.test(unit) && !isHalf(unit);
  // Java takes the escape of a separator for the separator itself.
  if (form.isBlock && unit > '\x85' && !isHalf(unit)) return unit;
  return isShown ? unit : escapeOf(unit, language);
}

/** Characters that are not written as they are: controls and line separators. */
const unprintable = /[\0-\x1f\x7f\x85\u2028\u2029\ufeff]/;

/** Whether a text is half of a character. */
const isHalf = (character: string): boolean => /^[\ud800-\udfff]$/.test(character);
