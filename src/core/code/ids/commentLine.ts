import { languageOf } from '../../text/languages';
import { languageRoot } from '../../text/regions/grammars';
import type { Regions } from '../../text/regions/regions';

/** Forms of a comment in all languages, the shortest first. The rules of the language decide which one a place takes. */
const forms: readonly (readonly [open: string, close: string])[] = [
  ['// ', ''],
  ['# ', ''],
  ['-- ', ''],
  ['; ', ''],
  ['% ', ''],
  ["' ", ''],
  ['REM ', ''],
  ['/* ', ' */'],
  ['<!-- ', ' -->'],
  ['{/* ', ' */}'],
  ['(* ', ' *)'],
  ['{# ', ' #}'],
];

/**
 * Makes a line with a comment that says `words`, to be put above `line`, up to which `regions` have read. Undefined: no
 * comment can stand there, as in JSON, in a string of many lines, or in the middle of a statement that a backslash
 * continues.
 */
export function commentLineAbove(
  regions: Pick<Regions, 'inNewLine'>,
  line: number,
  text: { readonly language: string; readonly above: string; readonly indent: string },
  words: string,
): string | undefined {
  // A language that is not known is read as if it had the comments of many.
  if (!languageRoot(text.language)) return undefined;
  // A statement goes on in the next line: a comment between the two would end it.
  if (['\\', languageOf(text.language).continues].some((mark) => mark !== undefined && text.above.endsWith(mark)))
    return undefined;
  for (const [open, close] of forms) {
    const written = `${text.indent}${open}${words}${close}`;
    const region = regions.inNewLine(line, written, text.indent.length + open.length);
    if (region?.kind === 'comment') return written;
  }
  return undefined;
}
