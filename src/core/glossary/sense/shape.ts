/** How a term is written, as names of `shapes`. */
const identifier = /[\p{L}\p{N}_$]/u;
const longestCallee = 400;

export interface Shape {
  readonly names: readonly string[];
  /** Where the name of the innermost call stands that holds the term, in code. */
  readonly callee?: { readonly start: number; readonly end: number };
}

export function shapeOf(text: string, start: number, end: number, isCode: boolean): Shape {
  const names: string[] = [];
  const before = text.charAt(start - 1);
  const after = text.charAt(end);
  const isPart = identifier.test(before) || identifier.test(after);
  if (isPart) names.push('part');
  const [from, to] = isPart ? wholeName(text, start, end) : [start, end];
  const name = text.slice(from, to);
  const behind = text.slice(to, to + 24);
  if (/^\p{Lu}\p{L}*\p{Ll}/u.test(name) && isCode) names.push('type');
  if (/^[\p{Lu}\d_]{3,}$/u.test(name) && name.includes('_')) names.push('constant');
  if (/^\(/.test(behind)) names.push('called');
  if (/^["'`]?\s?(?::|=(?!=)|:=|=>)/.test(behind)) names.push('assigned');
  if (/[.>]$/.test(text.slice(Math.max(0, from - 1), from))) names.push('member');
  if (/^(?:\.|->|::)\p{L}/u.test(behind)) names.push('owner');
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

/** The name that the term is a part of, as far as it is a short one. */
function wholeName(text: string, start: number, end: number): [number, number] {
  let from = start;
  let to = end;
  while (from > 0 && start - from < 60 && identifier.test(text.charAt(from - 1))) from--;
  while (to < text.length && to - end < 60 && identifier.test(text.charAt(to))) to++;
  return [from, to];
}

/** The name before the innermost round bracket that is open at a place. */
function calleeOf(text: string, offset: number): { start: number; end: number } | undefined {
  let open = 0;
  const first = Math.max(0, offset - longestCallee);
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

function nameBefore(text: string, bracket: number): { start: number; end: number } | undefined {
  let start = bracket;
  while (start > 0 && bracket - start < 80 && /[\p{L}\p{N}_$.:>?!-]/u.test(text.charAt(start - 1))) start--;
  return start === bracket ? undefined : { start, end: bracket };
}
