import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hideKey, readProviderError, toDetail } from '../../../src/core/chat/providerWords';

describe('the words of a provider', () => {
  for (const [form, body, words] of [
    ['OpenAI', { error: { message: 'Bad.', code: 'x' } }, 'Bad.'],
    ['Ollama', { error: 'Bad.' }, 'Bad.'],
    ['FastAPI', { detail: 'Bad.' }, 'Bad.'],
    ['FastAPI, list', { detail: [{ loc: ['body', 'n'], msg: 'Bad.' }, { msg: 'Worse.' }] }, 'Bad.; Worse.'],
    ['Mistral', { object: 'error', message: { detail: [{ msg: 'Bad.' }] } }, 'Bad.'],
    ['Google', [{ error: { code: 400, message: 'Bad.' } }], 'Bad.'],
    ['plain text', 'Bad.\n', 'Bad.'],
    ['HTML', '<html><head><title>502\nBad</title></head>', 'A web page: 502 Bad'],
    ['HTML without a title', '<!DOCTYPE html><p>x', 'A web page.'],
    ['nothing', {}, undefined],
    ['null', null, undefined],
  ] as const) {
    it(`are found in the form of ${form}`, () => assert.equal(readProviderError(body).words, words));
  }

  it('come with the fields and codes that they are about', () => {
    const body = { error: { param: 'max_tokens', code: 'unsupported_parameter', details: [{ retryDelay: '2s' }] } };
    const { fields, codes, retryAfterMs } = readProviderError(body);
    assert.deepEqual(
      { fields, codes, retryAfterMs },
      { fields: ['max_tokens'], codes: ['unsupported_parameter'], retryAfterMs: 2_000 },
    );
    assert.deepEqual(readProviderError({ detail: [{ loc: ['body', 0, 'stream_options'] }] }).fields, [
      'body',
      'stream_options',
    ]);
  });

  it('never throw and never exceed 300 characters, whatever the body is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (body) => {
        const { words } = readProviderError(body);
        if (words !== undefined) assert.ok(toDetail(words, 'sk-0123456789').length <= 300);
      }),
    );
  });

  it('lose control characters and what turns text around', () => {
    assert.equal(readProviderError('a\u0000\u001b[31mb\u202Ec\u2028d').words, 'a [31mb c d');
  });
});

describe('hideKey', () => {
  it('hides the key and longer parts of it', () => {
    const key = 'sk-0123456789abcdef';
    assert.equal(hideKey(`Key ${key} is wrong.`, key), 'Key … is wrong.');
    assert.equal(hideKey('Key sk-01234****9abcdef is wrong.', key), 'Key …****9abcdef is wrong.');
    assert.equal(hideKey('Key 0123456 is short enough.', key), 'Key 0123456 is short enough.');
    assert.equal(hideKey('Key abc is wrong.', 'abc'), 'Key … is wrong.');
    assert.equal(hideKey('No key.', undefined), 'No key.');
  });

  it('leaves no eight characters of the key in any text', () => {
    const letters = fc.constantFrom('a', 'b', 'c', '…', ' ');
    const word = (minLength: number) => fc.array(letters, { minLength, maxLength: 24 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(word(8), word(0), word(0), fc.nat({ max: 8 }), (key, before, after, from) => {
        const hidden = hideKey(before + key.slice(from) + after, key.replaceAll('…', 'x'));
        for (let at = 0; at + 8 <= key.length; at++) {
          const part = key.replaceAll('…', 'x').slice(at, at + 8);
          assert.equal(hidden.includes(part), false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
