import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dialectOf } from '../../../../../src/core/chat/dialects/dialects';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { ChatParams, DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { askedBesides, maxBodyFieldsLength, readBodyFields } from '../../../../../src/core/chat/parameters/bodyFields';
import type { ParameterOffer } from '../../../../../src/core/chat/parameters/offers';
import { hardTexts, jsonValues } from '../../../../support/hardTexts';
import { tries } from '../../../../support/tries';

const problemOf = (text: string, offers: readonly ParameterOffer[] = []): unknown => {
  const read = readBodyFields(text, offers);
  return 'problem' in read ? read.problem : undefined;
};

describe('other fields of a body', () => {
  it('are an object of JSON, and none where nothing is typed', () => {
    assert.deepEqual(readBodyFields('{"service_tier": "flex", "logit_bias": {"1": -100}}'), {
      fields: { service_tier: 'flex', logit_bias: { 1: -100 } },
    });
    assert.deepEqual(readBodyFields(' \n'), { fields: {} });
    for (const text of ['[]', '"x"', '7', 'null']) assert.deepEqual(problemOf(text), { kind: 'form' }, text);
    assert.deepEqual(problemOf('{\n  "a": 1,\n}'), { kind: 'syntax', line: 3, column: 1 });
  });

  it('are none that the playground decides on, of tools, or for which there is a field', () => {
    for (const name of ['model', 'messages', 'input', 'system', 'stream', 'store', 'n', 'previous_response_id']) {
      assert.deepEqual(problemOf(JSON.stringify({ user: 'me', [name]: 1 })), { kind: 'own', name });
    }
    assert.deepEqual(problemOf('{"tools": []}'), { kind: 'tools', name: 'tools' });
    assert.deepEqual(problemOf('{"max_tokens": 5}'), { kind: 'limit', name: 'max_tokens' });
    const effort = { name: 'reasoning_effort', path: 'reasoning.effort' };
    const offers: ParameterOffer[] = [effort, { name: 'top_p', isRefused: true }, { name: 'seed' }];
    const found = problemOf('{"reasoning": {"effort": "low"}}', offers);
    assert.deepEqual(found, { kind: 'parameter', name: effort.path, parameter: effort.name });
    assert.deepEqual(problemOf('{"top_p": 1}', offers), { kind: 'refused', name: 'top_p', parameter: 'top_p' });
    assert.equal(problemOf('{"reasoning": {"summary": "detailed"}, "top_k": 5}', offers), undefined);
  });

  it('undo nothing that has a field: the schema of an answer, probabilities of tokens, a parameter in an object', () => {
    const schema = (fields: object): unknown => {
      const read = readBodyFields(JSON.stringify(fields), [], askedBesides({ schema: '{}' }));
      assert.equal(problemOf(JSON.stringify(fields)), undefined);
      return 'problem' in read ? read.problem : undefined;
    };
    for (const [fields, name] of [
      [{ response_format: { type: 'text' } }, 'response_format.type'],
      [{ response_format: null }, 'response_format.type'],
      [{ response_format: { json_schema: { schema: {} } } }, 'response_format.json_schema.schema'],
      [{ text: { format: { type: 'json_object' } } }, 'text.format.type'],
      [{ text: { format: null } }, 'text.format.type'],
      [{ output_config: { format: { schema: {} } } }, 'output_config.format.schema'],
    ] as const) {
      assert.deepEqual(schema(fields), { kind: 'schema', name });
    }
    assert.equal(schema({ response_format: { json_schema: { strict: false, name: 'x' } }, text: { a: 1 } }), undefined);
    assert.equal(problemOf('{"logprobs": false}'), undefined);
    const sure = readBodyFields('{"logprobs": false}', [], askedBesides({ sampling: 'seed=1 logprobs=2' }));
    assert.deepEqual(sure, { problem: { kind: 'parameter', name: 'logprobs', parameter: 'logprobs' } });
    const effort = { name: 'reasoning_effort', path: 'reasoning.effort' };
    for (const taken of ['{"reasoning": null}', '{"reasoning": "low"}']) {
      assert.deepEqual(problemOf(taken, [effort]), { kind: 'parameter', name: effort.path, parameter: effort.name });
    }
    assert.deepEqual(problemOf('{"add_generation_prompt": true}'), { kind: 'own', name: 'add_generation_prompt' });
  });

  it('are no keys, at any depth; a schema may have a property of such a name', () => {
    for (const name of ['api_key', 'apiKey', 'Authorization', 'authorization_token', 'x-api-key', 'client_secret']) {
      assert.deepEqual(problemOf(JSON.stringify({ servers: [{ [name]: 'sk-1' }] })), { kind: 'key', name });
    }
    assert.equal(
      problemOf('{"schema": {"properties": {"password": {"type": "string"}}}, "prompt_cache_key": "x"}'),
      undefined,
    );
  });

  it('have a bound of length and depth, and no name that would be none in our code', () => {
    assert.deepEqual(problemOf(JSON.stringify({ a: 'x'.repeat(maxBodyFieldsLength) })), { kind: 'size' });
    const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
    assert.deepEqual([problemOf(deep(20)), problemOf(deep(21))], [undefined, { kind: 'size' }]);
    assert.deepEqual(problemOf(deep(3_000)), { kind: 'size' });
    assert.deepEqual(problemOf('{"a": {"__proto__": {"polluted": true}}}'), { kind: 'name', name: '__proto__' });
    assert.equal(problemOf('{"constructor": {"toString": 1}}'), undefined);
  });
});

const bodyOf = (dialect: DialectId, params: ChatParams): Readonly<Record<string, unknown>> =>
  dialectOf(dialect).body(
    { model: 'm', system: 'S', messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hi' }] }], params },
    { without: [], limitField: 'max_tokens' },
  );

describe('the body of a request', () => {
  for (const dialect of dialectIds) {
    it(`has the other fields as they were written, beside all else: ${dialect}`, () => {
      const fields = fc.dictionary(fc.oneof(hardTexts, fc.constantFrom('user', 'constructor')), jsonValues, {
        maxKeys: 4,
      });
      fc.assert(
        fc.property(fields, (written) => {
          const read = readBodyFields(JSON.stringify(written));
          fc.pre('fields' in read);
          const params = { temperature: 1, maxOutputTokens: 9 };
          const plain = bodyOf(dialect, params);
          const body = bodyOf(dialect, { ...params, bodyFields: read.fields });
          assert.deepEqual(JSON.parse(JSON.stringify(body)), JSON.parse(JSON.stringify({ ...plain, ...read.fields })));
          assert.equal(Object.getPrototypeOf(body), Object.prototype);
        }),
        tries(150),
      );
    });
  }

  it('joins objects, so that a parameter and what we ask for besides stay', () => {
    const bodyFields = { reasoning: { summary: 'detailed' }, text: { format: { type: 'json_object' } } };
    const sampling = { reasoningEffort: 'high', verbosity: 'low' } as const;
    const body = bodyOf('responses', { sampling, bodyFields });
    assert.deepEqual(body['reasoning'], { summary: 'detailed', effort: 'high' });
    assert.deepEqual(body['text'], { verbosity: 'low', format: { type: 'json_object' } });
  });

  it('says nothing of how thinking is shown that is switched off', () => {
    const bodyFields = { thinking: { type: 'disabled' } };
    assert.deepEqual(bodyOf('anthropic-messages', { bodyFields })['thinking'], { type: 'disabled' });
    const shown = bodyOf('anthropic-messages', { bodyFields: { thinking: { display: 'omitted' } } });
    assert.deepEqual(shown['thinking'], { type: 'adaptive', display: 'omitted' });
  });
});
