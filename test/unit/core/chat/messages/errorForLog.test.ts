import assert from 'node:assert/strict';
import { errorForLog } from '../../../../../src/core/chat/messages/errorForLog';

describe('an error as a log has it', () => {
  it('has the places of an unknown one, and nothing of its message, which may repeat a prompt', () => {
    const prompt = 'Why does this fail?\n    at pay (/home/me/secret.ts:1:1)\nsecret';
    const logged = errorForLog(new TypeError(prompt));
    assert.match(logged, /^unexpected, TypeError\n {4}at .*errorForLog\.test/);
    assert.doesNotMatch(logged, /secret/);
    const changed = new Error(prompt);
    assert.match(changed.stack ?? '', /secret/); // It is made when it is first read.
    changed.message = 'other';
    assert.equal(errorForLog(changed), 'unexpected, Error');
    assert.match(errorForLog(new Error()), /\n {4}at /);
  });

  it('has no name that is a text', () => {
    const error = new Error('x');
    error.name = 'words of a prompt';
    assert.match(errorForLog(error), /^unexpected, Error\n\s+at /);
  });
});
