import assert from 'node:assert/strict';
import type { AnswerEnd } from '../../src/core/chat/backend';
import type { ChatEvent, ChatRequest, Message, MessagePart } from '../../src/core/chat/messages/chatTypes';
import { askPocket } from '../../src/core/pocket/chat/askPocket';
import type { AskPocketOptions } from '../../src/core/pocket/chat/askPocket';
import { pocketModel } from './pocket';
import { pocketInMemory } from './pocketPost';
import { sayInEnglish } from '../../src/core/base/say';

// Pocket asked as a provider is, with the thread in memory.

export const said = (role: Message['role'], ...parts: MessagePart[]): Message => ({ role, parts });
export const text = (words: string): MessagePart => ({ type: 'text', text: words });
export const asking = (question: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  model: 'pocket',
  system: '',
  messages: [said('user', text(question))],
  params: {},
  ...more,
});

export const textIn = (events: readonly ChatEvent[]): string =>
  events
    .map((event) => {
      if (event.type === 'delta') return event.text;
      return event.type === 'part' && event.part.type === 'text' ? event.part.text : '';
    })
    .join('');

export interface Asked {
  readonly end: AnswerEnd;
  readonly text: string;
  readonly events: readonly ChatEvent[];
}

/** The model that ships. */
export const memory = pocketInMemory(pocketModel);

/** Asks once. It is greedy, and nothing breaks, unless `more` says so. */
export async function ask(
  request: ChatRequest,
  more: Partial<AskPocketOptions> = {},
  { post } = memory,
): Promise<Asked> {
  const events: ChatEvent[] = [];
  const end = await askPocket(post, request, {
    signal: new AbortController().signal,
    onEvents: (some) => events.push(...some),
    onBroken: (error) => assert.fail(String(error)),
    say: sayInEnglish,
    randomSeed: () => assert.fail('Nothing is drawn.'),
    ...more,
  });
  return { end, text: textIn(events), events };
}
