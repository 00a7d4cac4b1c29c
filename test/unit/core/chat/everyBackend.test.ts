import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { sayInEnglish } from '../../../../src/core/base/say';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { AnswerEnd, AnswerListener, Backend } from '../../../../src/core/chat/backend';
import { endpointBackend } from '../../../../src/core/chat/endpointBackend';
import type { ChatEvent, ChatRequest } from '../../../../src/core/chat/messages/chatTypes';
import { ChatService } from '../../../../src/core/chat/service';
import { pocketBackend } from '../../../../src/core/pocket/chat/pocketBackend';
import type { PocketPost } from '../../../../src/core/pocket/chat/askPocket';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { editorBackendOf, editorModel, silence } from '../../../fakes/editorModels';
import { endpointAt, pocketPost } from '../../../support/backends';
import { testDay } from '../../../support/models';
import { hostWith, says } from './ask';

// The contract of a Backend, to which each kind is held: who asks one does not know which it is.

interface Kind {
  readonly works: () => Backend;
  /** Nobody is there who could answer. */
  readonly broken: () => Backend;
  /** A model that answers in few tokens, and one whose answer is long under way. */
  readonly models: { readonly brief: string; readonly long: string };
}

let server: FaultServer;
const endpointOn = (baseUrl: string): Backend =>
  endpointBackend(endpointAt(baseUrl), {
    service: () => Promise.resolve(new ChatService(hostWith(), sayInEnglish)),
    key: () => Promise.resolve({ state: 'none' }),
    diagnosesCache: () => false,
    limits: () => ({}),
    offers: () => Promise.resolve([]),
    says: () => undefined,
    knows: () => [],
    remoteName: undefined,
    say: sayInEnglish,
  });
const pocketWith = (post: PocketPost): Backend =>
  pocketBackend({ ...{ post, say: sayInEnglish, remoteName: undefined }, onBroken: () => 0, randomSeed: () => 1 });

const kinds: Readonly<Record<string, Kind>> = {
  'an endpoint': {
    works: () => endpointOn(server.baseUrl),
    // A port to which `fetch` connects nowhere.
    broken: () => endpointOn('http://127.0.0.1:9/v1'),
    models: { brief: 'ok', long: 'stall' },
  },
  Pocket: {
    works: () => pocketWith(pocketPost),
    broken: () => pocketWith(() => Promise.reject(new Error('The thread ended.'))),
    models: { brief: 'pocket', long: 'pocket' },
  },
  'a model that the editor lends': {
    works: () => editorBackendOf([editorModel('brief'), editorModel('long', [{ type: 'text', text: 'A' }, silence])]),
    broken: () => {
      const fail = () => Promise.reject(new Error('It is off.'));
      return editorBackendOf([editorModel('brief', [], { ask: fail, count: fail })], { list: fail });
    },
    models: { brief: 'brief', long: 'long' },
  },
};

const never = new AbortController().signal;
const asking = (model: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  ...{ model, system: '', messages: [says('user', 'What is temperature?')], params: { maxOutputTokens: 400 } },
  ...more,
});

async function ask(
  backend: Backend,
  request: ChatRequest,
  { signal = never, onEvents = () => undefined }: Partial<AnswerListener> = {},
): Promise<{ end: AnswerEnd; events: ChatEvent[] }> {
  const events: ChatEvent[] = [];
  const end = await backend.ask(request, {
    signal,
    onEvents: (some) => {
      events.push(...some);
      onEvents(some);
    },
  });
  return { end, events };
}

/** Each part begins, grows and ends, in this order; what finishes the answer is the last of all. */
function assertInOrder(events: readonly ChatEvent[]): void {
  const parts: ('open' | 'ended')[] = [];
  for (const [i, event] of events.entries()) {
    const where = `event ${i} of ${JSON.stringify(events)}`;
    if (event.type === 'part') assert.equal(event.index, parts.push('open') - 1, where);
    if (event.type === 'delta' || event.type === 'partEnd') assert.equal(parts[event.index], 'open', where);
    if (event.type === 'partEnd') parts[event.index] = 'ended';
    if (event.type === 'finish') assert.equal(i, events.length - 1, where);
  }
  assert.ok(
    parts.every((state) => state === 'ended'),
    JSON.stringify(events),
  );
}

