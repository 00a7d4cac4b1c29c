import type { Work } from './work';

/** UTF-16 code units that are read in one step. */
const stepLength = 16_384;
/**
 * The most levels that are indented, and the most code units with the indents. The JSON may be made to fill the memory.
 */
const deepestIndent = 20;
const maxLength = 20_000_000;

/** Marks, and the text between them that is no string. */
const token = /[{}[\],:]|[^\s"{}[\],:]+/y;
const space = /\s*/y;

/**
 * Writes JSON with a line for each value, and otherwise unchanged, digit by digit. It is not parsed, so it may be cut
 * off. A text that does not begin like an object or a list is returned as it is, and so is one that would become too
 * long.
 */
export function* indentedJson(text: string): Work<string> {
  if (!/^\s*[{[]/.test(text)) return text;
  let pieces: string[] = [];
  let written = '';
  let [depth, done] = [0, 0];
  /** The previous mark or value. */
  let before = '';
  for (let at = endOf(space, text, 0); at < text.length;) {
    const end = text[at] === '"' ? yield* endOfString(text, at) : endOf(token, text, at);
    const found = text.slice(at, end);
    const isEnd = found === '}' || found === ']';
    const follows = before === '{' || before === '[';
    if (isEnd) depth = Math.max(0, depth - 1);
    if (isEnd ? !follows : follows || before === ',') pieces.push(`\n${'  '.repeat(Math.min(depth, deepestIndent))}`);
    else if (before === ':' || !(isMark(before) || isMark(found))) pieces.push(' ');
    pieces.push(found);
    if (found === '{' || found === '[') depth++;
    before = found;
    at = endOf(space, text, end);
    if (at - done < stepLength) continue;
    done = at;
    written += pieces.join('');
    pieces = [];
    if (written.length > maxLength) return text;
    yield;
  }
  return written + pieces.join('');
}

const isMark = (text: string): boolean => text.length <= 1 && '{}[],:'.includes(text);

function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : text.length;
}

/** Returns the offset behind the quote that ends the string at `start`; the end of the text where there is none. */
function* endOfString(text: string, start: number): Work<number> {
  let next = start + stepLength;
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '"') return at + 1;
    if (text[at] === '\\') at++;
    if (at < next) continue;
    next = at + stepLength;
    yield;
  }
  return text.length;
}
