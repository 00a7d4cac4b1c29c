import { stringMark } from '../calls/callText';
import { readLiteral } from '../strings/readLiteral';
import type { StringLanguage, StringLiteral, StringUse } from '../strings/literal';
import type { WrittenPart } from '../strings/rewriteText';
import type { Span } from '../../text/span';
import { codeOf, entriesOf } from './valueCode';
import type { MaskedCode } from './valueCode';

const dedents = /dedent|cleandoc|stripIndent|trimIndent/i;
const trims = /^(?:strip|trim|trimIndent|trimStart|trimEnd|lstrip|rstrip|cleandoc)$|trim\(/;
/** Methods of a string that give back its text. */
const methods =
  /^(?:format|formatted|strip|lstrip|rstrip|trim|trimStart|trimEnd|trimIndent|stripIndent|dedent|replace|replaceAll|stripLeading|stripTrailing|toString)$/;

/** Returns how a call or a tag of that name changes a text. */
export const useOf = (name: string): StringUse => ({
  ...(dedents.test(name) && { isDedented: true }),
  ...((trims.test(name.slice(name.lastIndexOf('.') + 1)) || name === 'dedent') && { isTrimmed: true }),
});

/** Reads strings that are joined, and the values between them. `undefined`: the code is not of this form. */
export function joinedStrings(
  source: string,
  code: MaskedCode,
  { start, end }: Span,
  language: StringLanguage,
  use: StringUse,
): WrittenPart[] | undefined {
  const parts: WrittenPart[] = [];
  let at = start;
  let wantsOperand = true;
  while (at < end) {
    const rest = codeOf(code, { start: at, end });
    const blanks = blanksAt(rest);
    if (blanks > 0) {
      at += blanks;
      continue;
    }
    if (!wantsOperand) {
      if (!rest.startsWith('+')) return undefined;
      at++;
      wantsOperand = true;
      continue;
    }
    const string = stringAt(source, code, at, language);
    if (string) {
      const read = stringOperand(source, code, string.start, end, language, { ...use, ...string.use });
      if (!read) return undefined;
      parts.push(...read.literals.map((literal) => ({ kind: 'string', literal }) as const));
      at = read.end;
    } else {
      const operand = operandEnd(code, at, end);
      parts.push({ kind: 'value', code: source.slice(at, operand).trim() });
      at = operand;
    }
    wantsOperand = false;
  }
  // Dedenting or trimming the whole is not the same as doing so with each of its parts.
  if (parts.length > 1 && (use.isDedented || use.isTrimmed)) return undefined;
  return parts.some(({ kind }) => kind === 'string') ? parts : undefined;
}

const blanksAt = (text: string): number => /^[\s\\]*/.exec(text)![0].length;

const stringStart = new RegExp(`(?:[\\p{L}_$][\\p{L}\\p{N}_$.]{0,40})?(?=${stringMark})`, 'uy');

/**
 * Finds where a string begins at a place, and what its tag does. `undefined`: there is none, or it is not known what
 * its tag does.
 */
function stringAt(
  source: string,
  { masked, base }: MaskedCode,
  at: number,
  language: StringLanguage,
): { readonly start: number; readonly use: StringUse } | undefined {
  stringStart.lastIndex = at - base;
  const before = stringStart.exec(masked)?.[0];
  if (before === undefined) return undefined;
  // A prefix of Python belongs to its string.
  if (before === '' || language === 'python') return { start: at, use: {} };
  const start = at + before.length;
  if (language !== 'script' || source.charAt(start) !== '`') return undefined;
  if (before === 'String.raw') return { start, use: { isRaw: true } };
  return dedents.test(before) || trims.test(before) ? { start, use: useOf(before) } : undefined;
}

const method = /\s*\.\s*([\p{L}_]\w*)\s*\(/uy;

interface Operand {
  readonly literals: readonly StringLiteral[];
  readonly end: number;
}

/**
 * Reads a string with the methods that are called on it. Python joins strings that stand beside each other before it
 * calls anything.
 */
function stringOperand(
  source: string,
  code: MaskedCode,
  start: number,
  last: number,
  language: StringLanguage,
  outer: StringUse,
): Operand | undefined {
  const starts: number[] = [];
  let end = start;
  for (let next: number | undefined = start; next !== undefined;) {
    const plain = readLiteral(source, next, language, outer.isRaw ? { isRaw: true } : {});
    if (!plain) return undefined;
    starts.push(next);
    end = plain.end;
    const behind = end + blanksAt(codeOf(code, { start: end, end: Math.max(end, last) }));
    next = language === 'python' && behind < last ? stringAt(source, code, behind, language)?.start : undefined;
  }
  let use = outer;
  for (;;) {
    method.lastIndex = end - code.base;
    const match = method.exec(code.masked);
    if (!match) break;
    const [all, name = ''] = match;
    const call = methods.test(name) ? entriesOf(source, code, end + all.length - 1) : undefined;
    if (!call) return undefined;
    if (call.entries.length === 0) use = { ...use, ...useOf(name) };
    if (/^format/.test(name)) {
      if (language === 'python') use = { ...use, isFormat: true };
      else if (language === 'java' || language === 'kotlin') use = { ...use, isPrintf: true };
      else return undefined;
    }
    end = call.end;
  }
  const rest = codeOf(code, { start: end, end: Math.max(end, last) });
  if (language === 'python' && /^[\s\\]*%/.test(rest)) {
    if (use.isFormat) return undefined;
    const from = end;
    end = operandEnd(code, end, last);
    if (/\s(?:if|else|and|or)\s/.test(codeOf(code, { start: from, end }))) return undefined;
    use = { ...use, isPrintf: true };
  }
  if (starts.length > 1 && (use.isDedented || use.isTrimmed)) return undefined;
  const literals = starts.flatMap((each) => readLiteral(source, each, language, use) ?? []);
  return literals.length === starts.length ? { literals, end } : undefined;
}

/** Finds the end of an operand that is joined with strings: the next plus outside of brackets. */
function operandEnd({ masked, base }: MaskedCode, from: number, end: number): number {
  let depth = 0;
  for (let at = from; at < end; at++) {
    const character = masked.charAt(at - base);
    if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character)) depth--;
    else if (character === '+' && depth === 0) return at;
  }
  return end;
}