describe('every backend', () => {
  before(async () => (server = await startFaultServer({ slowMs: 2 })));
  after(() => server.close());

  for (const [what, { works, broken, models }] of Object.entries(kinds)) {
    describe(`such as ${what}`, () => {
      const brief = asking(models.brief);
      const long = asking(models.long);

      it('gives parts that begin, grow and end, and finishes once', async () => {
        const { end, events } = await ask(works(), brief);
        assertInOrder(events);
        assert.ok(events.some(({ type }) => type === 'part'));
        assert.equal(end.status, 'done');
        assert.deepEqual(events.at(-1), { type: 'finish', reason: end.finishReason });
        assert.ok((end.usage?.outputTokens ?? 0) > 0 && end.firstTokenMs !== undefined);
      });

      it('says before why it cannot take a request, and refuses it with the same words', async () => {
        for (const request of [brief, { ...brief, system: 'Be brief.' }]) {
          const reason = await works().whyNot(request);
          const { end, events } = await ask(works(), request);
          assert.deepEqual([end.status, end.error], reason ? ['failed', reason] : ['done', undefined]);
          assert.equal(events.length > 0, !reason);
        }
      });

      it('is stopped before its first word, and in the middle, with what had come', async () => {
        const before = await ask(works(), long, { signal: AbortSignal.abort() });
        assert.deepEqual([before.end.status, before.events], ['stopped', []]);
        const stop = new AbortController();
        const { end, events } = await ask(works(), long, { signal: stop.signal, onEvents: () => stop.abort() });
        assertInOrder(events);
        assert.ok(events.length > 0 && events.every(({ type }) => type !== 'finish'));
        assert.deepEqual([end.status, end.error, end.finishReason], ['stopped', undefined, undefined]);
      });

      it('does what it says that it can', async () => {
        const backend = works();
        const sampled = await ask(
          backend,
          asking(models.brief, { params: { maxOutputTokens: 3, sampling: { topLogprobs: 1 } } }),
        );
        assert.equal(
          sampled.events.some(({ type }) => type === 'tokens'),
          (await backend.parameters(models.brief)).some(({ name }) => name === 'logprobs'),
        );
        const listed = await backend.listModels(never);
        assert.ok(listed.status === 'done' && listed.value.length > 0);
        const ids = listed.value.map(({ id }) => id);
        assert.deepEqual(ids, [...new Set(ids)].sort());
        const known = backend.suggested(createCatalog(table, testDay));
        if (!backend.can.listsModels) assert.deepEqual(ids, known);
        assert.equal((await backend.test(never)).status, 'done');
        if (backend.isStandIn) assert.equal(backend.needsKey, false);
      });

      it('counts a text in the extension, or not at all: it sends nothing', async () => {
        const backend = works();
        server.reset();
        assert.equal(backend.countHere !== undefined, backend.location.kind === 'here');
        const count = async (text: string): Promise<number | undefined> => {
          const counted = await backend.countHere?.(text, never);
          return counted?.status === 'done' ? counted.value : undefined;
        };
        assert.equal(await count(''), backend.countHere && 0);
        assert.equal(await count('What?'), await count('What?'));
        assert.equal(Number(await count('What?')) > 0, backend.countHere !== undefined);
        assert.equal(server.requests.length, 0);
      });

      it('rejects nothing where nobody can answer, and says what is wrong', async () => {
        const backend = broken();
        assert.equal(await backend.whyNot(brief), undefined);
        const ends = [
          (await ask(backend, brief)).end,
          await backend.test(never),
          ...(backend.can.listsModels ? [await backend.listModels(never)] : []),
          ...(backend.countHere ? [await backend.countHere('What?', never)] : []),
          ...(backend.countThere ? [await backend.countThere(models.brief, 'What?', never)] : []),
        ];
        for (const end of ends) assert.ok(end.status === 'failed' && end.error?.message && end.error.advice);
      });

      it('rejects nothing where whoever listens throws, stopped or not', async () => {
        const fail = (): never => assert.fail('No room to show it.');
        assert.equal((await ask(works(), brief, { onEvents: fail })).end.status, 'failed');
        const stop = new AbortController();
        const onEvents = (): never => {
          stop.abort();
          return fail();
        };
        assert.equal((await ask(works(), long, { signal: stop.signal, onEvents })).end.status, 'failed');
      });
    });
  }
});
