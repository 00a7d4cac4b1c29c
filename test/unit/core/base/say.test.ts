import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';

describe('sayInEnglish', () => {
  it('puts arguments in by their number', () =>
    assert.equal(sayInEnglish('{1} of {0}, again {1}', 'b', 2), '2 of b, again 2'));

  it('takes arguments for what they are', () => assert.equal(sayInEnglish('{0} {1}', '{1}', '$&'), '{1} $&'));

  it('leaves a place without an argument', () => assert.equal(sayInEnglish('{0} {1}', 'a'), 'a {1}'));
});
