import { Range, window } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Cursor } from '../../core/search/nameAtCursor';

/** Length beyond which it is a text, not a name of something. */
const maxNameLength = 100;

/** No id or name reaches further. UTF-16 code units. */
const reach = 200;

/** The text around an offset, and where it begins, for those who look for a name there. */
export function textAround(document: TextDocument, offset: number): { text: string; start: number } {
  const start = Math.max(0, offset - reach);
  return { start, text: document.getText(new Range(document.positionAt(start), document.positionAt(offset + reach))) };
}

/** The selected words of the active editor, or the text around its cursor. */
export function atCursor(): { readonly selected: string } | { readonly place: Cursor } | undefined {
  const editor = window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const selected = selection.isSingleLine ? document.getText(selection).trim() : '';
  if (selected !== '' && selected.length <= maxNameLength) return { selected };
  if (!selection.isEmpty) return undefined;
  const offset = document.offsetAt(selection.active);
  const { text, start } = textAround(document, offset);
  return { place: { text, offset: offset - start } };
}
