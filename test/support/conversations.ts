import assert from 'node:assert/strict';
import type { Opaque } from '../../src/core/chat/messages/chatTypes';
import type { Column } from '../../src/core/playground/column';
import { textOf } from '../../src/core/playground/session/nodeText';
import { emptyDraft } from '../../src/core/playground/session/sessionSchema';
import type { Draft } from '../../src/core/playground/session/sessionSchema';
import { turnHeads } from '../../src/core/playground/session/turnHeads';
import { liveSession as openSession, maker, requestIn, say, sendIn } from './liveSessions';

// Conversations that a user changes. They are closed after each test.

export type Open = Awaited<ReturnType<typeof openSession>>;

let opened: Open[] = [];
export async function branchedSession(): Promise<Open> {
  const open = await openSession();
  opened.push(open);
  return open;
}
export async function closeAll(): Promise<void> {
  for (const { live, store } of opened) {
    await live.close();
    await store.close();
  }
  opened = [];
}
afterEach(closeAll);

/** A draft that can be sent. */
export const sendable = (message: string, more: Partial<Draft> = {}): Draft => ({
  ...emptyDraft,
  providerId: 'maker',
  model: 'maker-1',
  message,
  ...more,
});
const cost = { known: true, usd: 1, lines: [], checked: '' } as const;
const seal: Opaque = { dialect: 'anthropic-messages', json: '{"type":"thinking","signature":"x"}' };

/** Ends the answer that was asked for last. */
export async function answerTo({ asked, live }: Open, text: string): Promise<void> {
  const last = asked.at(-1);
  last?.say({ type: 'part', index: 0, part: { type: 'reasoning', text: 'hm', opaque: seal } });
  last?.say({ ...say(text), index: 1 } as never);
  last?.end({ status: 'done', finishReason: 'stop', usage: { inputTokens: 1, outputTokens: 2 }, cost });
  await live.whenIdle();
}

export async function conversation(...messages: string[]): Promise<Open & { column: Column }> {
  const open = await branchedSession();
  for (const message of messages) {
    assert.equal(sendIn(open.live, maker, sendable(message)), undefined);
    await answerTo(open, `to ${message}`);
  }
  return Object.assign(open, { column: open.live.main });
}

export const textsIn = ({ turns }: Column): string[] =>
  turns.flatMap(({ prompt, answer }) => [textOf(prompt), answer ? textOf(answer) : '(none)']);
/** Returns the messages that would be sent with the next one, by role and text. */
export const sentBy = ({ live }: Open, message = 'next'): string[] =>
  requestIn(live, maker, sendable(message)).request.messages.map(({ role, parts }) => `${role}: ${textOf({ parts })}`);
export const idsIn = ({ turns }: Column): (readonly [prompt: string, answer: string])[] =>
  turns.map(({ prompt, answer }) => [prompt.id, answer?.id ?? ''] as const);
export const headsIn = ({ live }: Open) => turnHeads(live.session, live.main.id);
