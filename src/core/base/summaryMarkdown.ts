import { formatCount } from './numbers';

// Pieces of a summary for a pull request.

/** The most rows of a table, so that several tables fit: a comment of GitHub has at most 65,536 characters. */
const mostRows = 20;

/** Characters that could be markup, which are written as numbers. */
const markup = /[^\p{L}\p{N}\p{M} ,;?()/=%+"'-]/gu;
const unseen = /[\p{Cc}\p{Bidi_Control}]/gu;

/** Shortens a text to a number of UTF-16 code units, without cutting the character at its end. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Writes a foreign text as code in one line, in which GitHub sees no mention of a person and no number of an issue. */
export function summaryCode(text: string, length: number): string {
  const line = shortened(text.replace(/\s+/g, ' ').trim(), length).replace(unseen, '\uFFFD');
  return line === '' ? '' : `<code>${line.replace(markup, (char) => `&#${char.codePointAt(0)};`)}</code>`;
}

const row = (fields: readonly string[]): string => `| ${fields.join(' | ')} |\n`;

/** Returns a table. Rows that are left out are only counted. */
export function summaryTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const more = rows.length - mostRows;
  const shown = rows.slice(0, mostRows).map(row).join('');
  return `${row(head)}${row(head.map(() => '---'))}${shown}${more > 0 ? `\nAnd ${formatCount(more)} more.\n` : ''}`;
}
