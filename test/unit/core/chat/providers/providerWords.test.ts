import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readProviderError, toDetail } from '../../../../../src/core/chat/providers/providerWords';

describe('the words of a provider', () => {
  for (const [form, body, words] of [
    ['OpenAI', { error: { message: 'Bad.', code: 'x' } }, 'Bad.'],
    ['Ollama', { error: 'Bad.' }, 'Bad.'],
    ['FastAPI', { detail: 'Bad.' }, 'Bad.'],
    ['FastAPI, list', { detail: [{ loc: ['body', 'n'], msg: 'Bad.' }, { msg: 'Worse.' }] }, 'Bad.; Worse.'],
    ['Mistral', { object: 'error', message: { detail: [{ msg: 'Bad.' }] } }, 'Bad.'],
    ['Google', [{ error: { code: 400, message: 'Bad.' } }], 'Bad.'],
    ['Cloudflare', { success: false, errors: [{ code: 7009, message: 'Bad.' }], messages: [] }, 'Bad.'],
    ['OAuth', { error: '', error_description: 'Bad.' }, 'Bad.'],
    ['plain text', 'Bad.\n', 'Bad.'],
    ['HTML', '<html><head><title>502\nBad</title></head>', 'A web page: 502 Bad'],
    ['a sentence with nothing after its colon', { error: { message: 'Incorrect API key: ' } }, 'Incorrect API key'],
    ['OpenAI of an empty key', { error: { message: 'Incorrect API key: .' } }, 'Incorrect API key'],
    ['nothing but a colon', { error: ':' }, undefined],
    ['HTML with a blank title', '<html><title> </title>', 'A web page.'],
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
    for (const param of [null, '', 'None']) assert.deepEqual(readProviderError({ error: { param } }).fields, []);
    assert.deepEqual(readProviderError({ detail: [{ loc: ['body', 0, 'stream_options'] }] }).fields, [
      'body',
      'stream_options',
    ]);
  });

  it('name as many fields as a request could have, however many there are', () => {
    const loc = Array.from({ length: 400_000 }, () => 'n');
    assert.ok(readProviderError({ detail: [{ loc }] }).fields.length <= 20);
  });

  it('never throw and never exceed 300 characters, whatever the body is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (body) => {
        const { words } = readProviderError(body);
        if (words !== undefined) assert.ok(toDetail(words, 'sk-0123456789').length <= 300);
      }),
    );
  });

  it('are cut after 300 characters, the last of them an ellipsis', () => {
    assert.equal(toDetail('a'.repeat(300), undefined), 'a'.repeat(300));
    assert.equal(toDetail('a'.repeat(301), undefined), `${'a'.repeat(299)}…`);
  });

  it('lose control characters and what turns text around', () => {
    assert.equal(readProviderError('a\u0000\u001b[31mb\u202Ec\u2028d').words, 'a [31mb c d');
  });
});
