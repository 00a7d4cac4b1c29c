import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { documentPieces } from '../../../src/editor/tokens/counting/editorDocumentCopies';
import { watchWork } from '../../support/watchWork';
import { print } from './folders';
import { writeFile } from './texts';

/** The pieces of a document are its text, and none of them is long. */
export async function assertReadInPieces(name: string, text: string): Promise<void> {
  const uri = await writeFile(`${name}.txt`, text);
  try {
    const document = await vscode.workspace.openTextDocument(uri);
    const pieces: string[] = [];
    const work = watchWork();
    for (const piece of documentPieces(document)) {
      pieces.push(structuredClone(piece)); // Costs what sending it to the worker would cost.
      await nextTurn();
    }
    const longest = work.stop();
    assert.ok(document.getText() === text, 'The document holds another text.');
    assert.ok(pieces.join('') === text, 'The pieces are another text.');
    assert.ok(pieces.every(({ length }) => length <= 100_000));
    await print(`${pieces.length} pieces, longest stretch of work ${longest.toFixed(1)} ms of processor time`);
  } finally {
    await vscode.workspace.fs.delete(uri);
  }
}
