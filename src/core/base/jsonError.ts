/** A place in a text, from 1, as editors count. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

const space = /[ \t\n\r]*/y;
const token =
  /[{}[\],:]|"(?:[^"\\\0-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Tokens that may come next. `]` and `}` end a list or an object that is still empty, `:` follows a name, and `, or end` stands
 * for all that may follow a value.
 */
type Next = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or end';

/**
 * Returns where a text stops being JSON (RFC 8259); `undefined` where it is JSON to its end. `JSON.parse` reports that
 * in the words of its engine, and not always with the place.
 */
export function jsonErrorIn(text: string): TextPosition | undefined {
  const open: ('{' | '[')[] = [];
  let next: Next = 'value';
  for (let at = 0; ;) {
    at += lengthAt(space, text, at);
    const length = lengthAt(token, text, at);
    if (at === text.length && next === ', or end' && open.length === 0) return undefined;
    const after: Next | undefined = length === 0 ? undefined : afterToken(next, text.slice(at, at + length), open);
    if (after === undefined) return positionIn(text, at);
    next = after;
    at += length;
  }
}

/** Returns what may follow a token; `undefined` where the token may not stand there. */
function afterToken(next: Next, found: string, open: ('{' | '[')[]): Next | undefined {
  const first = found.charAt(0);
  if (next === ':') return first === ':' ? 'value' : undefined;
  if (next === 'name' || next === 'name or }') {
    if (first === '"') return ':';
    return next === 'name or }' && first === '}' ? closed(open) : undefined;
  }
  if (next === ', or end') {
    const inside = open.at(-1);
    if (first === ',' && inside !== undefined) return inside === '{' ? 'name' : 'value';
    return (first === '}' && inside === '{') || (first === ']' && inside === '[') ? closed(open) : undefined;
  }
  if (first === '{' || first === '[') {
    open.push(first);
    return first === '{' ? 'name or }' : 'value or ]';
  }
  if (first === ']' && next === 'value or ]') return closed(open);
  return '}],:'.includes(first) ? undefined : ', or end';
}

function closed(open: ('{' | '[')[]): Next {
  open.pop();
  return ', or end';
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Returns the place of an offset in UTF-16 code units. */
export function positionIn(text: string, at: number): TextPosition {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
