import { Range, TextEditorRevealType, window } from 'vscode';
import type { Disposable, Position, TextEditor } from 'vscode';
import { comparisonScheme } from '../../shared/contributions';
import { pairOf } from './comparisons';

/** Keeps the two texts of a comparison at the same row. */
export function scrollComparisonsTogether(): Disposable {
  /** The place each editor was sent to: what it reports then is an echo, not a user who scrolls. */
  const sentTo = new WeakMap<TextEditor, Position>();
  return window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
    const top = visibleRanges[0]?.start;
    if (textEditor.document.uri.scheme !== comparisonScheme || !top) return;
    const isEcho = sentTo.get(textEditor)?.isEqual(top);
    sentTo.delete(textEditor);
    if (isEcho) return;
    const other = window.visibleTextEditors.find((editor) => editor !== textEditor && isPair(editor, textEditor));
    if (!other || other.visibleRanges[0]?.start.isEqual(top)) return;
    sentTo.set(other, top);
    other.revealRange(new Range(top, top), TextEditorRevealType.AtTop);
  });
}

const isPair = ({ document: { uri } }: TextEditor, { document }: TextEditor): boolean =>
  uri.scheme === comparisonScheme && pairOf(uri) === pairOf(document.uri);
