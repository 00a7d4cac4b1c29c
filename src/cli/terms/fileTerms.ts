import type { FieldGuide } from '../../core/fieldGuide';
import { lineFeeds } from '../../core/glossary/find/termText';
import { textLanguageOf } from '../../core/glossary/find/textLanguage';
import type { Glossary } from '../../core/glossary/sense/decide';
import { LineOfOffset } from '../../core/text/offsets';
import { InputError } from '../shared/commandLine';
import { readText, unlessSlow } from '../shared/readText';

/**
 * A term in a file, as the command line prints it. Lines and columns count from 1. Columns, start and end are in UTF-16
 * code units.
 */
export interface TermInFile {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly written: string;
  /** Name of the term, for people. */
  readonly term: string;
}

/** The most bytes of a file. Nobody reads a longer text. */
const maxBytes = 20 * 1024 ** 2;

/**
 * Returns the terms that are shown in a file: none where its language is unknown, and `undefined` where it is no text.
 * @param chosen the language, whatever the file is called
 * @throws InputError
 */
export async function termsInFile(
  file: string,
  guide: FieldGuide,
  glossaryOf: () => Promise<Glossary>,
  chosen: string | undefined,
): Promise<TermInFile[] | undefined> {
  const languageId = chosen ?? textLanguageOf(file);
  if (languageId === undefined) return [];
  const text = await readText(file, maxBytes);
  if (text === undefined) return undefined;
  const glossary = await glossaryOf();
  const found = await unlessSlow(file, () => guide.termsInFile({ text, languageId }, glossary));
  if (!found) throw new InputError(`Cannot read ${file}: it is not a notebook in JSON.`);
  const at = new LineOfOffset(lineFeeds(text));
  return found.map(({ term, start, end }) => {
    at.moveTo(start);
    return {
      ...{ file, line: at.line + 1, column: start - at.start + 1, start, end },
      ...{ id: term.id, written: text.slice(start, end), term: term.term },
    };
  });
}
