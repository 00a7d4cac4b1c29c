import assert from 'node:assert/strict';
import type { TextDocument, TextDocumentChangeEvent, TextEditor } from 'vscode';
import { ActiveDocument } from '../../../../src/editor/shared/activeDocument';
import { FakeEvent, fakeDocument } from '../../../fakes/editorEvents';

const editorOf = (text: string): TextEditor => ({ document: fakeDocument(text) }) as unknown as TextEditor;

/** A window whose reader does what a test says, and what was heard of it. */
class FakeWindow {
  editor: TextEditor | undefined;
  readonly active = new FakeEvent<undefined>();
  readonly notebook = new FakeEvent<undefined>();
  readonly seen = new FakeEvent<undefined>();
  readonly selection = new FakeEvent<{ textEditor: TextEditor }>();
  readonly scroll = new FakeEvent<{ textEditor: TextEditor }>();
  readonly edit = new FakeEvent<TextDocumentChangeEvent>();
  readonly opened = new FakeEvent<TextDocument>();
  readonly document: ActiveDocument;
  private heard: string[] = [];

  constructor(editor?: TextEditor) {
    this.editor = editor;
    this.document = new ActiveDocument({
      editor: () => this.editor,
      onDidChangeActive: this.active.event,
      onDidChangeNotebook: this.notebook.event,
      onDidChangeSeen: this.seen.event,
      onDidSelect: this.selection.event,
      onDidScroll: this.scroll.event,
      onDidEdit: this.edit.event,
      onDidOpen: this.opened.event,
    });
    const { document } = this;
    const hear = (what: string) => (of?: TextEditor) => this.heard.push(of ? `${what} ${of.document.uri.path}` : what);
    document.onDidBecomeActive(hear('active'));
    document.onDidSelect(hear('selected'));
    document.onDidScroll(hear('scrolled'));
    document.onDidChangeSeen(hear('seen'));
    document.onDidChange(({ uri }) => this.heard.push(`changed ${uri.path}`));
    document.onDidEdit((change) => this.heard.push(`edited ${change.document.uri.path}`));
  }

  /** Returns the events that were heard since the last call. */
  news(): string[] {
    return this.heard.splice(0);
  }

  goTo(editor: TextEditor | undefined): void {
    this.editor = editor;
    this.active.fire(undefined);
  }

  type({ document }: TextEditor): void {
    this.edit.fire({ document, contentChanges: [], reason: undefined });
  }
}

describe('the active document', () => {
  const [a, b] = [editorOf('file:a'), editorOf('file:b')];

  it('is told when the reader goes to another editor, or to none', () => {
    const window = new FakeWindow(a);
    window.goTo(b);
    assert.deepEqual(window.news(), ['active b']);
    assert.equal(window.document.editor, b);
    window.goTo(undefined);
    assert.deepEqual(window.news(), ['active']);
  });

  it('stays the same while the focus is in a panel and comes back', () => {
    const window = new FakeWindow(a);
    // The editor above the panel goes on being it.
    window.goTo(a);
    window.goTo(a);
    assert.deepEqual(window.news(), []);
  });

  it('is another one when the editors above a panel that has the focus change', () => {
    const window = new FakeWindow(a);
    window.editor = b;
    window.seen.fire(undefined);
    assert.deepEqual(window.news(), ['active b', 'seen']);
    window.seen.fire(undefined);
    assert.deepEqual(window.news(), ['seen']);
  });

  it('is told of a notebook without a cell that is entered, one after the other', () => {
    const window = new FakeWindow();
    window.notebook.fire(undefined);
    window.notebook.fire(undefined);
    assert.deepEqual(window.news(), ['active', 'active']);
  });

  it('tells of its own cursors and its own text, and of no other', () => {
    const window = new FakeWindow(a);
    window.selection.fire({ textEditor: a });
    window.selection.fire({ textEditor: b });
    assert.deepEqual(window.news(), ['selected a']);
    window.type(a);
    window.type(b);
    assert.deepEqual(window.news(), ['edited a', 'changed a', 'edited b']);
  });

  it('has changed when its language has', () => {
    const window = new FakeWindow(a);
    window.opened.fire(b.document);
    window.opened.fire(a.document);
    assert.deepEqual(window.news(), ['changed a']);
  });

  it('tells of all editors on screen that show other lines', () => {
    const window = new FakeWindow(a);
    window.scroll.fire({ textEditor: b });
    assert.deepEqual(window.news(), ['scrolled b']);
  });

  it('is silent once it is disposed of', () => {
    const window = new FakeWindow(a);
    window.document.dispose();
    window.goTo(b);
    window.type(b);
    assert.deepEqual(window.news(), []);
  });
});
