import { addTo } from '../../base/maps';
import { scannerOf, stopOf } from './compile';
import type { ReadyRule } from './compile';
import { openFrame, updateFrame } from './frame';
import type { Frame } from './frame';
import { languageRoot } from './grammars';
import { operandCanBegin, rewindBlanks } from './operand';
import { skip } from './grammars/syntax';
import type { Enter, Mark, SyntaxState, GrammarStep } from './grammars/syntax';

/** UTF-16 code units, and places where a mark may stand, that are read in one go: a piece of a long line. */
export const pieceLength = 4 * 1024;
const pieceTries = 512;
/** Largest number of here-documents that one line may begin. */
const maxPending = 10;
/** UTF-16 code units that a mark may need to see before and after itself. */
const contextBefore = 64;
const contextAfter = 512;
/** Maximum nesting of texts, like fences in Markdown. Deeper ones are code without a language. Each line checks them all. */
const maxGuards = 10;
/** UTF-16 code units after a mark in which the same mark is looked for. */
const repeatReach = 2_000;
/** Longer runs of a character are no marks. */
const maxRunLength = 64;

/** The position of the reader within a line. Columns are UTF-16 code units. */
export interface LineScan {
  readonly line: string;
  /** Number of guards that were asked whether they end in this line. */
  asked: number;
  column: number;
  frame: Frame;
  depth: number;
  flag: boolean;
  continued: boolean;
  /** Modes to enter with the next line. */
  readonly pending: { readonly enter: Enter; readonly mark: Mark }[];
  /** The column where the innermost frame was entered; 0 if on an earlier line. */
  enteredAt: number;
  /** The end of the last string or element, which is a value. */
  valueEnd: number;
  /** The column where the last comment begins, with the blanks and comments before it, and the one where it ends. */
  commentFrom: number;
  commentTo: number;
}

export type OnRegion = (frame: Frame, from: number, to: number) => void;

export function startLine(line: string, frame: Frame, onRegion?: OnRegion): LineScan {
  const { depth, flag } = frame;
  const position = { asked: 0, column: 0, enteredAt: 0, valueEnd: -1, commentFrom: -1, commentTo: -1 };
  const cursor: LineScan = { line, frame, depth, flag, continued: false, pending: [], ...position };
  // The outermost guard that ends here takes everything inside with it.
  let ended: { guard: Frame; at: number } | undefined;
  for (let guard = frame.guard; guard; guard = guard.parent?.guard) {
    cursor.asked++;
    const at = guard.mode.endIn?.(line, guard.data);
    if (at !== undefined) ended = { guard, at };
  }
  if (!ended) return cursor;
  onRegion?.(ended.guard, 0, ended.at);
  cursor.column = ended.at;
  cursor.flag = false;
  setFrame(cursor, ended.guard.parent!);
  return cursor;
}

export const copyCursor = (cursor: LineScan): LineScan => ({ ...cursor, pending: [...cursor.pending] });

/** Reads to the end of the line, or a piece of a long one. Returns how many places were searched for a mark. */
export function scanPiece(cursor: LineScan, onRegion?: OnRegion): number {
  const { line } = cursor;
  const end = Math.min(line.length, cursor.column + pieceLength);
  const from = line.length <= pieceLength ? 0 : Math.max(0, cursor.column - contextBefore);
  const text = from === 0 && end === line.length ? line : line.slice(from, end + contextAfter);
  const piece: Piece = { text, from, end, tries: 0, stop: undefined, stopFor: undefined, runs: undefined };
  let regionStart = cursor.column;
  const moveTo = (column: number): void => {
    if (column > regionStart) onRegion?.(cursor.frame, regionStart, column);
    regionStart = cursor.column = column;
  };
  for (; cursor.column < end && piece.tries < pieceTries; piece.tries++) {
    const stop = findStop(piece, cursor);
    const found = nextMark(piece, cursor);
    if (stop && stop.at <= (found?.index ?? end)) {
      moveTo(stop.at);
      setFrame(cursor, stop.guard.parent!);
    } else if (found) {
      const to = Math.min(found.index + found.text.length, stop?.at ?? Infinity);
      // A mode that is entered begins with its mark.
      if (found.step.do === 'enter') cursor.column = found.index;
      else cursor.column = to;
      if (found.step.do !== 'skip') {
        moveTo(cursor.column);
        takeStep(cursor, found.step, found);
      }
      cursor.column = to;
    } else moveTo(end);
  }
  moveTo(cursor.column);
  if (cursor.column === line.length) onRegion?.(cursor.frame, cursor.column, cursor.column);
  return piece.tries;
}

