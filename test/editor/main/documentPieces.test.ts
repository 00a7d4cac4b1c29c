import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import { documentPieces } from '../../../src/editor/tokens/counting/documentCopies';
import { watchWork } from '../../support/watchWork';
import { print } from '../support/folders';
import { writeFile } from '../support/texts';

const texts = {
  'an empty document': '',
  'one line': 'One.',
  'line feeds': '\nOne.\n\n  Two 😀\n'.repeat(50_000),
  'line feeds and carriage returns': 'One.\r\n\r\n  größer 中文\r\n'.repeat(50_000),
  'one line of 5 MB': '{"a":[1,22,"😀"]},'.repeat(277_777),
  'a giant line among small ones': `One.\n\n${'x'.repeat(400_000)}\nTwo.\n${'y'.repeat(131_072)}\n`,
  '300,000 empty lines': '\n'.repeat(300_000),
  '10 MB of ordinary lines': 'A context window holds the tokens of the prompt and of the answer.\n'.repeat(149_253),
};

describe('reading a document in pieces', () => {
  for (const [name, text] of Object.entries(texts)) {
    it(`gives the whole text of ${name}`, async () => {
      const uri = await writeFile(`${name}.txt`, text);
      try {
        const document = await vscode.workspace.openTextDocument(uri);
        const pieces: string[] = [];
        const work = watchWork();
        for (const piece of documentPieces(document)) {
          pieces.push(structuredClone(piece)); // What sending it to the worker costs besides.
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
    });
  }
});
