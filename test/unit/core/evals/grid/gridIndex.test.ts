import assert from 'node:assert/strict';
import { GridIndex } from '../../../../../src/core/evals/grid/gridIndex';
import { evalCell as cell } from '../../../../support/evalCells';

describe('the grid of a run', () => {
  const failed = { pass: false, score: 0 };
  const error = { error: { code: 'rate-limit', message: 'Too many requests.' }, output: '', pass: null, score: null };

  it('has a row for each test in their order and a column for each prompt at each provider', () => {
    const cells = [cell({ test: 2 }), cell({ test: 0, provider: 'pocket' }), cell({ test: 0 })];
    const index = new GridIndex(cells, 0);
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
    const index = new GridIndex([cell(), cell({ repeat: 1, ...failed }), cell({ repeat: 2, ...error })], 0);
    index.show('all');
    const [head] = index.rowsFrom(0, 1)[0]!.cells;
    assert.deepEqual([head?.answers, head?.passed, head?.failed, head?.errors, head?.score], [3, 1, 1, 1, 0.5]);
    assert.equal(index.detail(0, 0)?.answers.length, 3);
  });

  it('names a row as its test is described', () => {
    const index = new GridIndex([cell({ description: 'greets' })], 0);
    index.show('all');
    assert.equal(index.rowsFrom(0, 1)[0]?.description, 'greets');
  });

  it('says of a cell that passed how many of its checks were not made', () => {
    const made = { type: 'contains', pass: true, score: 1, reason: '', skipped: null };
    const left = { ...made, type: 'javascript', pass: null, score: null, skipped: 'No code of a config is run.' };
    const index = new GridIndex([cell({ checks: [made, left] })], 0);
    index.show('all');
    assert.equal(index.rowsFrom(0, 1)[0]?.cells[0]?.unchecked, 1);
  });

  it('says that a sum is not known where one of its amounts is not', () => {
    const { columns } = new GridIndex([cell(), cell({ test: 1, costUsd: null })], 0).show('all');
    assert.equal(columns[0]?.costUsd, null);
    assert.equal(columns[0].tokens, 24);
  });

  it('shows the rows of a filter alone', () => {
    const cells = [cell(), cell({ test: 1, ...failed }), cell({ test: 2, ...error })];
    const index = new GridIndex(cells, 0);
    const shown = (filter: 'failed' | 'errors'): number[] => {
      assert.equal(index.show(filter).shown, 1);
      return index.rowsFrom(0, 10).map(({ test }) => test);
    };
    assert.deepEqual([shown('failed'), shown('errors')], [[1], [2]]);
    assert.deepEqual(index.show('all').counts, { all: 3, failed: 1, errors: 1, changed: 0, worse: 0, dearer: 0 });
  });

  it('compares a cell with that of the same values, wherever its test was', () => {
    const [a, b, c] = [{ q: 'a' }, { q: 'b' }, { q: 'c' }];
    const before = [cell({ test: 0, vars: b }), cell({ test: 1, vars: a, ...failed }), cell({ test: 2, vars: c })];
    const now = [
      cell({ test: 0, vars: a }),
      cell({ test: 1, vars: b, ...failed }),
      cell({ test: 2, vars: { q: 'd' } }),
    ];
    const index = new GridIndex(now, 0, before);
    const view = index.show('all');
    assert.deepEqual(view.compared, { better: 1, worse: 1, gone: 1 });
    assert.deepEqual(
      index.rowsFrom(0, 10).map(({ cells: [head] }) => head?.change),
      ['better', 'worse', 'new'],
    );
    assert.deepEqual([view.counts.changed, view.counts.worse], [2, 1]);
    assert.equal(index.detail(0, 0)?.answers[0]?.before?.pass, false);
  });

  it('takes a dearer answer for dearer only where both costs are known', () => {
    const before = [cell(), cell({ test: 1, vars: {}, costUsd: null })];
    const now = [cell({ costUsd: 0.002 }), cell({ test: 1, vars: {}, costUsd: 0.002 })];
    assert.equal(new GridIndex(now, 0, before).show('dearer').shown, 1);
  });

  it('compares each of several tests with the same values with its own', () => {
    const cells = [cell(), cell({ test: 1, ...failed })];
    const { compared } = new GridIndex(cells, 0, cells).show('all');
    assert.deepEqual(compared, { better: 0, worse: 0, gone: 0 });
  });

  it('shows no more of an answer in a row than its beginning, and all of it when it is opened', () => {
    const output = 'x'.repeat(10_000);
    const index = new GridIndex([cell({ output })], 0);
    index.show('all');
    assert.equal(index.rowsFrom(0, 1)[0]?.cells[0]?.preview.length, 200);
    assert.equal(index.detail(0, 0)?.answers[0]?.output, output);
    assert.equal(index.detail(7, 0), undefined);
  });
});
