import type { Disposable, Event, TextDocument, TextDocumentChangeEvent, TextEditor } from 'vscode';
import { Emitter } from '../../core/base/emitter';

/** The few events of the editor that tell what the reader looks at. */
interface ReaderEvents {
  readonly editor: () => TextEditor | undefined;
  readonly onDidChangeActive: Event<unknown>;
  /** Without a cell that is entered, a notebook is no text editor. */
  readonly onDidChangeNotebook: Event<unknown>;
  readonly onDidChangeSeen: Event<unknown>;
  readonly onDidSelect: Event<{ readonly textEditor: TextEditor }>;
  readonly onDidScroll: Event<{ readonly textEditor: TextEditor }>;
  readonly onDidEdit: Event<TextDocumentChangeEvent>;
  /** In another language it is another document in the same editor. */
  readonly onDidOpen: Event<TextDocument>;
}

/** Gives what ends it. */
type Listen<T> = (listener: (value: T) => void) => { dispose(): void };

/**
 * The document that the reader looks at: the editor with the cursor, also a cell of a notebook or the changed side of a diff. While they are
 * in the Output panel, the editor above it goes on being it. Whoever follows it subscribes here, and asks for nothing by itself.
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

  /** Another editor is looked at, or none. */
  readonly onDidBecomeActive = listensTo(this.became);
  /** Its text has changed, or the language of that. */
  readonly onDidChange = listensTo(this.changed);
  /** Its cursors have moved. */
  readonly onDidSelect = listensTo(this.selected);
  /** Other editors are on screen, with the cursor in them or not. */
  readonly onDidChangeSeen = listensTo(this.seen);
  /** An editor on screen shows other lines. */
  readonly onDidScroll = listensTo(this.scrolled);
  /** The text of any document was edited. */
  readonly onDidEdit = listensTo(this.edited);

  constructor(private readonly events: ReaderEvents) {
    this.last = events.editor();
    this.listeners = [
      events.onDidChangeActive(() => this.look()),
      events.onDidChangeNotebook(() => this.tell(events.editor())),
      events.onDidChangeSeen(() => {
        // Below the editors the focus stays where it is while they change.
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
    // The same one goes on being it while the focus is in a panel, or comes back from there.
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
