import type { Call } from './calls';
import type { CallArgument } from './readCall';

/** A part of a text, and what takes its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `max_tokens` → `max_completion_tokens` as the argument is written: `maxTokens`, `"max_tokens"`, `MaxTokens`. */
export function renamed(text: string, { start, end, name }: CallArgument, wanted: string): TextEdit {
  const isQuoted = text.charAt(end - 1) !== name.at(-1);
  return { start: start + (isQuoted ? 1 : 0), end: end - (isQuoted ? 1 : 0), text: inStyleOf(name, wanted) };
}

function inStyleOf(name: string, wanted: string): string {
  if (name.includes('_')) return wanted;
  const camel = wanted.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
  return /^\p{Lu}/u.test(name) ? `${camel.charAt(0).toUpperCase()}${camel.slice(1)}` : camel;
}

/** Takes an argument out, with its comma; in a chain its call. Undefined where it is not finished. */
export function removed(text: string, call: Call, argument: CallArgument): TextEdit | undefined {
  if (!call.isClosed || argument.to >= call.end) return undefined;
  if (call.method.endsWith('.builder')) return removedFromChain(text, argument);
  const { start, to, valueEnd } = argument;
  const before = lastNonBlank(text, start);
  if (text.charAt(to) === ',') {
    const end = endOfBlanks(text, to + 1);
    const ownLine = isLineStart(text, start) && /[\r\n]/.test(text.slice(to + 1, end));
    // From the line break before, which keeps the indentation of what follows.
    return ownLine ? { start: before + 1, end: to + 1, text: '' } : { start, end, text: '' };
  }
  const isComma = text.charAt(before) === ',' && !mayBeInComment(text, before);
  return { start: isComma ? before : start, end: valueEnd, text: '' };
}

/** `# for now,` above an argument: what follows would become a part of the comment. A comma too many is none. */
const mayBeInComment = (text: string, offset: number): boolean =>
  /#|\/\/|\/\*/.test(text.slice(text.lastIndexOf('\n', offset) + 1, offset));

function removedFromChain(text: string, { start, to }: CallArgument): TextEdit | undefined {
  const dot = lastNonBlank(text, start);
  if (text.charAt(dot) !== '.' || text.charAt(to) !== ')') return undefined;
  return { start: lastNonBlank(text, dot) + 1, end: to + 1, text: '' };
}

/** The place of the last character before `offset` that is no blank. */
function lastNonBlank(text: string, offset: number): number {
  let at = offset - 1;
  while (at >= 0 && /\s/.test(text.charAt(at))) at--;
  return at;
}

const isLineStart = (text: string, offset: number): boolean =>
  text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';

/** Blanks up to the next line, with its line break. */
function endOfBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && /[ \t]/.test(text.charAt(at))) at++;
  return text.charAt(at) === '\n' || text.startsWith('\r\n', at) ? at + 1 : at;
}
