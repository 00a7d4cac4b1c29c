import assert from 'node:assert/strict';
import { errorForLog } from '../../../../../src/core/chat/messages/errorForLog';

describe('an error in the log', () => {
  it('has its name and its place, and no line of its message that looks like one', () => {
    const prompt = 'why does this fail:\nTypeError: x\n    at handlePayment (/home/me/pay.ts:12:3) card=4111';
    const lines = errorForLog(new TypeError(prompt)).split('\n');
    assert.equal(lines[0], 'unexpected, TypeError');
    assert.match(lines[1] ?? '', /^\s+at .*errorForLog\.test/);
    assert.doesNotMatch(lines.join('\n'), /handlePayment|4111|fail/);
  });

  it('has no place where the message was written anew, for the stack has the first one', () => {
    const error = new Error('the prompt\n    at handlePayment (/home/me/pay.ts:12:3)');
    assert.match(error.stack ?? '', /handlePayment/);
    error.message = 'another';
    assert.equal(errorForLog(error), 'unexpected, Error');
  });

  it('has no name that is a text', () => {
    const error = new Error('x');
    error.name = 'words of a prompt';
    assert.match(errorForLog(error), /^unexpected, Error\n\s+at /);
  });
});
