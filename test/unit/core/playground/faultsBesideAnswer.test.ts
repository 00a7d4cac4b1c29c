import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { answerFrom } from '../../../../src/core/chat/answerFrom';
import type { EndpointBackend } from '../../../../src/core/chat/backend';
import { endpointBackend } from '../../../../src/core/chat/endpointBackend';
import { ChatService } from '../../../../src/core/chat/service';
import type { ChatLimits } from '../../../../src/core/chat/exchange/chatLimits';
import type { Column } from '../../../../src/core/playground/column';
import { LiveSession } from '../../../../src/core/playground/liveSession';
import { textOf } from '../../../../src/core/playground/session/nodeText';
import { faults, silences } from '../../../fakes/faults';
import { startFaultServer } from '../../../fakes/faultServer';
import type { FaultServer } from '../../../fakes/faultServer';
import { MemoryFiles } from '../../../fakes/memoryFiles';
import { endpointAt } from '../../../support/backends';
import { provider, storeOn } from '../../../support/liveSessions';
import { poll } from '../../../support/poll';
import { draftOf } from '../../../support/sessionEvents';
import { hostWith, testKey } from '../chat/ask';

// Two columns of one session that ask over real sockets: the first has a fault, while an answer comes in the second.
// test/editor/deep has the same in a real editor.

/** Ms of silence after which an answer counts as stalled. Enough for the request to arrive on a busy machine. */
const silenceMs = 1_000;

describe('a column beside one whose provider fails', () => {
  const service = new ChatService(hostWith(), sayInEnglish);
  let faulty: FaultServer;
  let sound: FaultServer;
  before(async () => {
    [faulty, sound] = await Promise.all([startFaultServer(), startFaultServer()]);
  });
  beforeEach(() => {
    faulty.reset();
    sound.reset();
  });
  after(() => Promise.all([faulty.close(), sound.close()]));

  const backendAt = (id: string, { baseUrl }: FaultServer, limits: ChatLimits = {}): EndpointBackend =>
    endpointBackend(endpointAt(baseUrl, { id, name: `The ${id} one` }), {
      service: () => Promise.resolve(service),
      key: () => Promise.resolve({ state: 'stored', key: testKey }),
      diagnosesCache: () => false,
      limits: () => limits,
      offers: () => Promise.resolve([]),
      says: () => undefined,
      knows: () => [],
      remoteName: undefined,
      say: sayInEnglish,
    });

  async function openColumns(): Promise<{ live: LiveSession; first: Column; second: Column }> {
    const { host } = provider();
    const live = new LiveSession(await storeOn(new MemoryFiles(), 'one').create(), {
      ...host,
      ask: (backend, request, listener) =>
        answerFrom(backend, request, listener, () => Promise.reject(new Error('none'))),
    });
    const second = live.column(live.columnSet.add(live.main) ?? '');
    assert.ok(second);
    return { live, first: live.main, second };
  }

  function send(column: Column, backend: EndpointBackend, model: string): void {
    const asked = column.requestOf(backend, draftOf({ providerId: backend.id, model, message: `For ${model}` }));
    assert.ok(typeof asked !== 'string');
    assert.equal(column.send(asked), undefined);
  }

  /** The answer of the second column has begun to come before the fault, and ends after it. */
  async function askBoth(model: string, limits: ChatLimits = {}): Promise<LiveSession> {
    const { live, first, second } = await openColumns();
    send(second, backendAt('sound', sound), 'keep-alive');
    await poll('the sound request', () => sound.requests.length === 1);
    send(first, backendAt('faulty', faulty, limits), model);
    await poll('the fault', () => !first.isStreaming);
    assert.equal(second.isStreaming, true);
    await poll('the sound answer', () => {
      sound.tell();
      return !live.isRunning;
    });
    return live;
  }

  const all = [...faults, ...silences.map(([model, kept]) => [model, 'stalled', {}, kept] as const)];
  for (const [index, [model, kind, , kept = '']] of all.entries()) {
    const isFirst = all.findIndex(([, each]) => each === kind) === index;
    it(`ends whole, and the other says ${kind} in its place: ${model}${isFirst ? '' : ' @deep'}`, async () => {
      const limits = model === 'stall' ? { idleMs: silenceMs } : { firstOutputMs: silenceMs };
      const live = await askBoth(model, kind === 'stalled' ? limits : {});
      const [fault, answer] = live.columns.map(({ turns }) => turns.at(-1)?.answer);
      assert.deepEqual([fault?.status, fault?.error?.kind, fault && textOf(fault)], ['failed', kind, kept]);
      assert.deepEqual([answer?.status, answer?.error, answer && textOf(answer)], ['done', undefined, 'Hello']);
      assert.deepEqual(
        [...live.session.columns].map(({ leaf }) => leaf),
        [fault?.id, answer?.id],
      );
      const words = `${fault?.error?.message} ${fault?.error?.advice}`;
      assert.ok(words.includes(new URL(faulty.origin).host) || words.includes('The faulty one'), words);
      assert.ok(!words.includes(new URL(sound.origin).host) && !words.includes('The sound one'), words);
      assert.deepEqual(
        [new Set(faulty.requests.map(({ body }) => body['model'])), sound.requests.map(({ body }) => body['model'])],
        [new Set([model]), ['keep-alive']],
      );
      await live.close();
    });
  }
});