interface Piece {
  readonly text: string;
  readonly from: number;
  readonly end: number;
  tries: number;
  /** The first place in the piece where a guard ends, for the guards of `stopFor`. */
  stop: { readonly at: number; readonly guard: Frame } | undefined;
  stopFor: Frame | undefined;
  /** Columns where runs of a mark's character begin, by their length, the last one first. Passed runs are removed. */
  runs: Map<number, number[]> | undefined;
}

function findStop(piece: Piece, { frame, column }: LineScan): Piece['stop'] {
  if (frame.guard === piece.stopFor) return piece.stop;
  piece.stopFor = frame.guard;
  piece.stop = undefined;
  for (let guard = frame.guard; guard; guard = guard.parent?.guard) {
    if (!guard.mode.stop) continue;
    const stop = stopOf(guard.mode.stop(guard.data));
    stop.lastIndex = column - piece.from;
    const found = stop.exec(piece.text);
    const at = found ? found.index + piece.from : Infinity;
    if (at < piece.end && at <= (piece.stop?.at ?? Infinity)) piece.stop = { at, guard };
  }
  return piece.stop;
}

interface Found extends Mark {
  readonly step: GrammarStep;
}

function nextMark(piece: Piece, cursor: LineScan): Found | undefined {
  const { frame, column } = cursor;
  const scanner = scannerOf(frame.mode, frame.data);
  if (!scanner) return undefined;
  if (column === 0) {
    const found = markAt(scanner.startRules, piece, cursor, 0);
    if (found) return found;
  }
  const { candidates } = scanner;
  if (!candidates) return undefined;
  candidates.lastIndex = column - piece.from;
  for (; piece.tries < pieceTries; piece.tries++) {
    const candidate = candidates.exec(piece.text);
    const index = candidate ? candidate.index + piece.from : piece.end;
    if (index >= piece.end) return undefined;
    const found = markAt(scanner.rules, piece, cursor, index);
    if (found) return found;
    candidates.lastIndex = index - piece.from + 1;
  }
  // Only marks that mean nothing here: reading goes on after them in the next piece.
  const index = candidates.lastIndex + piece.from - 1;
  return { text: cursor.line.charAt(index), groups: [], line: cursor.line, index, data: frame.data, step: skip };
}

/** Returns the first rule whose mark stands at a column and is allowed there. */
function markAt(rules: readonly ReadyRule[], piece: Piece, cursor: LineScan, index: number): Found | undefined {
  for (const { rule, mark, after } of rules) {
    mark.lastIndex = index - piece.from;
    const match = mark.exec(piece.text);
    if (!match) continue;
    if (after) {
      after.lastIndex = index - piece.from;
      if (!after.test(piece.text)) continue;
    }
    if (rule.where !== undefined && !isPlace(piece, cursor, rule.where, match[0], index)) continue;
    const [text, ...groups] = match;
    return { text, groups, line: cursor.line, index, data: cursor.frame.data, step: rule.step };
  }
  return undefined;
}

function isPlace(piece: Piece, cursor: LineScan, where: SyntaxState, mark: string, index: number): boolean {
  switch (where) {
    case 'operand':
      return operandCanBegin(cursor, index);
    case 'statement':
      return cursor.depth === 0 && !cursor.flag;
    case 'start':
      return cursor.flag;
    case 'outsideBrackets':
      return cursor.depth === 0;
    case 'repeated':
      return standsAgain(piece, cursor.line, mark, index);
  }
}

