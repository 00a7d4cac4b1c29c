import assert from 'node:assert/strict';
import { TooSlowError } from '../../../../src/core/base/work';
import { withinLimit } from '../../../../src/host/node/timeLimit';

describe('a work with a limit', () => {
  it('gives what it comes to, or throws what it throws', () => {
    assert.equal(
      withinLimit(() => 5),
      5,
    );
    const error = new Error('mine');
    assert.throws(
      () =>
        withinLimit(() => {
          throw error;
        }),
      (thrown) => thrown === error,
    );
  });

  it('ends after two seconds, also in the middle of a regular expression @deep', () => {
    assert.throws(() => withinLimit(() => /^(?:a+)+$/.test(`${'a'.repeat(60)}b`)), TooSlowError);
    assert.equal(
      withinLimit(() => 'the next'),
      'the next',
    );
  });
});
