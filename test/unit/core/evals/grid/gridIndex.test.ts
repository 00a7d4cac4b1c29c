import assert from 'node:assert/strict';
import { GridIndex } from '../../../../../src/core/evals/grid/gridIndex';
import type { ReadCells } from '../../../../../src/core/evals/grid/readCells';
import type { Cell } from '../../../../../src/core/evals/results';
import { evalCell as cell } from '../../../../support/evalCells';

const indexOf = (cells: readonly Cell[], other?: readonly Cell[], more: Partial<ReadCells> = {}): GridIndex =>
  new GridIndex({ cells, unread: 0, asking: [], suite: 'a.eval.yaml', ...more }, other);

describe('the grid of a run', () => {
  const failed = { pass: false, score: 0 };
  const error = { error: { code: 'rate-limit', message: 'Too many requests.' }, output: '', pass: null, score: null };

  it('has a row for each test in their order and a column for each prompt at each provider', () => {
    const cells = [cell({ test: 2 }), cell({ test: 0, provider: 'pocket' }), cell({ test: 0 })];
    const index = indexOf(cells);
    const view = index.show('all');
    assert.deepEqual(
      view.columns.map(({ provider }) => provider),
      ['openai:gpt-4o', 'pocket'],
    );
    const rows = index.rowsFrom(0, 10);
    assert.deepEqual(
      rows.map(({ test, cells: heads }) => [test, heads.map((head) => head?.answers ?? 0)]),
      [
        [0, [1, 1]],
        [2, [1, 0]],
      ],
    );
  });

  it('tells repeats of one question together, and an error apart from a failed check', () => {
    const index = indexOf([cell(), cell({ repeat: 1, ...failed }), cell({ repeat: 2, ...error })]);
    index.show('all');
    const [head] = index.rowsFrom(0, 1)[0]!.cells;
    assert.deepEqual([head?.answers, head?.passed, head?.failed, head?.errors, head?.score], [3, 1, 1, 1, 0.5]);
    assert.equal(index.detail(0, 0)?.answers.length, 3);
  });

  it('names a row as its test is described', () => {
    const index = indexOf([cell({ description: 'greets' })]);
    index.show('all');
    assert.equal(index.rowsFrom(0, 1)[0]?.description, 'greets');
  });

  it('says of a cell that passed how many of its checks were not made', () => {
    const made = { type: 'contains', pass: true, score: 1, reason: '', skipped: null };
    const left = { ...made, type: 'javascript', pass: null, score: null, skipped: 'No code of a config is run.' };
    const index = indexOf([cell({ checks: [made, left] })]);
    index.show('all');
    assert.equal(index.rowsFrom(0, 1)[0]?.cells[0]?.unchecked, 1);
  });

  it('says of a cell which of its checks were opinions, and what judges used for it', () => {
    const judged = { type: 'llm-rubric', pass: true, score: 1, reason: 'So.', skipped: null, judge: 'j', opinions: [] };
    const judging = { requests: 3, cached: 1, tokens: 24, costUsd: 0.5 };
    const cells = [cell({ checks: [judged], judging }), cell({ repeat: 1, judging: { ...judging, costUsd: null } })];
    const index = indexOf([...cells, cell({ test: 1 })]);
    assert.equal(index.show('all').columns[0]?.opinions, 1);
    const heads = index.rowsFrom(0, 2).map(({ cells: [head] }) => [head?.opinions, head?.judging]);
    assert.deepEqual(heads, [
      [1, { requests: 6, cached: 2, tokens: 48, costUsd: null }],
      [0, null],
    ]);
  });

  it('says of a cell that failed why, as the first of its answers that did', () => {
    const reason = 'Expected to contain "coffee".\nIt does not.';
    const checks = [{ type: 'contains', pass: false, score: 0, reason, skipped: null }];
    const index = indexOf([cell(), cell({ repeat: 1, ...failed, checks }), cell({ test: 1, ...error })]);
    index.show('all');
    assert.deepEqual(
      index.rowsFrom(0, 2).map(({ cells: [head] }) => head?.why),
      [`contains: ${reason}`, ''],
    );
  });

  it('says that a sum is not known where one of its amounts is not', () => {
    const { columns } = indexOf([cell(), cell({ test: 1, costUsd: null })]).show('all');
    assert.equal(columns[0]?.costUsd, null);
    assert.equal(columns[0].tokens, 24);
  });

  it('shows the rows of a filter alone', () => {
    const cells = [cell(), cell({ test: 1, ...failed }), cell({ test: 2, ...error })];
    const index = indexOf(cells);
    const shown = (filter: 'failed' | 'errors'): number[] => {
      assert.equal(index.show(filter).shown, 1);
      return index.rowsFrom(0, 10).map(({ test }) => test);
    };
    assert.deepEqual([shown('failed'), shown('errors')], [[1], [2]]);
    assert.deepEqual(
      index.show('failed').first.map(({ test }) => test),
      [1],
    );
    assert.deepEqual(index.show('all').counts, {
      all: 3,
      failed: 1,
      errors: 1,
      changed: 0,
      worse: 0,
      new: 0,
      dearer: 0,
    });
  });

  it('compares a cell with that of the same values, wherever its test was', () => {
    const [a, b, c] = [{ q: 'a' }, { q: 'b' }, { q: 'c' }];
    const before = [cell({ test: 0, vars: b }), cell({ test: 1, vars: a, ...failed }), cell({ test: 2, vars: c })];
    const now = [
      cell({ test: 0, vars: a }),
      cell({ test: 1, vars: b, ...failed }),
      cell({ test: 2, vars: { q: 'd' } }),
    ];
    const index = indexOf(now, before);
    const view = index.show('all');
    assert.deepEqual(view.compared, { better: 1, worse: 1, new: 1, gone: 1 });
    assert.deepEqual(
      index.rowsFrom(0, 10).map(({ cells: [head] }) => head?.change),
      ['better', 'worse', 'new'],
    );
    assert.deepEqual([view.counts.changed, view.counts.worse, view.counts.new], [2, 1, 1]);
    assert.equal(index.show('new').shown, 1);
    assert.equal(index.detail(0, 0)?.answers[0]?.before?.pass, false);
  });

  it('takes a dearer answer for dearer only where both costs are known', () => {
    const before = [cell(), cell({ test: 1, vars: {}, costUsd: null })];
    const now = [cell({ costUsd: 0.002 }), cell({ test: 1, vars: {}, costUsd: 0.002 })];
    assert.equal(indexOf(now, before).show('dearer').shown, 1);
  });

  it('compares each of several tests with the same values with its own', () => {
    const cells = [cell(), cell({ test: 1, ...failed })];
    const { compared } = indexOf(cells, cells).show('all');
    assert.deepEqual(compared, { better: 0, worse: 0, new: 0, gone: 0 });
  });

  it('shows no more of an answer in a row than its beginning, and all of it when it is opened', () => {
    const output = 'x'.repeat(10_000);
    const index = indexOf([cell({ output })]);
    index.show('all');
    assert.equal(index.rowsFrom(0, 1)[0]?.cells[0]?.preview.length, 200);
    assert.equal(index.detail(0, 0)?.answers[0]?.output, output);
    assert.equal(index.detail(7, 0), undefined);
  });

  it('has the columns that its run asks, in their order, also where nothing has come yet', () => {
    const column = (provider: string) => ({ prompt: 'Answer {{question}}', provider });
    const planned = { cells: 6, columns: [column('stalls'), column('openai:gpt-4o')] };
    const view = indexOf([cell()], undefined, { planned, ended: 'cap' }).show('all');
    assert.deepEqual(
      view.columns.map(({ provider, answers }) => [provider, answers]),
      [
        ['stalls', 0],
        ['openai:gpt-4o', 1],
      ],
    );
    assert.deepEqual([view.cells, view.planned, view.ended], [1, 6, 'cap']);
  });

  it('shows what was asked and has no answer in its row and column', () => {
    const asking = [JSON.stringify([3, 'Answer {{question}}', 'stalls', 0]), 'no key'];
    const index = indexOf([cell()], undefined, { asking });
    assert.equal(index.show('all').shown, 2);
    const [, row] = index.rowsFrom(0, 10);
    assert.deepEqual([row?.test, row?.cells, row?.asking], [3, [null, null], [1]]);
  });
});
