import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DialectId } from '../../../../src/core/chat/messages/types';
import { ask, endpointAt } from './ask';

const says = 'The quota is used up.';
const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta: object, more: object = {}) => data({ choices: [{ index: 0, delta, ...more }] });
const hello = chunk({ content: 'Hello' });
const greeting = {
  'chat-completions': hello,
  responses: data({ type: 'response.output_text.delta', output_index: 0, delta: 'Hello' }),
  'anthropic-messages': data({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: 'Hello' } }),
};
const dialects = Object.keys(greeting) as DialectId[];

/** Errors as they come in a stream, in whatever API it is. */
const errors: readonly (readonly [shape: string, event: string])[] = [
  ['{error: {message}}', data({ error: { message: says, code: 502 } })],
  ['{error} of a text', data({ error: says, error_type: 'overloaded' })],
  ['{type: "error", error}', data({ type: 'error', error: { type: 'overloaded_error', message: says } })],
  ['{type: "error", message}', data({ type: 'error', code: 'rate_limit', message: says, param: null })],
  ['{object: "error", message}', data({ object: 'error', message: says, code: 500 })],
  ['{type: "…_error", message}', data({ type: 'rate_limit_error', message: says })],
  ['{message} alone', data({ message: says, code: 429 })],
  ['{detail} alone', data({ detail: says })],
  ['a list of errors', data([{ error: { code: 429, message: says, status: 'RESOURCE_EXHAUSTED' } }])],
  ['event: error with {error}', `event: error\n${data({ error: { message: says } })}`],
  ['event: error with {errors}', `event: error\n${data({ success: false, errors: [{ code: 3040, message: says }] })}`],
  ['event: error with a text', `event: error\n${data(says)}`],
  ['event: error with words that are no JSON', `event: error\ndata: ${says}\n\n`],
];

describe('an error in a stream', () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(bodies[Number(request.url!.split('/')[1])]);
  });
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  after(() => void server.close());

  const answerOf = (dialect: DialectId, body: string) => {
    const { port } = server.address() as AddressInfo;
    const place = bodies.push(body) - 1;
    return ask(endpointAt(`http://127.0.0.1:${port}/${place}/v1`, 'custom', dialect), { model: 'any' });
  };

  for (const [shape, event] of errors) {
    it(`is told in the provider's words: ${shape}`, async () => {
      for (const dialect of dialects) {
        for (const before of [greeting[dialect], '']) {
          const { error, text } = await answerOf(dialect, before + event);
          assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', says], `${dialect}: ${before}`);
          assert.equal(text, before === '' ? '' : 'Hello');
        }
      }
    });
  }

  for (const [whose, event, detail] of [
    ['a choice', chunk({ content: '' }, { finish_reason: 'error', error: { code: 502, message: says } }), says],
    ['a choice that does not end', chunk({}, { error: { message: says } }), says],
    ['nobody, but ends the answer', chunk({}, { finish_reason: 'error', error: {} }), 'finish_reason: error'],
  ] as const) {
    it(`is told where it belongs to ${whose}`, async () => {
      const { error, text } = await answerOf('chat-completions', hello + event);
      assert.deepEqual([error?.kind, error?.facts.detail, text], ['in-stream', detail, 'Hello']);
    });
  }

  it('is told where Responses fail without a response', async () => {
    const { error } = await answerOf('responses', data({ type: 'response.failed', error: { message: says } }));
    assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', says]);
  });

  for (const empty of [null, false, '', {}, [], { code: null, message: '' }]) {
    it(`is none where a sound chunk has the error ${JSON.stringify(empty)}`, async () => {
      const choices = [{ index: 0, delta: { content: 'Hello' }, finish_reason: 'stop', error: empty }];
      const { error, text, finish } = await answerOf('chat-completions', data({ error: empty, choices }));
      assert.deepEqual([error, text, finish], [undefined, 'Hello', 'stop']);
    });
  }

  it('is none where an event of another type has words', async () => {
    const notice = data({ type: 'response.notice', message: 'This model is retired soon.' });
    const end = data({ type: 'response.completed', response: { status: 'completed' } });
    const { error, text } = await answerOf('responses', greeting.responses + notice + end);
    assert.deepEqual([error, text], [undefined, 'Hello']);
  });
});
