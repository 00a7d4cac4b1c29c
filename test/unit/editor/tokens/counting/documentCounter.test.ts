import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Selection, TextDocument } from 'vscode';
import { DocumentCopies } from '../../../../../src/core/tokens/worker/documentCopies';
import { DocumentCounter } from '../../../../../src/editor/tokens/counting/documentCounter';
import { ScriptedTokenClient } from '../../../../fakes/scriptedTokenClient';

/** A document of one line, in which a position is its character. */
const oneLine = () => {
  const document = {
    version: 1,
    isClosed: false,
    eol: 1,
    languageId: 'plaintext',
    lineCount: 1,
    lineAt: () => ({ text: '' }),
    offsetAt: ({ character }: { character: number }) => character,
  };
  return document as unknown as typeof document & TextDocument;
};

const selectionOf = (start: number, end: number): Selection =>
  ({ start: { character: start }, end: { character: end }, isEmpty: start === end }) as unknown as Selection;

describe('the counter of documents', () => {
  it('counts the selections of the moment in which it asks, not those before an edit', async () => {
    const client = new ScriptedTokenClient();
    const copies = new DocumentCopies<TextDocument>({
      newCopy: () => client.newCopy(),
      send: (request) => client.send(request),
      pieces: () => ['a text', 'in pieces'],
      nextTurn: () => nextTurn(),
    });
    const document = oneLine();
    let selections = [selectionOf(1, 4)];
    const counted = new DocumentCounter(client, copies).count(
      document,
      () => selections,
      'o200k_base',
      new AbortController().signal,
    );
    while (client.sent.length < 2) await nextTurn();
    document.version++;
    copies.follow(document, [{ rangeOffset: 0, rangeLength: 0, text: '12345' }]);
    selections = [selectionOf(6, 9), selectionOf(2, 2)];
    const asked = () => client.sent.find((request) => request.kind === 'tally');
    while (!asked()) await nextTurn();
    const { id, document: copy, selections: sent } = asked()!;
    assert.deepEqual(sent, [{ start: 6, end: 9 }]);
    assert.equal(copy, 2);
    const tally = { document: { tokens: 5, exact: true }, selection: { tokens: 2, exact: false } };
    client.reply({ kind: 'tally', id, tally, done: true });
    assert.deepEqual(await counted, { document: { tokens: 5 }, selection: { tokens: 2, inexact: 'counting' } });
  });
});
