import { Range, window } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Cursor } from '../../core/search/nameAtCursor';

/** UTF-16 code units of the longest selection that can be a name. */
const maxNameLength = 100;

/** UTF-16 code units around the cursor; no id or name is longer. */
const reach = 200;

/** Returns the text around an offset, and where it begins, for a search for a name. */
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
