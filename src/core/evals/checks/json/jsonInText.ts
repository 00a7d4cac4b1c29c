import { isRecord } from '../../../base/json';
import { readYaml } from './readYaml';

// Finds JSON objects that stand somewhere in a text. Like promptfoo, it reads them as YAML, so that names without quotes,
// single quotes, commas at the end and comments do not matter.

/** Most UTF-16 code units of one object. */
const maxLength = 100_000;

/** Returns the objects of a text, in order and without those inside of others. */
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
  // A brace that is the last character of a text is no object.
  if (end === start + 1) return undefined;
  try {
    const object = readYaml(withHashComments(text.slice(start, end) + '}'.repeat(open)), true);
    return isRecord(object) ? { object, end } : undefined;
  } catch {
    return undefined;
  }
}

/** Finds where the braces are even, whatever stands between them. `open`: how many are not closed before the end. */
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

/** Rewrites a comment that begins with slashes as one of YAML, with a `#` for each two slashes. */
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

/** Whether an odd number of backslashes stands before a character. */
function isEscaped(line: string, at: number): boolean {
  let first = at;
  while (line[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}

/** Whether slashes belong to an address that they stand in, as in `https://`. */
function isInAddress(line: string, at: number): boolean {
  let first = at;
  while (first > 0 && !/\s/.test(line.charAt(first - 1))) first--;
  return line.slice(first, at + 2).includes('://');
}
