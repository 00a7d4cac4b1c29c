import { DataError } from './dataFile';
import type { DataFile } from './dataFile';

// A sentence about "today" is true on the day on which it was written. One that names its year stays true.

const words =
  /(?<![-\w])(?:today|nowadays|currently|now|newest|latest|recent|recently|lately|current (?:[\w.-]+ )?(?:models?|versions?|generation))(?![-\w])/i;
/** An end in the present tense is past one day, whatever date it names. */
const comingEnd =
  /\b(?:shuts? down|ends?|retires?|stops?|closes?) (?:on|in) (?:\d|January|February|March|April|May|June|July|August|September|October|November|December)/;
/** Those of the reader's day, and "now and then". */
const harmless = /\btoday's (?:date|data)\b|\bnow and then\b|\brecent events\b/gi;

/** The fields of an entry that are prose. */
const prose = new Set([
  'summary',
  'why',
  'example',
  'because',
  'note',
  'notes',
  'text',
  'reason',
  'strengths',
  'names',
  'opennessNote',
]);

/** The words of a text that time makes false; `undefined` where there are none. */
export function timeWords(text: string): string | undefined {
  const sentences = text
    .replace(/`[^`]*`/g, '')
    .replace(harmless, '')
    .split(/(?<=[.!?:;])\s+/);
  for (const sentence of sentences) {
    const found = comingEnd.exec(sentence) ?? (/\b20\d\d\b/.test(sentence) ? null : words.exec(sentence));
    if (found) return found[0];
  }
  return undefined;
}

const help = 'name the day, the month or the version instead, or what does not change';
const problem = (found: string): string => `"${found}" will be false one day: ${help}`;

/** @throws DataError where a text of an entry leans on the day on which it was written */
export function checkTimeWords(files: readonly DataFile[]): void {
  for (const file of files) visit(file.entries, file, []);
}

function visit(value: unknown, file: DataFile, path: readonly (string | number)[]): void {
  const key = path.at(-1);
  if (typeof value === 'string' && typeof key === 'string' && prose.has(key)) {
    const found = timeWords(value);
    if (found !== undefined) file.fail(path, problem(found));
  }
  // Other languages have other words.
  if (typeof value !== 'object' || value === null || key === 'texts') return;
  for (const [name, each] of Object.entries(value))
    visit(each, file, [...path, Array.isArray(value) ? Number(name) : name]);
}

/** @throws DataError where a page of the guide leans on the day on which it was written. Things to try are asked on the reader's day. */
export function checkPageTime(markdown: string, file: string): void {
  const lines = markdown.split('\n').map((line) => (line.includes('](try/') ? '' : line));
  let start = 0;
  for (let row = 0; row <= lines.length; row += 1) {
    const line = lines[row];
    // A sentence goes on from line to line; a row of a table is one of its own.
    if (line !== undefined && line !== '' && !line.startsWith('|')) continue;
    for (const text of [lines.slice(start, row).join(' '), line ?? '']) {
      const found = timeWords(text);
      if (found !== undefined) throw new DataError(file, start + 1, problem(found));
    }
    start = row + 1;
  }
}
