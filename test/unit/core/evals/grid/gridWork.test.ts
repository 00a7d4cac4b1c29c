import assert from 'node:assert/strict';
import { GridServer } from '../../../../../src/core/evals/grid/gridWork';
import type { GridReply, GridRequest } from '../../../../../src/core/evals/grid/gridWork';
import { readCells } from '../../../../../src/core/evals/grid/readCells';
import { evalCell, resultsBytes, resultsText } from '../../../../support/evalCells';

describe('a file of results', () => {
  it('gives its cells, and counts the lines that are none', async () => {
    const text = `${resultsText([evalCell(), { kind: 'of a newer version' }, { asking: 'a cell' }])}{"test":1,`;
    const { cells, unread } = await readCells(new TextEncoder().encode(text));
    assert.deepEqual(cells, [evalCell()]);
    assert.equal(unread, 2);
  });

  it('holds the last of two lines for one answer', async () => {
    const { cells } = await readCells(resultsBytes([evalCell({ output: 'first' }), evalCell({ output: 'second' })]));
    assert.deepEqual(
      cells.map(({ output }) => output),
      ['second'],
    );
  });

  it('says what its run has asked without an answer, and why it ended', async () => {
    const asked = (test: number): object => ({
      asking: JSON.stringify([test, 'Answer {{question}}', 'openai:gpt-4o', 0]),
    });
    const lines = [asked(0), evalCell(), asked(1), { ended: 'cap' }];
    const ended = await readCells(resultsBytes(lines));
    assert.deepEqual([ended.asking.length, ended.ended, ended.unread], [1, 'cap', 0]);
    const goesOn = await readCells(resultsBytes([...lines, asked(2)]));
    assert.deepEqual([goesOn.asking.length, goesOn.ended], [2, undefined]);
  });

  it('may be empty', async () => {
    assert.deepEqual(await readCells(new Uint8Array()), { cells: [], unread: 0, asking: [], suite: '' });
  });
});

describe('the thread of a grid', () => {
  it('opens a file, shows its rows and gives a cell', async () => {
    const replies: GridReply[] = [];
    const server = new GridServer((reply) => replies.push(reply));
    const requests: GridRequest[] = [
      { kind: 'open', id: 1, bytes: resultsBytes([evalCell()]), filter: 'all' },
      { kind: 'rows', id: 2, from: 0, count: 10 },
      { kind: 'cell', id: 3, test: 0, column: 0 },
      { kind: 'show', id: 4, filter: 'failed' },
    ];
    for (const request of requests) await server.receive(request);
    const [opened, rows, cell, shown] = replies;
    assert.ok(opened?.kind === 'view' && opened.view.shown === 1);
    assert.ok(rows?.kind === 'rows' && rows.rows[0]?.cells[0]?.preview === 'Because.');
    assert.ok(cell?.kind === 'cell' && cell.detail?.answers[0]?.output === 'Because.');
    assert.ok(shown?.kind === 'view' && shown.view.shown === 0);
  });

  it('says that a newer version wrote a file, or that which it is compared with', async () => {
    const replies: GridReply[] = [];
    const server = new GridServer((reply) => replies.push(reply));
    const bytes = resultsBytes([evalCell()]);
    const newer = new TextEncoder().encode(resultsText([evalCell()]).replace('"version":1', '"version":2'));
    await server.receive({ kind: 'open', id: 1, bytes: newer, filter: 'all' });
    await server.receive({ kind: 'open', id: 2, bytes, other: newer, filter: 'all' });
    assert.deepEqual(replies, [
      { kind: 'newer', id: 1 },
      { kind: 'newer', id: 2 },
    ]);
  });
});
