import { isRecord } from '../../../base/json';
import { readYaml } from './readYaml';

// Objects that stand somewhere in a text: what promptfoo takes for JSON is read as YAML, so that names without quotes, single quotes,
// commas at the end and comments do not matter.

/** UTF-16 code units of one object. */
const maxLength = 100_000;

/** The objects of a text, from its beginning on; none inside another one. */
export function jsonObjectsIn(text: string): unknown[] {
  const objects: unknown[] = [];
  let from = 0;
  for (let start = text.indexOf('{'); start !== -1; start = text.indexOf('{', from)) {
    const found = objectAt(text, start);
    if (found) objects.push(found.object);
    from = found?.end ?? start + 1;
  }
  return objects;
}

function objectAt(text: string, start: number): { readonly object: unknown; readonly end: number } | undefined {
  const { end, open } = closingBrace(text, start);
  // The last character of a text, alone, is no object.
  if (end === start + 1) return undefined;
  try {
    const object = readYaml(withHashComments(text.slice(start, end) + '}'.repeat(open)), true);
    return isRecord(object) ? { object, end } : undefined;
  } catch {
    return undefined;
  }
}

/** Where the braces are even, whatever stands between them; `open`: so many are not closed before the end. */
function closingBrace(text: string, start: number): { readonly end: number; readonly open: number } {
  const last = Math.min(start + maxLength, text.length);
  let open = 1;
  let end = start + 1;
  for (; end < last && open > 0; end++) {
    if (text[end] === '{') open++;
    else if (text[end] === '}') open--;
  }
  return { end, open };
}

const withHashComments = (text: string): string => text.split('\n').map(withHashComment).join('\n');

/** A comment that begins with slashes, as YAML has it: with a `#` for each two of them. */
function withHashComment(line: string): string {
  let quote: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const char = line[at];
    if (quote !== undefined) {
      if (char === quote && !isEscaped(line, at) && !(quote === "'" && isLetter(line[at + 1]))) quote = undefined;
    } else if (char === '"' || (char === "'" && !isLetter(line[at - 1]))) quote = char;
    else if (line.startsWith('//', at) && !isInAddress(line, at)) {
      const slashes = /^\/+/.exec(line.slice(at))?.[0].length ?? 0;
      return line.slice(0, at) + '#'.repeat(Math.floor(slashes / 2)) + line.slice(at + slashes);
    }
  }
  return line;
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[a-zA-Z]/.test(char);

/** An odd number of backslashes stands before it. */
function isEscaped(line: string, at: number): boolean {
  let first = at;
  while (line[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}

/** The slashes belong to the address that they stand in, as in `https://`. */
function isInAddress(line: string, at: number): boolean {
  let first = at;
  while (first > 0 && !/\s/.test(line.charAt(first - 1))) first--;
  return line.slice(first, at + 2).includes('://');
}
