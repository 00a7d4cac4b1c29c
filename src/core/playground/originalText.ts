import type { Origin } from './session/sessionSchema';

// An answer replaces the text that it is about. That text is looked up in the document as it is now: at its old place,
// or at the only place where it now stands. The message holds the text as one of its quotes, which is recognized by its
// hash.

/** Start line, start column, end line, end column, from 0. */
type Span = readonly [fromLine: number, from: number, toLine: number, to: number];

export const spanOf = ({ range: [fromLine = 0, from = 0, toLine = 0, to = 0] }: Pick<Origin, 'range'>): Span => [
  fromLine,
  from,
  toLine,
  to,
];

/** Where a text stands in a document, or why that is not known. */
export type Found = { readonly span: Span; readonly text: string } | 'gone' | 'several';

/** Hashes a text in the way in which the hash of an origin was made. */
type HashOf = (text: string) => Promise<string>;

/** Finds the text of an origin in a document. `message` is the message that quotes the text. */
export async function findOriginal(
  document: string,
  origin: Pick<Origin, 'range' | 'sha256'>,
  message: string,
  hashOf: HashOf,
): Promise<Found> {
  const { sha256 } = origin;
  const now = withNewlines(document);
  const span = spanOf(origin);
  const same = textAt(now, span);
  if (same !== undefined && (await isOf(same, sha256, hashOf))) return { span, text: same };
  const text = await quoteOf(message, sha256, hashOf);
  const at = text === undefined ? -1 : now.indexOf(text);
  if (text === undefined || at < 0) return 'gone';
  if (now.indexOf(text, at + 1) >= 0) return 'several';
  return { span: [...placeAt(now, at), ...placeAt(now, at + text.length)], text };
}

/** Returns the text that replaces the original, with as many line breaks at its end. */
export const replacementOf = (original: string, answer: string): string =>
  withNewlines(answer).replace(/\n+$/, '') + (/\n*$/.exec(withNewlines(original))?.[0] ?? '');

/** Returns a document with the text of a span replaced, and with newlines as `\n`. */
export function replaced(document: string, [fromLine, from, toLine, to]: Span, text: string): string {
  const lines = withNewlines(document).split('\n');
  const before = [...lines.slice(0, fromLine), (lines[fromLine] ?? '').slice(0, from)].join('\n');
  const after = [(lines[toLine] ?? '').slice(to), ...lines.slice(toLine + 1)].join('\n');
  return before + text + after;
}

const withNewlines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Whether a text has that hash with `\n` or with `\r\n` at the ends of its lines. */
async function isOf(text: string, sha256: string, hashOf: HashOf): Promise<boolean> {
  return (await hashOf(text)) === sha256 || (await hashOf(text.replaceAll('\n', '\r\n'))) === sha256;
}

/** Returns the text of a span; `undefined` where the document is shorter. */
function textAt(document: string, [fromLine, from, toLine, to]: Span): string | undefined {
  const lines = document.split('\n');
  if (toLine >= lines.length) return undefined;
  const [first = '', ...rest] = lines.slice(fromLine, toLine + 1);
  if (rest.length === 0) return first.slice(from, to);
  return [first.slice(from), ...rest.slice(0, -1), rest.at(-1)?.slice(0, to)].join('\n');
}

function placeAt(document: string, at: number): [line: number, column: number] {
  const lines = document.slice(0, at).split('\n');
  return [lines.length - 1, lines.at(-1)?.length ?? 0];
}

/** Line breaks that a quote may have lost at its end: see `quoteSelection`. */
const mostLineBreaks = 3;

/** Finds the quoted text with that hash in a message. */
async function quoteOf(message: string, sha256: string, hashOf: HashOf): Promise<string | undefined> {
  for (const quote of quotesIn(withNewlines(message))) {
    for (let breaks = 0; breaks <= mostLineBreaks; breaks++) {
      const text = quote + '\n'.repeat(breaks);
      if (text.trim() !== '' && (await isOf(text, sha256, hashOf))) return text;
    }
  }
  return undefined;
}

/** Returns the texts that stand in a message as code or as a quote, without the marks of these. */
const quotesIn = (message: string): string[] =>
  [...message.matchAll(/^(`{3,}).*\n([^]*?)\n?^\1$|^>.*(?:\n>.*)*/gm)].map(
    ([all, , code]) => code ?? all.replace(/^> ?/gm, ''),
  );
