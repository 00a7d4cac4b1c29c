import { workspace } from 'vscode';
import type { Selection, TextEditor, Uri } from 'vscode';
import type { SelectedText } from '../../core/playground/selectionMessage';

/** A file as the workspace calls it, or its name: where it stands on this machine is nobody else's business. */
export const placeIn = (uri: Uri): string =>
  workspace.getWorkspaceFolder(uri) === undefined ? (uri.path.split('/').at(-1) ?? '') : workspace.asRelativePath(uri);

/** What is selected in an editor, where that is more than blanks. */
export function selectedIn(editor: TextEditor | undefined): SelectedText | undefined {
  const selected = editor && selectedText(editor);
  return selected?.pieces.some(({ text }) => text.trim() !== '') ? selected : undefined;
}

/** What is selected in an editor, in the order in which it stands there. */
function selectedText({ document, selections }: TextEditor): SelectedText {
  const { uri, languageId } = document;
  return {
    place: placeIn(uri),
    languageId,
    pieces: selections
      .filter((selection) => !selection.isEmpty)
      .toSorted((a, b) => a.start.compareTo(b.start))
      .map((selection) => ({ text: document.getText(selection), lines: linesOf(selection) })),
  };
}

/** From 1. A selection that ends before the first character of a line has nothing of that line. */
function linesOf({ start, end }: Selection): readonly [number, number] {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return [start.line + 1, last + 1];
}
