import { parseJson } from '../../base/json';
import { atOnce } from '../../base/work';
import { notebookCells, spansInFile } from '../../text/notebookCells';
import { languageRoot } from '../../text/regions/grammars';
import { lineFeeds, readTermText } from '../find/termText';
import { decideAll } from '../sense/decide';
import type { Glossary, TermDecision } from '../sense/decide';
import { isShown, noChoices } from './choices';

/** A term, and where it stands. UTF-16 code units. */
export type ShownTerm = Pick<TermDecision, 'term' | 'start' | 'end'>;

export interface TermsText {
  readonly text: string;
  /** The language id of VS Code. A text in an unknown language is read as plain text. */
  readonly languageId: string;
}

/** Returns the terms that are shown in a text to a reader who has made no choices, in order. */
export function shownTerms({ text, languageId }: TermsText, glossary: Glossary): ShownTerm[] {
  const known = languageRoot(languageId) ? languageId : 'plaintext';
  const read = atOnce(readTermText(lineFeeds(text), known));
  return atOnce(decideAll(read, glossary)).filter((decision) => isShown(decision, noChoices));
}

/**
 * Returns the shown terms of a file. Each cell of a notebook is read as a text of its own, with places in the file.
 * `undefined`: the file should be a notebook and is none.
 */
export function shownTermsInFile(file: TermsText, glossary: Glossary): ShownTerm[] | undefined {
  if (file.languageId !== 'ipynb') return shownTerms(file, glossary);
  const { text: json } = file;
  const cells = notebookCells(json);
  // A notebook that is cut off still has the cells before the cut.
  if (cells.length === 0 && !isJson(json)) return undefined;
  return cells.flatMap(({ kind, languageId, pieces }) => {
    if (kind === 'other') return [];
    let text = '';
    const placed = pieces.map((piece) => {
      const start = text.length;
      text += piece.text;
      return { ...piece, start };
    });
    const spanOf = spansInFile(json, placed);
    return shownTerms({ text, languageId }, glossary).flatMap(({ term, ...found }) => {
      const span = spanOf(found);
      return span ? [{ term, ...span }] : [];
    });
  });
}

/** Whether a text is JSON. An empty file counts, too: it is a notebook without any text yet. */
const isJson = (text: string): boolean => text.trim() === '' || parseJson(text) !== undefined;
