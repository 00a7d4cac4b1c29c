import assert from 'node:assert/strict';
import type { MessageCreateParams } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { ResponseCreateParams } from 'openai/resources/responses/responses';
import { atOnce } from '../../../../../src/core/base/work';
import { dialectOf } from '../../../../../src/core/chat/dialects/dialects';
import { dialectIds } from '../../../../../src/core/chat/messages/chatTypes';
import type { ChatParams, DialectId } from '../../../../../src/core/chat/messages/chatTypes';
import { readOutputSchema } from '../../../../../src/core/chat/parameters/outputSchema';
import { readRequestBody } from '../../../../../src/core/playground/import/requestBody';
import { definitionsOf, paramsOf } from '../../../../../src/core/playground/session/messagesFor';
import { requestOf } from '../ask';

const schema = {
  title: 'a weather report',
  type: 'object',
  properties: { celsius: { type: 'number' } },
  required: ['celsius'],
  additionalProperties: false,
};
const text = JSON.stringify(schema);
const read = readOutputSchema(text);
assert.ok('schema' in read && read.schema);
const outputSchema = read.schema;

const bodyOf = (dialect: DialectId, params: ChatParams = {}) =>
  dialectOf(dialect).body(
    { ...requestOf({ model: 'm' }), params, outputSchema },
    { without: [], limitField: 'max_tokens' },
  );

const name = 'a_weather_report';
const chat = {
  response_format: { type: 'json_schema', json_schema: { name, schema, strict: true } },
} satisfies Partial<ChatCompletionCreateParams>;
const responses = {
  text: { verbosity: 'low', format: { type: 'json_schema', name, schema, strict: true } },
} satisfies Partial<ResponseCreateParams>;
const messages = {
  output_config: { effort: 'low', format: { type: 'json_schema', schema } },
} satisfies Partial<MessageCreateParams>;

describe('the schema of an answer on the wire', () => {
  it('stands where each API has it, beside the parameters of the same object', () => {
    assert.deepEqual(bodyOf('chat-completions')['response_format'], chat.response_format);
    assert.deepEqual(bodyOf('responses', { sampling: { verbosity: 'low' } })['text'], responses.text);
    assert.deepEqual(
      bodyOf('anthropic-messages', { sampling: { reasoningEffort: 'low' } })['output_config'],
      messages.output_config,
    );
  });

  it('is nowhere where there is none', () => {
    for (const dialect of dialectIds) {
      const body = dialectOf(dialect).body(requestOf({ model: 'm' }), { without: [], limitField: 'max_tokens' });
      assert.doesNotMatch(JSON.stringify(body), /json_schema/, dialect);
    }
  });

  it('comes back from a body into the draft, and goes out the same', () => {
    for (const dialect of dialectIds) {
      for (const change of [
        (body: string) => body,
        (body: string) => body.replace(name, 'other'),
        (body: string) => body.replace('"strict":true', '"strict":false'),
      ]) {
        const sent = JSON.parse(change(JSON.stringify(bodyOf(dialect)))) as Record<string, unknown>;
        const taken = atOnce(readRequestBody(JSON.stringify(sent)));
        assert.ok(!('problem' in taken));
        assert.deepEqual(JSON.parse(taken.schema), schema);
        const again = dialectOf(dialect).body(
          {
            ...requestOf({ model: taken.model, messages: [...taken.messages] }),
            params: paramsOf(taken),
            ...definitionsOf(taken),
          },
          { without: [], limitField: 'max_tokens' },
        );
        assert.deepEqual(again, sent);
      }
    }
  });

  it('is asked for as loosely as a body does that does not say strict', () => {
    const body = {
      ...bodyOf('chat-completions'),
      response_format: { type: 'json_schema', json_schema: { name, schema } },
    };
    const taken = atOnce(readRequestBody(JSON.stringify(body)));
    assert.ok(!('problem' in taken));
    assert.deepEqual(JSON.parse(taken.bodyFields), { response_format: { json_schema: { strict: false } } });
  });

  it('stays in the other fields where it is no schema of ours', () => {
    const response_format = { type: 'json_object' };
    const taken = atOnce(
      readRequestBody(JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], response_format })),
    );
    assert.ok(!('problem' in taken));
    assert.deepEqual([taken.schema, JSON.parse(taken.bodyFields)], ['', { response_format }]);
  });
});
