import { Range, workspace } from 'vscode';
import type { Selection, TextDocument, TextEditor, Uri } from 'vscode';
import { quoteSelection } from '../../core/playground/selectionMessage';
import type { SelectedText } from '../../core/playground/selectionMessage';
import type { Quoted } from '../../core/playground/session/drafts';
import { host } from '#host';

/** Returns the path of a file within the workspace, or else its name alone: its place on this machine is private. */
export const placeIn = (uri: Uri): string =>
  workspace.getWorkspaceFolder(uri) === undefined ? (uri.path.split('/').at(-1) ?? '') : workspace.asRelativePath(uri);

/** Returns the text that is selected in an editor. `undefined`: there is none, or only blanks. */
export function selectedIn(editor: TextEditor | undefined): SelectedText | undefined {
  const selected = editor && selectedText(editor);
  return selected?.pieces.some(({ text }) => text.trim() !== '') ? selected : undefined;
}

/** Returns the selected texts of an editor, in the order in which they stand there. */
function selectedText({ document, selections }: TextEditor): SelectedText {
  const { uri, languageId } = document;
  return {
    place: placeIn(uri),
    languageId,
    pieces: inOrder(selections).map((selection) => ({
      text: document.getText(selection),
      lines: linesOf(selection),
    })),
  };
}

const inOrder = (selections: readonly Selection[]): Selection[] =>
  selections.filter((selection) => !selection.isEmpty).toSorted((a, b) => a.start.compareTo(b.start));

/**
 * Returns the selections of an editor as they stand in a message, and where they can be found again. Selections of a
 * file outside of the workspace are left out.
 */
export async function quotedIn(editor: TextEditor, selected: SelectedText): Promise<Quoted[]> {
  const ranges = inOrder(editor.selections);
  const quoted = selected.pieces.map(async (piece, i) => {
    const origin = await originOf(editor.document, ranges[i]);
    return origin && { origin, quote: quoteSelection({ ...selected, pieces: [piece] }) };
  });
  return (await Promise.all(quoted)).filter((each) => each !== undefined);
}

/**
 * Returns the place of a text, by which it can be found again; without a range, of the whole document. `undefined`
 * outside of the workspace.
 */
export async function originOf(document: TextDocument, range?: Range): Promise<Quoted['origin'] | undefined> {
  const uri = document.uri.toString();
  if (uri.length > 2_000 || workspace.getWorkspaceFolder(document.uri) === undefined) return undefined;
  const { start, end } = document.validateRange(range ?? new Range(0, 0, document.lineCount, 0));
  const sha256 = await host.sha256(new TextEncoder().encode(document.getText(range)));
  return { uri, range: [start.line, start.character, end.line, end.character], sha256 };
}

/**
 * Returns the first and last line of a selection, counted from 1. A selection that ends before the first character of a
 * line does not include that line.
 */
function linesOf({ start, end }: Selection): readonly [number, number] {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return [start.line + 1, last + 1];
}
