import type { Frame } from './frame';

/** The part of a line before a place, as far as it was read. */
interface Before {
  readonly line: string;
  readonly frame: Frame;
  /** Whether the line before ends in a value. */
  readonly flag: boolean;
  readonly valueEnd: number;
  readonly commentFrom: number;
  readonly commentTo: number;
}

/** Words of JavaScript, Ruby and Perl after which a value follows, as after an operator. */
const wordsBeforeOperand = new Set(
  (
    'return typeof case in of delete void throw new else do instanceof yield await export default extends ' +
    'if unless while until and or not when puts then elsif split grep'
  ).split(' '),
);

/** UTF-16 code units before the `)` of a condition in which its `(` is looked for, on its own line. */
const conditionLength = 300;

/** Whether the `)` before a column closes the head of a statement, as in `if (x)`: its body follows, and no operator. */
function closesHead(line: string, end: number): boolean {
  let open = 0;
  for (let at = end - 1; at >= Math.max(0, end - conditionLength); at--) {
    const character = line.charAt(at);
    if (character === ')') open++;
    else if (character === '(' && --open === 0) {
      return /(?:^|[^\p{L}\p{N}_$.#])(?:if|while|with|for(?:\s+await)?)\s*$/u.test(
        line.slice(Math.max(0, at - 20), at),
      );
    }
  }
  return false;
}

/** Whether a value can begin at a column: `/` opens a regular expression there, and divides where a value ends. */
export function operandCanBegin(before: Before, column: number): boolean {
  const { line, frame, flag, valueEnd, commentFrom, commentTo } = before;
  let end = rewindBlanks(line, column);
  if (end === commentTo) end = rewindBlanks(line, commentFrom);
  if (end === 0) return !flag;
  if (end === valueEnd) return false;
  const last = line.charAt(end - 1);
  if (last === ')') return frame.mode.hasHeads === true && closesHead(line, end);
  if (last === ']') return false;
  if ((last === '+' || last === '-') && line.charAt(end - 2) === last) return false;
  const word = /(^|[^\p{L}\p{N}_$])([\p{L}\p{N}_$]+)$/u.exec(line.slice(Math.max(0, end - 12), end));
  if (word) return word[1] !== '.' && wordsBeforeOperand.has(word[2]!);
  return !/[\p{L}\p{N}_$]/u.test(last);
}

export function rewindBlanks(line: string, column: number): number {
  while (column > 0 && /\s/.test(line.charAt(column - 1))) column--;
  return column;
}
