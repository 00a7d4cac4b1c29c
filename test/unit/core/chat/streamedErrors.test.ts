import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DialectId } from '../../../../src/core/chat/messages/chatTypes';
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
  ['{detail: {message}}', data({ detail: { message: says } })],
  ['{detail: [{msg}]} (FastAPI)', data({ detail: [{ loc: ['body'], msg: says }] })],
  ['{message: {detail}} (Mistral)', data({ message: { detail: [{ loc: ['body'], msg: says }] } })],
  ['{errors} (Cloudflare)', data({ success: false, errors: [{ code: 1, message: says }], messages: [], result: null })],
  ['{type: "about:blank", title}', data({ type: 'about:blank', title: says, status: 500 })],
  ['{type, message} of a name of its own', data({ type: 'Throttling', message: says })],
  [
    '{message} before events without words',
    data({ message: says }) + data({ type: 'keep_alive' }) + data({ usage: {} }),
  ],
  ['a list of errors', data([{ error: { code: 429, message: says, status: 'RESOURCE_EXHAUSTED' } }])],
  ['event: error with {error}', `event: error\n${data({ error: { message: says } })}`],
  ['event: error with {errors}', `event: error\n${data({ success: false, errors: [{ code: 3040, message: says }] })}`],
  ['event: error with a text', `event: error\n${data(says)}`],
  ['event: error with words that are no JSON', `event: error\ndata: ${says}\n\n`],
];

describe('an error in a stream', () => {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    const [, place, end] = request.url!.split('/');
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(bodies[Number(place)], () => (end === 'breaks' ? response.destroy() : response.end()));
  });
  before(() => once(server.listen(0, '127.0.0.1'), 'listening'));
  after(() => void server.close());

  const answerOf = (dialect: DialectId, body: string, end = 'ends') => {
    const { port } = server.address() as AddressInfo;
    const place = bodies.push(body) - 1;
    return ask(endpointAt(`http://127.0.0.1:${port}/${place}/${end}/v1`, 'custom', dialect), { model: 'any' });
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

  it('is told at once where its type says that it is one, whatever comes after it', async () => {
    for (const type of ['rate_limit_error', 'ThrottlingError']) {
      for (const dialect of dialects) {
        const body = data({ type, message: says }) + greeting[dialect] + end[dialect];
        const { error, text } = await answerOf(dialect, body);
        assert.deepEqual([error?.kind, error?.facts.detail, text], ['in-stream', says, ''], dialect);
      }
    }
  });

  const end = {
    'chat-completions': chunk({}, { finish_reason: 'stop' }),
    responses: data({ type: 'response.completed', response: { status: 'completed' } }),
    'anthropic-messages': data({ type: 'message_stop' }),
  };
  for (const [place, body] of [
    ['before a sound answer', (queued: string, dialect: DialectId) => queued + greeting[dialect] + end[dialect]],
    ['in a sound answer', (queued: string, dialect: DialectId) => greeting[dialect] + queued + end[dialect]],
    ['after a sound answer', (queued: string, dialect: DialectId) => greeting[dialect] + end[dialect] + queued],
  ] as const) {
    it(`is none where words come ${place}`, async () => {
      for (const dialect of dialects) {
        const queued = data({ status: 'queued', message: 'Waiting in line' });
        const { error, text } = await answerOf(dialect, body(queued, dialect));
        assert.deepEqual([error, text], [undefined, 'Hello'], dialect);
      }
    });
  }

  it('is none where words come before an answer that is cut off', async () => {
    for (const dialect of dialects) {
      const { error, text } = await answerOf(dialect, data({ message: 'Waiting in line' }) + greeting[dialect]);
      assert.deepEqual([error?.kind, error?.facts.detail, text], ['cut-off', undefined, 'Hello'], dialect);
    }
  });

  it('is told also where the usage follows the words', async () => {
    const usage = data({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 0, total_tokens: 5 } });
    const { error } = await answerOf('chat-completions', hello + data({ message: says }) + usage);
    assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', says]);
  });

  it('is told in the words that came last', async () => {
    const { error } = await answerOf('chat-completions', data({ message: 'Waiting in line' }) + data({ detail: says }));
    assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', says]);
  });

  it('is told where the connection breaks after the words', async () => {
    for (const dialect of dialects) {
      const { error } = await answerOf(dialect, data({ message: says }), 'breaks');
      assert.deepEqual([error?.kind, error?.facts.detail], ['in-stream', says], dialect);
    }
  });

  it('is none where an event of another type has words', async () => {
    const notice = data({ type: 'response.notice', message: 'This model is retired soon.' });
    const { error, text } = await answerOf('responses', greeting.responses + notice + end.responses);
    assert.deepEqual([error, text], [undefined, 'Hello']);
  });
});
