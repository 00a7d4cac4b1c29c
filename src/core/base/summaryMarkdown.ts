import { formatCount } from './numbers';

// Pieces of a summary for a pull request.

/** Rows of a table, so that several fit: a comment of GitHub has 65,536 characters at most. */
const mostRows = 20;

/** Written out as their numbers: whatever could be markup. */
const markup = /[^\p{L}\p{N}\p{M} ,;?()/=%+"'-]/gu;
const unseen = /[\p{Cc}\p{Bidi_Control}]/gu;

/** A text with at most so many UTF-16 code units, in one piece with the characters at its end. */
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

/** A table; of the rows that are left out it says how many there are. */
export function summaryTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const more = rows.length - mostRows;
  const shown = rows.slice(0, mostRows).map(row).join('');
  return `${row(head)}${row(head.map(() => '---'))}${shown}${more > 0 ? `\nAnd ${formatCount(more)} more.\n` : ''}`;
}
