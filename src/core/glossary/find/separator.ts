import { BLANK, WORD_START, characterAt, runEnd } from './characters';
import type { ReadyMarks } from './marks';

/** Marks and blanks between two words of one phrase. */
export interface Separator {
  /** Where the second word begins. UTF-16 code units. */
  readonly end: number;
  /** The part of it that a reader sees. */
  readonly seen: '' | ' ' | '-' | '_' | '@' | '.';
}

/** Length of the longest gap within a phrase. UTF-16 code units. */
const maxGapLength = 400;
const hyphens = '-‐‑–';
/** Number of blanks between two words of a phrase. More of them separate columns. */
const maxBlanks = 2;

/**
 * Returns the separator in an identifier: nothing (camelCase), an underscore, or a hyphen, as several languages have
 * it.
 */
export function separatorInIdentifier(text: string, from: number): Separator | undefined {
  if (isWord(text, from)) return { end: from, seen: '' };
  const mark = text.charAt(from);
  if ((mark === '-' || mark === '_') && isWord(text, from + 1)) return { end: from + 1, seen: mark };
  return fileEnding(text, from);
}

/**
 * Returns the separator between two words of a phrase: that of an identifier, an at sign (`pass@k`), blanks, or one line
 * break with the mark that leads both lines. All marks of the language that are not seen may be part of it.
 */
export function separatorInPhrase(text: string, from: number, marks: ReadyMarks): Separator | undefined {
  if (text.charCodeAt(from) === 0x20 && isWord(text, from + 1)) return { end: from + 1, seen: ' ' };
  return separatorInIdentifier(text, from) ?? readGap(text, from, marks);
}

const isWord = (text: string, at: number): boolean => (characterAt(text, at) & WORD_START) !== 0;

/** `AGENTS.md` is a name; any other dot ends a sentence or leads into an object. */
const fileEnding = (text: string, at: number): Separator | undefined =>
  /^\.mds?(?![\p{L}\p{N}])/u.test(text.slice(at, at + 6)) ? { end: at + 1, seen: '.' } : undefined;

interface Reading {
  readonly text: string;
  readonly from: number;
  readonly marks: ReadyMarks;
  at: number;
  seen: Separator['seen'];
  hasLineBreak: boolean;
  hasMarks: boolean;
}

function readGap(text: string, from: number, marks: ReadyMarks): Separator | undefined {
  const reading: Reading = { text, from, marks, at: from, seen: '', hasLineBreak: false, hasMarks: false };
  // An apostrophe of a plural: `the agents' memory`.
  if (/^['’]$/.test(text.charAt(from)) && characterAt(text, from + 1) === BLANK) reading.at++;
  while (!isWord(text, reading.at)) {
    if (reading.at >= text.length || reading.at - from > maxGapLength || !readOn(reading)) return undefined;
  }
  const { at: end, seen, hasMarks } = reading;
  return seen === '' && hasMarks ? undefined : { end, seen };
}

/** Reads what stands next, and returns whether it may stand in a phrase. */
function readOn(reading: Reading): boolean {
  const { text, at, marks } = reading;
  const character = text.charAt(at);
  if (characterAt(text, at) === BLANK)
    return (text.charAt(at + 1) === '<' && skipUnseen(reading)) || readBlanks(reading);
  if (character === '\n' || (character === '\r' && text.charAt(at + 1) === '\n')) return readLineBreak(reading);
  if (isInside(reading) && (character === '@' || character === '_') && isWord(text, at + 1))
    return see(reading, character, 1);
  const underscore = lengthAt(marks.underscore, text, at);
  if (underscore > 0 && isInside(reading)) return see(reading, '_', underscore);
  const blank = lengthAt(marks.blank, text, at);
  if (blank > 0) return reading.seen === '' || reading.seen === ' ' ? see(reading, ' ', blank) : false;
  const hyphen = lengthAt(marks.hyphen, text, at) || (hyphens.includes(character) ? 1 : 0);
  if (hyphen > 0) return reading.seen === '' && see(reading, '-', hyphen);
  return skipUnseen(reading);
}

/** Whether nothing was read yet after the first word, so that the next character may stand inside of a word. */
const isInside = ({ at, from, hasMarks }: Reading): boolean => at === from && !hasMarks;

function see(reading: Reading, seen: Separator['seen'], length: number): true {
  reading.seen = seen;
  reading.at += length;
  return true;
}

function skipUnseen(reading: Reading): boolean {
  const length = lengthAt(reading.marks.unseen, reading.text, reading.at);
  reading.at += length;
  reading.hasMarks = true;
  return length > 0;
}

function readBlanks(reading: Reading): boolean {
  const { text, at } = reading;
  const end = runEnd(text, at, BLANK);
  const isAtLineEnd = text.charAt(end) === '\n' || text.charAt(end) === '\r';
  reading.at = end;
  if (isAtLineEnd) return true;
  if (!reading.hasLineBreak && (end - at > maxBlanks || text.slice(at, end).includes('\t'))) return false;
  // After a hyphen, a phrase goes on only in the next line.
  if (reading.seen === '-') return reading.hasLineBreak;
  if (reading.seen !== '' && reading.seen !== ' ') return false;
  reading.seen = ' ';
  return true;
}

function readLineBreak(reading: Reading): boolean {
  const { text, from, marks } = reading;
  if (reading.hasLineBreak || (reading.seen !== '' && reading.seen !== ' ' && reading.seen !== '-')) return false;
  const lineStart = startOfLine(text, from);
  if (lengthAt(marks.alone, text, lineStart) > 0) return false;
  reading.hasLineBreak = true;
  if (reading.seen === '') reading.seen = ' ';
  const next = runEnd(text, text.indexOf('\n', reading.at) + 1, BLANK);
  const lead = lengthAt(marks.lead, text, next);
  // A mark that the line before does not have opens something new: a heading, a list, a quote.
  if (lead > 0 && !text.slice(lineStart, from).includes(text.slice(next, next + lead))) return false;
  reading.at = runEnd(text, next + lead, BLANK);
  return true;
}

/** Returns where a line starts; in a long line, only the place that is `maxGapLength` before `at`. */
function startOfLine(text: string, at: number): number {
  const least = Math.max(0, at - maxGapLength);
  let start = at;
  while (start > least && text.charCodeAt(start - 1) !== 0x0a) start--;
  return start;
}

/** Returns the length of the match at a place; 0: there is none. */
export function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}
