import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DocumentCopies } from '../../../src/editor/tokens/documentCopies';
import type { WorkerCounter } from '../../../src/editor/tokens/workerCounter';
import { makeCounter } from '../support/counter';
import { openText } from '../support/texts';

describe('copies of documents in the worker', () => {
  let sent: string[];
  let onSend: () => void;
  let worker: WorkerCounter;
  let copies: DocumentCopies;
  beforeEach(() => {
    sent = [];
    onSend = () => undefined;
    worker = makeCounter((kind) => {
      sent.push(kind);
      onSend();
    });
    copies = new DocumentCopies(worker);
  });
  afterEach(() => {
    copies.dispose();
    worker.dispose();
  });

  /** What the copy counts, and what the document's text does. */
  async function counts({ document }: vscode.TextEditor): Promise<[number | undefined, number]> {
    const copy = await copies.of(document);
    assert.ok(copy !== undefined);
    const [ofCopy] = await worker.survey(copy, ['o200k_base'], new AbortController().signal);
    return [ofCopy, (await worker.count('o200k_base', document.getText())).tokens];
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

  it('are sent anew when the document changes before they are complete', async () => {
    const { document } = await openText('Some words of a line.\n'.repeat(200_000));
    let { version } = document;
    onSend = () => {
      if (sent.length === 6) version++; // As an edit would: one that arrives at the right moment cannot be made.
    };
    const changing = new Proxy(document, {
      get: (target, key) => (key === 'version' ? version : (Reflect.get(target, key) as unknown)),
    });
    const copy = await copies.of(changing);
    assert.deepEqual(sent.slice(0, 9), ['open', ...Array<string>(5).fill('append'), 'close', 'open', 'append']);
    assert.ok(copy !== undefined);
    const [ofCopy] = await worker.survey(copy, ['o200k_base'], new AbortController().signal);
    assert.equal(ofCopy, (await worker.count('o200k_base', document.getText())).tokens);
  });

  it('are not had of a document that was closed', async () => {
    const { document } = await openText('Closed soon.');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    while (!document.isClosed) await new Promise((resolve) => vscode.workspace.onDidCloseTextDocument(resolve));
    assert.equal(await copies.of(document), undefined);
  });
});
