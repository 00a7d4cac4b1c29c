import { languageOfAnyFile } from '../../text/languageOfFile';
import type { PackFormat } from './packed';

/** A file, as far as it is in the packed text. */
export interface FramedFile {
  readonly file: string;
  readonly text: string;
  /** Where its text was cut; left out for a whole file. */
  readonly cut?: { readonly line: number; readonly isWholeLine: boolean };
}

/** Writes files with a frame around each. No text within a file can be taken for its end. */
export function frameFiles(files: readonly FramedFile[], format: PackFormat): string {
  if (files.length === 0) return '';
  if (format === 'markdown') return `${files.map(markdownOf).join('\n\n')}\n`;
  return `<files>\n${files.map(xmlOf).join('\n')}\n</files>\n`;
}

function markdownOf({ file, text, cut }: FramedFile): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, /`+/g) + 1));
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  const mark = cut ? ` (cut ${cut.isWholeLine ? 'after' : 'in'} line ${cut.line})` : '';
  return `## ${inOneLine(file)}${mark}\n\n${fence}${languageOfAnyFile(file) ?? ''}\n${text}${end}${fence}`;
}

function longestRun(text: string, runs: RegExp): number {
  let longest = 0;
  for (const [run] of text.matchAll(runs)) longest = Math.max(longest, run.length);
  return longest;
}

/** Escapes control characters in a name, as a line break in it would write into the text. */
const inOneLine = (name: string): string =>
  name.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function xmlOf({ file, text, cut }: FramedFile): string {
  const mark = cut ? ` cut-${cut.isWholeLine ? 'after' : 'in'}-line="${cut.line}"` : '';
  const data = asXml(text).replaceAll(']]>', ']]]]><![CDATA[>');
  return `<file path="${attributeOf(file)}"${mark}><![CDATA[${data}]]></file>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

const attributeOf = (name: string): string =>
  asXml(name).replace(/[&<"\t\n\r]/g, (character) => entities[character] ?? `&#${character.charCodeAt(0)};`);

/** Replaces the characters that XML has no way to write (https://www.w3.org/TR/xml/#charsets). */
const asXml = (text: string): string =>
  text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
