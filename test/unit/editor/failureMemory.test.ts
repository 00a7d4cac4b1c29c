import assert from 'node:assert/strict';
import { FailureMemory } from '../../../src/editor/shared/failureMemory';

describe('the memory of failures', () => {
  it('takes the same failure for news once, and again after it worked', () => {
    const failures = new FailureMemory();
    const missing = () => failures.isNew(new Error('The vocabulary is missing.'));
    assert.deepEqual([missing(), missing(), missing()], [true, false, false]);
    failures.forget();
    assert.deepEqual([missing(), missing()], [true, false]);
  });

  it('takes another failure for news', () => {
    const failures = new FailureMemory();
    assert.deepEqual(
      ['a', 'b', 'b', 'a'].map((error) => failures.isNew(error)),
      [true, true, false, true],
    );
  });
});
