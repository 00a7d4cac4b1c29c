import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { requestText } from '../../../../../src/core/evals/run/requestText';
import type { RemadeRequest } from '../../../../../src/core/evals/run/requestText';
import { atOnce } from '../../../../../src/core/base/work';
import { evalCell } from '../../../../support/evalCells';

describe('the request of a cell as a text', () => {
  const sha256 = 'ab'.repeat(32);
  const sent = {
    method: 'POST',
    url: 'http://localhost/v1/chat/completions',
    headers: [['authorization', 'Bearer {key}']],
  } as const;
  const textOf = (remade: Partial<RemadeRequest> = {}, cell = evalCell()): string =>
    atOnce(requestText(cell, { sent, body: '{"model":"m"}', sha256, ...remade }, sayInEnglish));

  it('is what was sent, with a mark for the key, and what is kept of the answer', () => {
    const text = textOf();
    assert.match(text, /^# Made again from the suite: the same body that was sent/m);
    assert.match(
      text,
      /^POST http:\/\/localhost\/v1\/chat\/completions\nauthorization: Bearer \{key\}\n\n\{\n {2}"model": "m"\n\}$/m,
    );
    assert.match(text, /^# 100 ms · 12 tokens · /m);
    assert.match(text, /^Because\.$/m);
  });

  it('says that it is not what was sent where the suite has changed since', () => {
    const text = textOf({ sha256: 'cd'.repeat(32) });
    assert.match(text, /^# This is not the body that was sent/m);
    assert.match(text, /^# SHA-256 of what was sent: abab/m);
  });

  it('says that a model in the editor has no address', () => {
    assert.match(atOnce(requestText(evalCell(), { body: '{}', sha256 }, sayInEnglish)), /^# It goes to no address/m);
  });

  it('says no cost of an answer that never came', () => {
    const error = { code: 'server-error', message: 'It is down.' };
    const cell = evalCell({ error, tokens: 0, costUsd: 0, finish: null });
    assert.match(textOf({}, cell), /^# 100 ms$/m);
  });

  it('keeps what stands in names and errors in its own lines', () => {
    const error = { code: 'server-error', message: 'No.\nPOST http://elsewhere' };
    assert.doesNotMatch(
      textOf({}, evalCell({ error, prompt: 'a\nPOST http://elsewhere' })),
      /^POST http:\/\/elsewhere/m,
    );
  });
});
