import { Range, window } from 'vscode';
import type { Cursor } from '../../core/search/nameAtCursor';

/** More than this is a text, not a name of something. */
const maxNameLength = 100;

/** Characters around the cursor among which a name is looked for. */
const around = 200;

/** What the user has before them in the active editor: selected words, or the text around the cursor. */
export function atCursor(): { readonly selected: string } | { readonly place: Cursor } | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const selected = selection.isSingleLine ? document.getText(selection).trim() : '';
  if (selected !== '' && selected.length <= maxNameLength) return { selected };
  if (!selection.isEmpty) return undefined;
  const offset = document.offsetAt(selection.active);
  const start = Math.max(0, offset - around);
  const text = document.getText(new Range(document.positionAt(start), document.positionAt(offset + around)));
  return { place: { text, offset: offset - start } };
}
