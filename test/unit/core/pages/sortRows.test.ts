import assert from 'node:assert/strict';
import { sortRows } from '../../../../src/core/pages/page';

const sorted = (values: readonly (string | number | undefined)[], direction: 'ascending' | 'descending') =>
  sortRows(
    values.map((value) => [value === undefined ? { text: 'unknown' } : { text: String(value), value }]),
    0,
    direction,
  ).map(([cell]) => cell?.text);

describe('the rows of a table', () => {
  it('are sorted by the numbers in their texts: 9 before 10', () => {
    assert.deepEqual(sorted(['Model 10', 'Model 9', 'model 9b'], 'ascending'), ['Model 9', 'model 9b', 'Model 10']);
  });

  it('stand last where a value is unknown, in both directions', () => {
    assert.deepEqual(sorted([2, undefined, 10], 'ascending'), ['2', '10', 'unknown']);
    assert.deepEqual(sorted([2, undefined, 10], 'descending'), ['10', '2', 'unknown']);
  });
});
