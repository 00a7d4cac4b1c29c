import { Position, window, workspace } from 'vscode';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import type { DocumentTerms } from '../terms/documentTerms';
import type { HoverTargets, PlaceInText } from '../terms/hoverTargets';
import type { ReaderChoices } from '../terms/readerChoices';

export interface TermChoicesDeps {
  readonly terms: Pick<DocumentTerms, 'at'>;
  readonly subjects: Pick<HoverTargets, 'at' | 'index'>;
  readonly choices: ReaderChoices;
  /** A term of any glossary of the workspace, or of ours. */
  readonly find: (id: string) => Promise<Term | undefined>;
}

/** A place that a link names, or that of the cursor. Whoever calls may pass what they like. */
export function placeOf(address: unknown, line: unknown, character: unknown): PlaceInText | undefined {
  if (typeof address === 'string' && isIndex(line) && isIndex(character)) {
    const document = workspace.textDocuments.find(({ uri }) => uri.toString() === address);
    return document && { document, position: document.validatePosition(new Position(line, character)) };
  }
  return placeOfCursor();
}

export function placeOfCursor(): PlaceInText | undefined {
  const editor = window.activeTextEditor;
  return editor && { document: editor.document, position: editor.selection.active };
}

const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** The word around a place, as it is written; empty where there is none. */
export function wordAt({ document, position }: PlaceInText): string {
  const range = document.getWordRangeAtPosition(position, /[\p{L}\p{N}_-]{1,60}/u);
  return range ? document.getText(range) : '';
}
