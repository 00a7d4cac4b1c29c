import { Position, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';

export interface PlaceInText {
  readonly document: TextDocument;
  readonly position: Position;
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
