import assert from 'node:assert/strict';
import type { ChatEvent } from '../../../../../src/core/chat/messages/chatTypes';
import type { Draft } from '../../../../../src/core/playground/session/sessionSchema';
import { draftResults, resultsFor } from '../../../../../src/core/playground/session/toolTurns';
import { turnBodies, turnHeads } from '../../../../../src/core/playground/session/turnHeads';
import { mocksIn, openResults } from '../../../../../src/core/playground/tools/openResults';
import { ToolLoop } from '../../../../../src/core/playground/tools/toolLoop';
import type { LoopDeps, LoopState } from '../../../../../src/core/playground/tools/toolLoop';
import { openCalls } from '../../../../../src/core/playground/session/toolTurns';
import { liveSession as openSession, maker, retryIn, say, sendIn } from '../../../../support/liveSessions';
import { draftOf } from '../../../../support/sessionEvents';

type Open = Awaited<ReturnType<typeof openSession>>;

const opened: Open[] = [];

async function liveSession(): Promise<Open> {
  const open = await openSession();
  opened.push(open);
  return open;
}

afterEach(async () => {
  for (const { live } of opened.splice(0)) await live.close();
});

const calls = (...named: readonly (readonly [id: string, name: string])[]): ChatEvent[] =>
  named.map(([id, name], index) => ({ type: 'part', index, part: { type: 'tool-call', id, name, input: '{}' } }));

const words = draftOf({ providerId: 'maker', model: 'maker-1', message: 'Weather?', tools: '[{"name":"w"}]' });

/** Asks, and has the model call tools. */
async function called(open: Open, ...events: readonly ChatEvent[]): Promise<void> {
  assert.equal(sendIn(open.live, maker, words), undefined);
  open.asked.at(-1)?.say(...events);
  open.asked.at(-1)?.end({ status: 'done', finishReason: 'tool-calls' });
  await open.live.whenIdle();
}

function sendResults({ live }: Open, more: Partial<Draft>): string | undefined {
  const request = live.main.requestResults(maker, { ...words, ...more });
  return typeof request === 'string' ? request : live.main.send(request);
}

const results = (...pairs: readonly (readonly [callId: string, text: string])[]): Partial<Draft> => ({
  toolResults: pairs.map(([callId, text]) => ({ callId, text })),
});

