import type { FieldGuide } from '../../core/fieldGuide';
import { lineFeeds } from '../../core/glossary/find/termText';
import { textLanguageOf } from '../../core/glossary/find/textLanguage';
import type { Glossary } from '../../core/glossary/sense/decide';
import { InputError } from '../shared/errors';
import { readText } from '../shared/readText';

/** A term in a file, as the command line prints it. Lines and columns count from 1; columns, start and end are UTF-16 code units. */
export interface TermInFile {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly id: string;
  readonly written: string;
  /** Its name, for people. */
  readonly term: string;
}

/** Of a file; nobody reads a longer text. */
const maxBytes = 20 * 1024 ** 2;

/**
 * The terms that are shown in a file; none where its language is not known.
 * @param said the language, whatever the file is called. @throws InputError
 */
export async function termsInFile(
  file: string,
  guide: FieldGuide,
  glossaryOf: () => Promise<Glossary>,
  said: string | undefined,
): Promise<TermInFile[]> {
  const languageId = said ?? textLanguageOf(file);
  if (languageId === undefined) return [];
  const text = await readText(file, maxBytes);
  if (text === undefined) throw new InputError(`Cannot read ${file}: it is not a text in UTF-8 or UTF-16.`);
  const found = await guide.termsInFile({ text, languageId }, await glossaryOf());
  if (!found) throw new InputError(`Cannot read ${file}: it is not a notebook in JSON.`);
  const placeOf = places(lineFeeds(text));
  return found.map(({ term, start, end }) => ({
    ...{ file, ...placeOf(start), start, end },
    ...{ id: term.id, written: text.slice(start, end), term: term.term },
  }));
}

/** Line and column of offsets, which are asked in order. */
function places(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  let [line, lineStart] = [1, 0];
  // Looked for once a line: one without an end may be the whole file, and hold many terms.
  let next = lineEnd(text, lineStart);
  return (offset) => {
    for (; next <= offset; next = lineEnd(text, lineStart)) {
      line++;
      lineStart = next;
    }
    return { line, column: offset - lineStart + 1 };
  };
}

/** Where the next line begins. */
function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? Infinity : end + 1;
}
