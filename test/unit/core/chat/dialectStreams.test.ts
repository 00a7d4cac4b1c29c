import assert from 'node:assert/strict';
import { RequestVariants } from '../../../../src/core/chat/exchange/openAnswer';
import type { DialectId, Message } from '../../../../src/core/chat/messages/chatTypes';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { ask, endpointAt, eventsOf, partsOf, requestOf, says, testKey } from './ask';
import type { AskDeps } from './ask';

// From the request to the parts, over a real socket and the real decoders.
describe('streamAnswer, in each dialect', () => {
  let server: FaultServer;
  before(async () => (server = await startFaultServer()));
  beforeEach(() => server.reset());
  after(() => server.close());

  const at = (dialect: DialectId) => endpointAt(server.baseUrl, 'custom', dialect);
  const asked = (dialect: DialectId, model: string, deps: AskDeps = {}) =>
    ask(at(dialect), { model }, { key: testKey, ...deps });

  it('asks and reads Responses', async () => {
    const outcome = await asked('responses', 'responses');
    assert.equal(outcome.reasoning, '**Adding**\n\nTwo and two.\n\n**Checking**');
    assert.deepEqual([outcome.text, outcome.finish, outcome.error], ['Hello', 'stop', undefined]);
    assert.equal(outcome.usage?.cacheWriteTokens, 4);
    const [request] = server.requests;
    assert.equal(request?.path, '/v1/responses');
    assert.equal(request.headers.authorization, `Bearer ${testKey}`);
    assert.equal(request.body['store'], false);
  });

  it('asks and reads Anthropic Messages', async () => {
    const outcome = await asked('anthropic-messages', 'anthropic');
    assert.deepEqual(
      [outcome.reasoning, outcome.text, outcome.finish, outcome.error],
      ['Two and two.', 'Hello', 'stop', undefined],
    );
    assert.equal(outcome.usage?.inputTokens, 1_125);
    const [request] = server.requests;
    assert.equal(request?.path, '/v1/messages');
    assert.equal(request.headers['x-api-key'], testKey);
    assert.equal(request.headers['anthropic-version'], '2023-06-01');
    assert.equal(request.headers.authorization, undefined);
  });

  for (const [dialect, model, kind, detail, kept] of [
    ['responses', 'responses-failed', 'in-stream', 'The model failed.', ''],
    ['responses', 'responses-error', 'in-stream', 'Rate limit reached.', 'Hello'],
    ['responses', 'responses-cut', 'cut-off', undefined, 'Hello'],
    ['responses', 'anthropic', 'not-a-chat-api', undefined, ''],
    ['anthropic-messages', 'anthropic-overloaded', 'in-stream', 'Overloaded', 'Hello'],
    ['anthropic-messages', 'anthropic-cut', 'cut-off', undefined, 'Hello'],
    ['anthropic-messages', 'anthropic-bad-key', 'wrong-key', 'invalid x-api-key', ''],
    ['anthropic-messages', 'anthropic-overloaded-529', 'server-error', 'Overloaded', ''],
    ['anthropic-messages', 'ok', 'not-a-chat-api', undefined, ''],
    ['anthropic-messages', 'malformed', 'malformed', undefined, ''],
    ['anthropic-messages', 'ends-in-chunk', 'cut-off', undefined, ''],
    ['anthropic-messages', 'error-plain-text', 'in-stream', 'Out of memory', ''],
    ['chat-completions', 'responses', 'not-a-chat-api', undefined, ''],
  ] as const) {
    it(`calls ${model} ${kind} in ${dialect}`, async () => {
      const { error, text } = await asked(dialect, model);
      assert.equal(error?.kind, kind);
      assert.equal(error.facts.detail, detail);
      assert.equal(text, kept);
    });
  }

  it('reports the limit that Responses ran into', async () => {
    assert.equal((await asked('responses', 'responses-incomplete')).finish, 'length');
  });

  for (const [dialect, model, field] of [
    ['responses', 'rejects-summary', 'reasoning'],
    ['anthropic-messages', 'rejects-thinking', 'thinking'],
  ] as const) {
    it(`asks again without ${field} where a model refuses it, and remembers that: ${dialect}`, async () => {
      const memory = new RequestVariants(() => 0);
      assert.equal((await asked(dialect, model, { memory })).text, 'Hello');
      assert.equal((await asked(dialect, model, { memory })).text, 'Hello');
      assert.deepEqual(
        server.requests.map(({ body }) => field in body),
        [true, false, false],
      );
    });
  }

  describe('the next turn', () => {
    /** Asks twice; the second time with the first answer in front. Returns what was sent of that answer. */
    async function nextTurn(dialect: DialectId, model: string, second: { dialect?: DialectId; model?: string } = {}) {
      const first = await eventsOf(at(dialect), requestOf({ model }));
      const messages: Message[] = [
        says('user', 'Hi'),
        { role: 'assistant', parts: partsOf(first) },
        says('user', 'And?'),
      ];
      await ask(at(second.dialect ?? dialect), { model: second.model ?? model, messages });
      const { body } = server.requests.at(-1)!;
      return JSON.stringify(body['input'] ?? body['messages']);
    }

    it('gets the encrypted reasoning of Responses back', async () => {
      assert.match(await nextTurn('responses', 'responses'), /"encrypted_content":"gAAAAABencrypted"/);
    });

    it('gets the signed thinking of Anthropic back', async () => {
      assert.match(
        await nextTurn('anthropic-messages', 'anthropic'),
        /\{"type":"thinking","signature":"EqQBCgIYAhIM","thinking":"Two and two\."\}/,
      );
    });

    for (const second of [
      { dialect: 'responses', model: 'responses' },
      { dialect: 'chat-completions', model: 'ok' },
      { dialect: 'anthropic-messages', model: 'anthropic-cut' },
    ] as const) {
      it(`gets none of it where it goes to ${second.model} in ${second.dialect}`, async () => {
        const sent = await nextTurn('anthropic-messages', 'anthropic', second);
        assert.match(sent, /Hello/);
        assert.doesNotMatch(sent, /Two and two|EqQB/);
      });
    }

    it('gets none of it at another origin', async () => {
      const other = await startFaultServer();
      try {
        const first = await eventsOf(at('responses'), requestOf({ model: 'responses' }));
        const messages: Message[] = [{ role: 'assistant', parts: partsOf(first) }, says('user', 'And?')];
        await ask(endpointAt(other.baseUrl, 'custom', 'responses'), { model: 'responses', messages });
        assert.deepEqual(other.requests[0]?.body['input'], [
          { role: 'assistant', content: 'Hello' },
          { role: 'user', content: 'And?' },
        ]);
      } finally {
        await other.close();
      }
    });
  });
});