describe('calls of tools in a session', () => {
  it('get ids that tell them apart', async () => {
    const open = await liveSession();
    await called(open, ...calls(['', 'a'], ['x', 'b'], ['x', 'c'], ['y'.repeat(3_000), 'd'.repeat(3_000)]));
    const found = openCalls(open.live.session, open.live.main.leaf);
    assert.equal(found.length, 4);
    assert.equal(found[1]?.id, 'x');
    assert.equal(new Set(found.map(({ id }) => id)).size, 4);
    assert.ok(found.every(({ id }) => id !== '' && id.length < 200));
  });

  it('are answered all at once, typed or mocked, and nothing is sent before', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w'], ['y', 'time']));
    assert.equal(sendResults(open, results(['x', 'Sun'])), 'no-result');
    open.live.main.keepDraft({ message: 'Meanwhile', ...results(['x', 'Sun']) });
    assert.equal(sendResults(open, { ...results(['x', 'Sun']), toolMocks: '{"time": 12}' }), undefined);
    const { draft } = open.live.main;
    assert.deepEqual([draft.toolResults, draft.message], [[], 'Meanwhile']);
    assert.deepEqual(
      open.asked[1]?.request.messages.map(({ role, parts }) => [role, parts.length]),
      [
        ['user', 1],
        ['assistant', 2],
        ['tool', 2],
      ],
    );
    const [, turn] = turnBodies(open.live.session, open.live.main.id, turnIds(open));
    assert.deepEqual(turn?.results, [
      { callId: 'x', name: 'w', text: 'Sun' },
      { callId: 'y', name: 'time', text: '12' },
    ]);
    assert.equal(turnHeads(open.live.session, open.live.main.id)[1]?.title, 'w, time');
  });

  it('are left out by a message that is sent in their place', async () => {
    const open = await liveSession();
    await called(open, say('Let me see.'), { ...calls(['x', 'w'])[0]!, index: 1 } as ChatEvent);
    open.live.main.keepDraft(results(['x', 'Sun']));
    sendIn(open.live, maker, { ...words, message: 'Never mind' });
    assert.doesNotMatch(JSON.stringify(open.asked[1]?.request.messages), /tool-call|Sun/);
    assert.deepEqual(open.live.main.draft.toolResults, []);
  });

  it('have their results back when the answer to them is deleted or failed', async () => {
    const open = await liveSession();
    const { live } = open;
    await called(open, ...calls(['x', 'w']));
    sendResults(open, results(['x', 'Sun']));
    open.asked[1]?.end({ status: 'failed' });
    await live.whenIdle();
    const failed = live.main.leaf ?? '';
    const again = live.main.requestAgain(failed, maker);
    assert.match(JSON.stringify(again?.request.messages), /Sun/);
    await live.main.deleteMessage(failed);
    const back = resultsFor(openCalls(live.session, live.main.leaf), [{ callId: 'x', text: 'Sun' }]);
    assert.deepEqual(live.main.draft.toolResults, back);
    assert.equal(openCalls(live.session, live.main.leaf).length, 1);
    // They can be sent again.
    assert.equal(sendResults(open, { toolResults: live.main.draft.toolResults ?? [] }), undefined);
    open.asked.at(-1)?.end({ status: 'done' });
    await live.whenIdle();
  });

  it('get no result that was typed for another answer whose call has the same id', async () => {
    const open = await liveSession();
    const { live } = open;
    const call = (input: string): ChatEvent => ({
      ...{ type: 'part', index: 0, part: { type: 'tool-call', id: 'functions.w:0', name: 'w', input } },
    });
    await called(open, call('{"city":"Rome"}'));
    const rome = live.main.leaf ?? '';
    const typed = resultsFor(openCalls(live.session, rome), [{ callId: 'functions.w:0', text: 'Sun in Rome' }]);
    live.main.keepDraft({ toolResults: typed });
    const sent = (): string | undefined => {
      const asked = live.main.requestResults(maker, { ...live.main.draft, model: 'maker-1' });
      return typeof asked === 'string' ? asked : JSON.stringify(asked.request.messages.at(-1)?.parts);
    };
    assert.match(sent() ?? '', /Sun in Rome/);
    retryIn(live, rome, maker);
    open.asked.at(-1)?.say(call('{"city":"Oslo"}'));
    open.asked.at(-1)?.end({ status: 'done', finishReason: 'tool-calls' });
    await live.whenIdle();
    assert.equal(sent(), 'no-result');
    live.main.showSibling(rome);
    assert.match(sent() ?? '', /Sun in Rome/);
  });

  it('have their results typed also where there are hundreds of them', async () => {
    const open = await liveSession();
    const many = Array.from({ length: 500 }, (_, i) => ({ callId: `c${i}`, text: 'x' }));
    open.live.main.keepDraft({ toolResults: many });
    assert.equal(open.live.main.draft.toolResults?.length, 500);
  });

  it('are not answered where their answer was stopped', async () => {
    const open = await liveSession();
    sendIn(open.live, maker, words);
    open.asked[0]?.say(...calls(['x', 'w']));
    open.live.main.stop();
    await open.live.whenIdle();
    assert.equal(sendResults(open, results(['x', 'Sun'])), 'no-result');
  });

  it('keep typed results over a reload', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    open.live.main.keepDraft(results(['x', '{"half": ']));
    await open.live.close();
    const again = await open.store.open(open.live.id);
    assert.deepEqual(again.state.columns[0]?.draft.toolResults, [{ callId: 'x', text: '{"half": ' }]);
    await again.close();
  });

  const turnIds = ({ live }: Open): string[] => live.main.turns.map(({ prompt }) => prompt.id);
});

