import { CheckFault } from '../verdict';

// Finds blocks of JSON that stand on lines of their own in a text with other words, as tool calls do. Text in a fence of
// code is an example, and no call. A fence in a list ends with the list's item.

/** A bracket outside of strings and fences. */
interface Bracket {
  readonly at: number;
  readonly char: string;
  /** Whether only white space is before it on its line (`isFirst`), or after it (`isLast`). */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

interface Block {
  readonly text: string;
  readonly isFirst: boolean;
}

/** Maximum number of brackets without their other half. No answer of a model has more. */
const maxUnmatched = 65_536;

/**
 * Returns the values of all blocks that begin a line. Of a block that is no JSON, the blocks inside are taken.
 * @throws CheckFault where a text is made to take for ever
 */
export function jsonBlocks(text: string): unknown[] {
  const found: unknown[] = [];
  let left = 4 * text.length;
  const take = (part: string, depth: 0 | 1): void => {
    for (const block of blocksIn(part, depth)) {
      left -= block.text.length;
      if (left < 0) throw new CheckFault('value', 'The brackets of the answer are too deep to look for tool calls.');
      let value: unknown;
      try {
        value = JSON.parse(block.text);
      } catch {
        take(block.text, 1);
        continue;
      }
      if (block.isFirst) found.push(value);
    }
  };
  take(text, 0);
  return found;
}

/** Finds the blocks at a depth that end their line. Deeper ones stand inside of them. */
function* blocksIn(text: string, depth: 0 | 1): Generator<Block> {
  const brackets = bracketsIn(text);
  const unmatched = unmatchedOf(brackets);
  let level = 0;
  let first: Bracket | undefined;
  for (const bracket of brackets) {
    if (bracket === undefined || unmatched.has(bracket)) continue;
    if (isOpening(bracket)) {
      if (level === depth) first ??= bracket;
      level++;
      continue;
    }
    level--;
    if (first === undefined || level !== depth) continue;
    if (bracket.isLast) yield { text: text.slice(first.at, bracket.at + 1), isFirst: first.isFirst };
    first = undefined;
  }
}

const isOpening = ({ char }: Bracket): boolean => char === '{' || char === '[';
const fits = (open: Bracket | undefined, { char }: Bracket): boolean => open?.char === (char === '}' ? '{' : '[');

/** Finds brackets without their other half. Brackets do not match across a gap, nor across one that matches none. */
function unmatchedOf(brackets: readonly (Bracket | undefined)[]): ReadonlySet<Bracket> {
  const open: Bracket[] = [];
  let first = 0;
  for (const bracket of brackets) {
    if (bracket === undefined) first = open.length;
    else if (isOpening(bracket)) open.push(bracket);
    else if (open.length > first && fits(open.at(-1), bracket)) open.pop();
    else first = open.push(bracket);
    if (open.length > maxUnmatched) throw new CheckFault('value', 'The answer has too many brackets without others.');
  }
  return new Set(open);
}

const fenceMark = /^[ \t]*(`{3,}|~{3,})/;
const itemMark = /^[ \t]*(?:[-+*]|\d+[.)])[ \t]+/;

/** Finds the brackets of a text. `undefined`: a gap, such as a fence or a string without an end. */
function bracketsIn(text: string): (Bracket | undefined)[] {
  const found: (Bracket | undefined)[] = [];
  const items: number[] = [];
  let fence: { readonly mark: string; readonly column: number } | undefined;
  let start = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    const indent = columns(line.slice(0, line.length - line.trimStart().length));
    if (fence && line !== '' && indent < fence.column) {
      fence = undefined;
      found.push(undefined);
    }
    if (fence) {
      if (closes(fence, line, indent)) fence = undefined;
    } else {
      while (line !== '' && indent < (items.at(-1) ?? 0)) items.pop();
      const item = itemMark.exec(line)?.[0];
      if (item !== undefined) items.push(columns(item));
      const column = items.at(-1) ?? 0;
      const mark = openingFence(line.slice(item?.length ?? 0), item !== undefined || indent <= column + 3);
      // No spread: a line of a model may have more brackets than a call takes arguments.
      if (mark === undefined) for (const bracket of bracketsOf(line, start)) found.push(bracket);
      else {
        fence = { mark, column };
        found.push(undefined);
      }
    }
    start += raw.length + 1;
  }
  return found;
}

function openingFence(line: string, mayBegin: boolean): string | undefined {
  const found = fenceMark.exec(line);
  if (!found?.[1] || !mayBegin) return undefined;
  const hasTicks = found[1].startsWith('`') && line.slice(found[0].length).includes('`');
  return hasTicks ? undefined : found[1];
}

function closes(fence: { readonly mark: string; readonly column: number }, line: string, indent: number): boolean {
  const found = fenceMark.exec(line);
  if (!found?.[1] || indent > fence.column + 3 || line.slice(found[0].length).trim() !== '') return false;
  return found[1].startsWith(fence.mark.charAt(0)) && found[1].length >= fence.mark.length;
}

/** Counts the columns of white space. A tab goes to the next multiple of four. */
function columns(space: string): number {
  let column = 0;
  for (const char of space) column += char === '\t' ? 4 - (column % 4) : 1;
  return column;
}

/** Finds the brackets of one line, which begins at `start`. A string ends with its line. */
function bracketsOf(line: string, start: number): (Bracket | undefined)[] {
  const found: (Bracket | undefined)[] = [];
  const first = line.length - line.trimStart().length;
  let isInString = false;
  for (let column = 0; column < line.length; column++) {
    const char = line.charAt(column);
    if (isInString && char === '\\') column++;
    else if (char === '"') isInString = !isInString;
    else if (!isInString && '{}[]'.includes(char)) {
      found.push({ at: start + column, char, isFirst: column === first, isLast: column === line.length - 1 });
    }
  }
  if (isInString) found.push(undefined);
  return found;
}
