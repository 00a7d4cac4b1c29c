/**
 * Characters that are markup in any place: emphasis, code, links, tags, table cells, strikethrough, formulas, mail
 * addresses.
 */
const anywhere = String.raw`[\\\`*[\]<|~$@]`;
/** `max_tokens` is no emphasis, `_max_` is. */
const underscores = String.raw`(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])`;
/** Characters that are markup only beside others: entities, addresses, the hash signs that a heading ends with. */
const inPlace = String.raw`&(?=[#A-Za-z])|:(?=\S)|(?<=www)\.|(?<=\s)#`;
const markup = new RegExp([anywhere, underscores, inPlace].join('|'), 'gi');
/** Headings, lists, quotes and rules. */
const beforeStart = /^[ \t]*(?:(?=[-+#=>])|\d{1,9}(?=[.)]))/gm;

/**
 * Makes plain text safe inside Markdown: what could start markup is escaped, and nothing else, so that the source reads well
 * too.
 */
export const escapeMarkdown = (text: string): string => text.replace(markup, '\\$&').replace(beforeStart, '$&\\');

/**
 * Returns the length of the longest run of backticks. A loop, as a book has more of them than a call takes arguments.
 */
function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}

/** Returns one line as code, in which nothing is markup. The fence is longer than any run of backticks in it. */
export function codeSpan(text: string): string {
  if (text === '') return '';
  const fence = '`'.repeat(1 + longestRun(text));
  // A backtick at an end would join the fence; where both ends are blanks, Markdown takes one from each.
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  return fence + pad + text + pad + fence;
}

/** Returns lines as code. The fence is longer than any run of backticks in them, so that it cannot end early. */
export function codeBlock(text: string, language = ''): string {
  const fence = '`'.repeat(1 + Math.max(2, longestRun(text)));
  return `${fence}${/^[\w+#.-]+$/.test(language) ? language : ''}\n${text.replace(/\n$/, '')}\n${fence}`;
}

/**
 * Returns a link to a file, or to a line of it (from 0). `label` is Markdown; `address` is percent-encoded, as
 * `Uri.toString()` makes it. Reports open the link, and so does VS Code where the report stands as a text.
 */
export const fileLink = (label: string, address: string, line?: number): string =>
  `[${label}](${address}${line === undefined ? '' : `#L${line + 1}`})`;

/** Escapes a text for a cell of a table, where a line end would end the row. */
export const inCell = (text: string): string => escapeMarkdown(text).replace(/\s+/g, ' ');

/** Escapes a foreign name for one line of Markdown: a file name may hold anything but a slash, even line breaks. */
export const escapeName = (name: string): string => escapeMarkdown(name.replace(/\p{Cc}/gu, '\uFFFD'));

/** Escapes a foreign name likewise, as a link where the file has an address. */
export const linkedName = (name: string, address: string | undefined): string =>
  address === undefined ? escapeName(name) : fileLink(escapeName(name), address);