describe('a loop over mocks', () => {
  /** In a session whose model calls `tool` so many times. */
  function loopIn(open: Open, rounds: number, more: Partial<LoopDeps> = {}, tool = 'w') {
    const { live, asked } = open;
    const states: LoopState[] = [];
    let left = rounds;
    const draft = { ...words, toolMocks: '{"w": "Sun"}' };
    const deps: LoopDeps = {
      isSeen: () => live.isOpen,
      open: () => openResults(openCalls(live.session, live.main.leaf), draft, mocksIn(draft)),
      send: (toolResults) => {
        const refusal = sendResults(open, { toolResults: [...toolResults] });
        const answer = asked.at(-1);
        left -= 1;
        answer?.say(...(left > 0 ? calls([`id${left}`, tool]) : [say('Done.')]));
        answer?.end({ status: 'done' });
        return Promise.resolve(refusal);
      },
      stopAnswer: () => live.main.stop(),
      answered: async () => {
        await live.runs.ended(live.main.leaf ?? '');
        return live.answer(live.main.leaf ?? '')?.status === 'done' ? { usd: 0.5, isAtLeast: false } : undefined;
      },
      mayGoOn: () => Promise.resolve(false),
      tell: (state) => void states.push(state),
      ...more,
    };
    return { deps, states };
  }

  it('goes on until nothing is called, and tells what it has cost', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    const { deps, states } = loopIn(open, 3);
    assert.deepEqual(await new ToolLoop(deps, 10).run(), { why: 'done' });
    assert.deepEqual(states.at(-1), { rounds: 3, allowed: 10, usd: 1.5, isAtLeast: false });
    assert.equal(open.live.main.turns.length, 4);
  });

  it('asks after so many rounds, and goes on for as many once more', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    const askedAt: number[] = [];
    const { deps } = loopIn(open, 100, {
      mayGoOn: ({ rounds }) => Promise.resolve(askedAt.push(rounds) < 2),
    });
    assert.deepEqual(await new ToolLoop(deps, 2).run(), { why: 'limit' });
    assert.deepEqual(askedAt, [2, 4]);
  });

  it('waits at a call that no mock answers', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    const { deps } = loopIn(open, 5, {}, 'other');
    assert.deepEqual(await new ToolLoop(deps, 10).run(), { why: 'mock', name: 'other' });
    assert.equal(openCalls(open.live.session, open.live.main.leaf).length, 1);
  });

  it('ends where it is stopped, refused, not seen any more, or an answer fails', async () => {
    for (const [more, why] of [
      [{ send: () => Promise.resolve('No.') }, 'refused'],
      [{ isSeen: () => false }, 'unseen'],
      [{ answered: () => Promise.resolve(undefined) }, 'failed'],
    ] as const) {
      const open = await liveSession();
      await called(open, ...calls(['x', 'w']));
      const loop = new ToolLoop(loopIn(open, 5, more).deps, 10);
      assert.equal((await loop.run()).why, why);
      // An answer that failed may have cost something.
      assert.equal(loop.state.isAtLeast, why === 'failed');
    }
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    let sent = 0;
    const { deps } = loopIn(open, 5, { tell: () => (sent += 1) === 3 && loop.stop() });
    const loop = new ToolLoop(deps, 10);
    assert.equal((await loop.run()).why, 'stopped');
    assert.equal(open.asked.length, 3);
  });

  it('sends nothing any more where it is stopped while that is checked', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    let sent = 0;
    const deps: LoopDeps = {
      ...loopIn(open, 5).deps,
      send: async (_results, isStopped) => {
        await new Promise((resolve) => setImmediate(resolve));
        loop.stop();
        if (isStopped()) return 'It was not sent.';
        sent += 1;
        return undefined;
      },
    };
    const loop: ToolLoop = new ToolLoop(deps, 10);
    assert.deepEqual([await loop.run(), sent, loop.state.rounds], [{ why: 'stopped' }, 0, 0]);
  });

  it('keeps no request that has ended', async () => {
    const open = await liveSession();
    await called(open, ...calls(['x', 'w']));
    const { deps } = loopIn(open, 50);
    await new ToolLoop(deps, 100).run();
    await open.live.whenIdle();
    assert.deepEqual(open.live.runs.ids, []);
    assert.equal(open.live.main.turns.length, 51);
    assert.deepEqual(draftResults(open.live.main.turns.at(-1)!.prompt), [{ callId: 'id1', text: 'Sun' }]);
  });
});