function takeStep(cursor: LineScan, step: GrammarStep, mark: Mark): void {
  switch (step.do) {
    case 'skip':
      return;
    case 'continue':
      cursor.continued = true;
      return;
    case 'openBracket':
      cursor.depth++;
      return;
    case 'closeBracket':
      if (cursor.depth > 0) cursor.depth--;
      else if (cursor.frame.mode.closes) leaveFrame(cursor, cursor.column);
      return;
    case 'forgetBrackets':
      cursor.depth = 0;
      return;
    case 'leave':
      return leaveFrame(cursor, cursor.column);
    case 'enter':
      return enterFrame(cursor, step, mark);
    case 'swap':
      setFrame(cursor, cursor.frame.parent!);
      return enterFrame(cursor, step, mark);
    case 'enterNextLine':
      if (cursor.pending.length < maxPending) cursor.pending.push({ enter: step, mark });
  }
}

function enterFrame(cursor: LineScan, enter: Enter, mark: Mark): void {
  setFrame(cursor, open(updateFrame(cursor.frame, cursor.depth, false), enter, mark));
  cursor.enteredAt = mark.index;
}

function open(parent: Frame, { mode, data, embeds }: Enter, mark: Mark): Frame {
  const language = typeof embeds === 'function' ? embeds(mark) : embeds;
  const root = language === undefined || guardsOf(parent) >= maxGuards ? undefined : languageRoot(language);
  const frame = openFrame(parent, mode, root?.language ?? language ?? parent.language, data?.(mark));
  return root ? openFrame(frame, root.mode, root.language) : frame;
}

function guardsOf(frame: Frame): number {
  let count = 0;
  for (let { guard } = frame; guard; guard = guard.parent?.guard) count++;
  return count;
}

function leaveFrame(cursor: LineScan, at: number): void {
  const { frame } = cursor;
  if (!frame.parent) return;
  if (frame.mode.kind === 'comment') {
    const before = rewindBlanks(cursor.line, cursor.enteredAt);
    cursor.commentFrom = before === cursor.commentTo ? cursor.commentFrom : before;
    cursor.commentTo = at;
  } else cursor.valueEnd = at;
  setFrame(cursor, frame.parent);
}

function setFrame(cursor: LineScan, frame: Frame): void {
  cursor.frame = frame;
  cursor.depth = frame.depth;
}

/** Returns the frame that is open at the start of the next line. */
export function endLine(cursor: LineScan): Frame {
  const { length } = cursor.line;
  cursor.frame = updateFrame(cursor.frame, cursor.depth, false);
  const bound = cursor.continued ? undefined : cursor.frame.lineBound;
  if (bound) {
    leaveFrame(cursor, length);
    setFrame(cursor, bound.parent!);
  }
  for (const { enter, mark } of cursor.pending.reverse()) setFrame(cursor, open(cursor.frame, enter, mark));
  return updateFrame(cursor.frame, cursor.depth, carriedFlag(cursor));
}

function carriedFlag(cursor: LineScan): boolean {
  const { line, frame } = cursor;
  const { carries } = frame.mode;
  if (carries === undefined) return false;
  switch (carries) {
    case 'value':
      return !operandCanBegin(cursor, line.length);
    case 'continuation':
      return cursor.commentTo < line.length && /(?:\\|[^=<>!]=)\s*$/.test(line.slice(-contextBefore));
  }
}

/** Whether `mark` occurs again after itself, without its character before or after. All runs of a piece are found once. */
function standsAgain(piece: Piece, line: string, mark: string, index: number): boolean {
  const starts = (piece.runs ??= runsOf(mark.charAt(0), line, index, piece.end + repeatReach)).get(mark.length) ?? [];
  while (starts.length > 0 && starts.at(-1)! < index + mark.length) starts.pop();
  return starts.length > 0 && starts.at(-1)! < index + repeatReach;
}

function runsOf(character: string, line: string, from: number, to: number): Map<number, number[]> {
  const runs = new Map<number, number[]>();
  const text = line.slice(from, to + maxRunLength);
  for (let at = text.indexOf(character); at >= 0;) {
    let end = at + 1;
    while (text.charAt(end) === character) end++;
    addTo(runs, end - at, from + at);
    at = text.indexOf(character, end);
  }
  for (const starts of runs.values()) starts.reverse();
  return runs;
}
