import { Range, TextEditorRevealType, window } from 'vscode';
import type { Disposable, TextEditor } from 'vscode';
import { comparisonScheme } from '../contributions';
import { pairOf } from './comparisons';

/** Keeps the two texts of a comparison at the same line. */
export function scrollComparisonsTogether(): Disposable {
  /** The line each editor was sent to: what it reports then is an echo, not a user who scrolls. */
  const sentTo = new WeakMap<TextEditor, number>();
  return window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
    const { uri } = textEditor.document;
    const top = visibleRanges[0]?.start.line;
    if (uri.scheme !== comparisonScheme || top === undefined) return;
    const isEcho = sentTo.get(textEditor) === top;
    sentTo.delete(textEditor);
    if (isEcho) return;
    for (const other of window.visibleTextEditors) {
      if (other === textEditor || other.document.uri.scheme !== comparisonScheme) continue;
      if (pairOf(other.document.uri) !== pairOf(uri) || other.visibleRanges[0]?.start.line === top) continue;
      sentTo.set(other, top);
      other.revealRange(new Range(top, 0, top, 0), TextEditorRevealType.AtTop);
    }
  });
}
