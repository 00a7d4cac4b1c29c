import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditorDocumentCopies } from '../../../src/editor/tokens/counting/editorDocumentCopies';
import type { WorkerCounter } from '../../../src/editor/shared/workerCounter';
import { makeCounter } from '../support/counter';
import { openText } from '../support/texts';

describe('copies of documents in the worker', () => {
  let sent: string[];
  let onSend: () => void;
  let worker: WorkerCounter;
  let copies: EditorDocumentCopies;
  beforeEach(() => {
    sent = [];
    onSend = () => undefined;
    worker = makeCounter((kind) => {
      sent.push(kind);
      onSend();
    });
    copies = new EditorDocumentCopies(worker);
  });
  afterEach(() => {
    copies.dispose();
    worker.dispose();
  });

  /** Returns the count of the copy, and that of the document's text. */
  async function counts({ document }: vscode.TextEditor): Promise<[number | undefined, number]> {
    return [await countOf(document), (await worker.count('o200k_base', document.getText())).tokens];
  }

  async function countOf(document: vscode.TextDocument): Promise<number | undefined> {
    const counts = await copies.use(document, (copy) =>
      worker.survey(copy, ['o200k_base'], new AbortController().signal),
    );
    return counts?.[0];
  }

  it('follow edits and another kind of line end', async () => {
    const editor = await openText('One.\n\nTwo.\n'.repeat(2_000));
    const [first, expected] = await counts(editor);
    assert.equal(first, expected);
    await editor.edit((edit) => edit.insert(new vscode.Position(700, 0), 'Three and four.\n'));
    assert.equal(...(await counts(editor)));
    assert.equal(sent.filter((kind) => kind === 'open').length, 1);
    await editor.edit((edit) => edit.setEndOfLine(vscode.EndOfLine.CRLF));
    assert.equal(...(await counts(editor)));
    assert.equal(sent.filter((kind) => kind === 'open').length, 2);
  });

  it('are sent anew when the document changes before they are complete @deep', async () => {
    const { document } = await openText('Some words of a line.\n'.repeat(200_000));
    let { version } = document;
    onSend = () => {
      if (sent.length === 6) version++; // As an edit would: one that arrives at the right moment cannot be made.
    };
    const changing = new Proxy(document, {
      get: (target, key) => (key === 'version' ? version : (Reflect.get(target, key) as unknown)),
    });
    const ofCopy = await countOf(changing);
    assert.deepEqual(sent.slice(0, 9), ['open', ...Array<string>(5).fill('append'), 'close', 'open', 'append']);
    assert.equal(ofCopy, (await worker.count('o200k_base', document.getText())).tokens);
  });

  it('are sent once of each of six documents that are asked about at the same time @deep', async () => {
    const editors = [];
    for (let index = 0; index < 6; index++) editors.push(await openText(`Text ${index}. `.repeat(1_000)));
    // VS Code closes and opens a document whose language it has guessed meanwhile: its copy is sent again, rightly.
    let closed = 0;
    const listener = vscode.workspace.onDidCloseTextDocument(() => closed++);
    const counted = await Promise.all(editors.map(counts));
    listener.dispose();
    for (const [ofCopy, expected] of counted) assert.equal(ofCopy, expected);
    const [opens, closes] = ['open', 'close'].map((kind) => sent.filter((each) => each === kind).length);
    assert.ok(opens! >= 6 && opens! <= 6 + closed, `${opens} were opened, while ${closed} documents closed`);
    assert.ok(closes! >= 2 && closes! <= 2 + closed + (opens! - 6), `${closes} were closed`);
  });

  it('are not had of a document that was closed @deep', async () => {
    const { document } = await openText('Closed soon.');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    while (!document.isClosed) await new Promise((resolve) => vscode.workspace.onDidCloseTextDocument(resolve));
    assert.equal(await countOf(document), undefined);
  });
});
