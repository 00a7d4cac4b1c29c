import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anthropicMessages } from '../../../../../src/core/chat/dialects/anthropicMessages';
import { chatCompletions } from '../../../../../src/core/chat/dialects/chatCompletions';
import { responses } from '../../../../../src/core/chat/dialects/responses';
import type { ChatRequest } from '../../../../../src/core/chat/messages/chatTypes';
import { textOf } from '../../../../../src/core/playground/session/nodeText';
import { sessionCodec } from '../../../../../src/core/playground/session/sessionCodec';
import { ownAnswer } from '../../../../../src/core/playground/session/sessionSchema';
import { emptySession, newestLeaf } from '../../../../../src/core/playground/session/sessionTree';
import { answerTo, branchedSession, closeAll, idsIn, sendable } from '../../../../support/conversations';
import type { Open } from '../../../../support/conversations';
import { maker, requestIn, sendIn } from '../../../../support/liveSessions';
import { contentOf, reduceAll } from '../../../../support/sessionEvents';
import { tries } from '../../../../support/tries';

/** The message at which something is done, and with what text. */
interface At {
  readonly promptId: string;
  readonly answerId: string;
  readonly nodeId: string;
  readonly text: string;
}

const doing: Readonly<Record<string, (open: Open, at: At) => unknown>> = {
  send: async (open, { text }) => {
    if (sendIn(open.live, maker, sendable(text)) === undefined) await answerTo(open, `to ${text}`);
  },
  fail: ({ live, asked }, { text }) => {
    if (sendIn(live, maker, sendable(text)) === undefined) asked.at(-1)?.end({ status: 'failed' });
    return live.whenIdle();
  },
  'send edit': async (open, { promptId, text }) => {
    const { main } = open.live;
    const request = main.requestEdited(maker, sendable('', { editing: promptId, edited: text }));
    if (typeof request !== 'string' && main.send(request) === undefined) await answerTo(open, 'again');
  },
  'edit prompt': ({ live }, { promptId, text }) =>
    live.main.saveEdit(sendable('', { editing: promptId, edited: text })),
  'edit answer': ({ live }, { answerId, text }) =>
    live.main.saveEdit(sendable('', { editing: answerId, edited: text })),
  delete: ({ live }, { promptId }) => live.main.deleteMessage(promptId),
  'delete answer': ({ live }, { answerId }) => live.main.deleteMessage(answerId),
  pair: ({ live }, { text }) => live.main.saveEdit(sendable(text, { editing: ownAnswer, edited: `by hand ${text}` })),
  branch: ({ live }, { answerId }) => live.main.branchFrom(answerId),
  page: ({ live }, { nodeId }) => live.main.showSibling(nodeId),
};

/** Actions of a user in a conversation. The number `at` chooses the message. */
const acts = fc.array(
  fc.record({
    act: fc.constantFrom(...Object.keys(doing)),
    at: fc.nat({ max: 30 }),
    text: fc.constantFrom('a', '<b>', '  ', 'c d'),
  }),
  { maxLength: 14 },
);

async function act(open: Open, what: string, at: number, text: string): Promise<void> {
  const { live } = open;
  const ids = idsIn(live.main);
  const [promptId = '', answerId = ''] = ids[at % Math.max(1, ids.length)] ?? [];
  const all = [...live.session.nodes.values()];
  const nodeId = all[at % Math.max(1, all.length)]?.id ?? '';
  await doing[what]?.(open, { promptId, answerId, nodeId, text });
}

function assertValid(request: ChatRequest): void {
  const { messages } = request;
  assert.deepEqual(
    messages.map(({ role }) => role),
    messages.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')),
  );
  assert.equal(messages.at(-1)?.role, 'user');
  for (const { parts } of messages) assert.notEqual(textOf({ parts }).trim(), '');
  const variant = { without: [], limitField: 'max_tokens' } as const;
  const wires = [
    anthropicMessages.body(request, variant)['messages'],
    chatCompletions.body(request, variant)['messages'],
    responses.body(request, variant)['input'],
  ] as { role?: string; content?: unknown }[][];
  for (const wire of wires) {
    const roles = wire.flatMap(({ role }) => (role === undefined ? [] : [role]));
    assert.deepEqual(
      roles,
      roles.map((_, index) => (index % 2 === 0 ? 'user' : 'assistant')),
    );
    for (const { role, content } of wire) if (role !== undefined) assert.ok(content !== '' && content !== undefined);
  }
}

describe('whatever is sent, edited, deleted, added and paged', () => {
  it('goes out as a valid history in every dialect, and loses nothing', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const open = await branchedSession();
        const { live } = open;
        let known = new Map<string, string>();
        for (const each of all) {
          await act(open, each.act, each.at, each.text);
          const now = new Map([...live.session.nodes.values()].map((node) => [node.id, textOf(node)]));
          for (const [id, text] of known) assert.equal(now.get(id), text, `${each.act} changed ${id}`);
          known = now;
          assertValid(requestIn(live, maker, sendable('next')).request);
        }
        // Every node can be shown again, and the file holds all of it.
        for (const id of known.keys()) {
          live.main.showSibling(id);
          const leaf = newestLeaf(live.session, id);
          assert.equal(live.main.turns.at(-1)?.answer?.id ?? live.main.turns.at(-1)?.prompt.id, leaf);
        }
        const { id, created } = live.session;
        const again = reduceAll(emptySession(id, created), sessionCodec.snapshot(live.session));
        assert.deepEqual(contentOf(again), contentOf(live.session));
        await closeAll();
      }),
      tries(60),
    );
  });
});
