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
  /** One that is not known is plain text. */
  readonly languageId: string;
}

/** The terms that a text shows to somebody who has made no choice, in order. */
export function shownTerms({ text, languageId }: TermsText, glossary: Glossary): ShownTerm[] {
  const known = languageRoot(languageId) ? languageId : 'plaintext';
  const read = atOnce(readTermText(lineFeeds(text), known));
  return atOnce(decideAll(read, glossary)).filter((decision) => isShown(decision, noChoices));
}

/** Does the same for a file: in the cells of a notebook, each as a text of its own, with places in the file. Undefined: it is no notebook. */
export function shownTermsInFile(file: TermsText, glossary: Glossary): ShownTerm[] | undefined {
  if (file.languageId !== 'ipynb') return shownTerms(file, glossary);
  const { text: json } = file;
  const cells = notebookCells(json);
  // One that is cut off still has the cells before the cut.
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

/** An empty file is a notebook that nobody has written in. */
const isJson = (text: string): boolean => text.trim() === '' || parseJson(text) !== undefined;
