import type { Disposable, Event, TextDocument, TextDocumentChangeEvent, TextEditor } from 'vscode';
import { Emitter } from '../../core/base/emitter';

/** The events of the editor that tell what the user is looking at. */
interface ReaderEvents {
  readonly editor: () => TextEditor | undefined;
  readonly onDidChangeActive: Event<unknown>;
  /** A notebook is a text editor only while the user is in a cell. */
  readonly onDidChangeNotebook: Event<unknown>;
  readonly onDidChangeSeen: Event<unknown>;
  readonly onDidSelect: Event<{ readonly textEditor: TextEditor }>;
  readonly onDidScroll: Event<{ readonly textEditor: TextEditor }>;
  readonly onDidEdit: Event<TextDocumentChangeEvent>;
  /** A change of language opens another document in the same editor. */
  readonly onDidOpen: Event<TextDocument>;
}

/** Registers a listener; the result removes it. */
type Listen<T> = (listener: (value: T) => void) => { dispose(): void };

/**
 * The document that the user is looking at: that of the active editor, which may be a cell of a notebook or the changed
 * side of a diff. While the Output panel has the focus, the editor above it still counts. Features that follow the
 * document subscribe here rather than to the editor's own events.
 */
export class ActiveDocument implements Disposable {
  private readonly became = new Emitter<TextEditor | undefined>();
  private readonly changed = new Emitter<TextDocument>();
  private readonly selected = new Emitter<TextEditor>();
  private readonly seen = new Emitter<undefined>();
  private readonly scrolled = new Emitter<TextEditor>();
  private readonly edited = new Emitter<TextDocumentChangeEvent>();
  private readonly listeners: readonly Disposable[];
  private last: TextEditor | undefined;

  /** Fires when the user looks at another editor, or at none. */
  readonly onDidBecomeActive = listensTo(this.became);
  /** Fires when its text or its language has changed. */
  readonly onDidChange = listensTo(this.changed);
  /** Fires when its cursors have moved. */
  readonly onDidSelect = listensTo(this.selected);
  /** Fires when other editors are visible, with the cursor in them or not. */
  readonly onDidChangeSeen = listensTo(this.seen);
  /** Fires when a visible editor shows other lines. */
  readonly onDidScroll = listensTo(this.scrolled);
  /** Fires when the text of any document was edited. */
  readonly onDidEdit = listensTo(this.edited);

  constructor(private readonly events: ReaderEvents) {
    this.last = events.editor();
    this.listeners = [
      events.onDidChangeActive(() => this.look()),
      events.onDidChangeNotebook(() => this.tell(events.editor())),
      events.onDidChangeSeen(() => {
        // While the focus is below the editors, the event for the active editor does not report a change.
        if (events.editor() !== this.last) this.look();
        this.seen.fire(undefined);
      }),
      events.onDidSelect(({ textEditor }) => {
        if (textEditor === this.editor) this.selected.fire(textEditor);
      }),
      events.onDidScroll(({ textEditor }) => this.scrolled.fire(textEditor)),
      events.onDidEdit((edit) => {
        this.edited.fire(edit);
        this.change(edit.document);
      }),
      events.onDidOpen((document) => this.change(document)),
    ];
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  get editor(): TextEditor | undefined {
    return this.events.editor();
  }

  private look(): void {
    const editor = this.events.editor();
    // The editor stays the same while the focus is in a panel, or comes back from there.
    if (editor === undefined || editor !== this.last) this.tell(editor);
  }

  private tell(editor: TextEditor | undefined): void {
    this.last = editor;
    this.became.fire(editor);
  }

  private change(document: TextDocument): void {
    if (document === this.editor?.document) this.changed.fire(document);
  }
}

const listensTo =
  <T>(emitter: Emitter<T>): Listen<T> =>
  (listener) => ({ dispose: emitter.on(listener) });
