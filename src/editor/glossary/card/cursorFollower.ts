import { CancellationTokenSource, Disposable, window } from 'vscode';
import type { CancellationToken, Position, TextDocument } from 'vscode';
import { isPanelText } from '../../shared/countedEditor';

/** Milliseconds for which the cursor rests before its place is looked at. */
const restMs = 150;

export type OnPlace = (document: TextDocument, position: Position, cancel: CancellationToken) => Promise<void>;

/** Tells where the cursor rests, while somebody wants to know. A question is cancelled when the cursor moves on. */
export class CursorFollower {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked: CancellationTokenSource | undefined;
  private listening: Disposable | undefined;

  /** @param onPlace catches its own errors. */
  constructor(private readonly onPlace: OnPlace) {}

  start(): void {
    this.listening ??= Disposable.from(
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.later();
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.later();
      }),
    );
  }

  stop(): void {
    this.cancel();
    this.listening?.dispose();
    this.listening = undefined;
  }

  /** Looks at the cursor at once. */
  async look(): Promise<void> {
    this.cancel();
    const editor = window.activeTextEditor;
    if (!editor || isPanelText(editor.document.uri)) return;
    const source = (this.asked = new CancellationTokenSource());
    await this.onPlace(editor.document, editor.selection.active, source.token);
  }

  private later(): void {
    this.cancel();
    this.timer = setTimeout(() => void this.look(), restMs);
  }

  private cancel(): void {
    clearTimeout(this.timer);
    this.asked?.cancel();
    this.asked?.dispose();
    this.asked = undefined;
  }
}
