// The way in which a term is written.
import type { Span } from '../../text/span';
import { LETTER_OR_NUMBER, characterAt } from '../find/characters';

const maxCalleeLength = 400;

interface Shape {
  /** Names of `shapes`. */
  readonly names: readonly string[];
  /** The place of the name of the innermost call that contains the term, in code. */
  readonly callee?: Span;
}

export function shapeOf(text: string, start: number, end: number, isCode: boolean): Shape {
  const names: string[] = [];
  const isPart = isInName(text, start - 1) || isInName(text, end);
  if (isPart) names.push('part');
  const [from, to] = isPart ? wholeName(text, start, end) : [start, end];
  const name = text.slice(from, to);
  const behind = text.slice(to, to + 24);
  if (isCode && /^\p{Lu}\p{L}*\p{Ll}/u.test(name)) names.push('type');
  if (name.includes('_') && /^[\p{Lu}\d_]{3,}$/u.test(name)) names.push('constant');
  if (/^\(/.test(behind)) names.push('called');
  if (/^["'`]?\s?(?::|=(?!=)|:=|=>)/.test(behind)) names.push('assigned');
  if (/[.>]$/.test(text.slice(Math.max(0, from - 1), from))) names.push('member');
  if (/^(?:\.|->|::)[^\s\d]/.test(behind) && /^(?:\.|->|::)\p{L}/u.test(behind)) names.push('owner');
  if (/[$%]\{?$/.test(text.slice(Math.max(0, from - 2), from))) names.push('shell');
  const number =
    /^["'`]?(?:\s?[:=]\s?|,?\s(?:of |to |is |at |= )?)["']?(-?\d+(?:[.,]\d+)?)(\s?(?:°|º|℃|deg|[CFK]\b))?/u.exec(
      behind,
    );
  if (number) {
    const value = Number(number[1]!.replace(',', '.'));
    names.push(number[2] !== undefined ? 'degree' : value >= 0 && value <= 2 ? 'fraction' : 'number');
  }
  if (/s$/.test(text.slice(start, end))) names.push('plural');
  const callee = isCode ? calleeOf(text, from) : undefined;
  return { names, ...(callee && { callee }) };
}

/** Whether what stands at an offset may stand in an identifier. Letters of two UTF-16 code units are not looked for. */
function isInName(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 0x5f || code === 0x24) return true;
  return (code & 0xf800) !== 0xd800 && (characterAt(text, at) & LETTER_OR_NUMBER) !== 0;
}

/** Returns the place of the name that the term is part of, up to 60 code units to either side. */
function wholeName(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from > 0 && start - from < 60 && isInName(text, from - 1)) from--;
  while (to < text.length && to - end < 60 && isInName(text, to)) to++;
  return [from, to];
}

/** The name before the innermost round bracket that is open at a place. */
function calleeOf(text: string, offset: number): Span | undefined {
  let open = 0;
  const first = Math.max(0, offset - maxCalleeLength);
  for (let at = offset - 1; at >= first; at--) {
    const code = text.charCodeAt(at);
    if (code === 0x29 || code === 0x5d || code === 0x7d) open++;
    else if (code === 0x28 || code === 0x5b || code === 0x7b) {
      if (open > 0) open--;
      else if (code === 0x28) return nameBefore(text, at);
    }
  }
  return undefined;
}

function nameBefore(text: string, bracket: number): Span | undefined {
  let start = bracket;
  while (start > 0 && bracket - start < 80 && /[\p{L}\p{N}_$.:>?!-]/u.test(text.charAt(start - 1))) start--;
  return start === bracket ? undefined : { start, end: bracket };
}
