import assert from 'node:assert/strict';
import { answerFrom } from '../../src/core/chat/answerFrom';
import type { Backend } from '../../src/core/chat/backend';
import type { ChatEvent, ChatRequest } from '../../src/core/chat/messages/chatTypes';
import { LiveSession } from '../../src/core/playground/liveSession';
import type { LiveSessionHost } from '../../src/core/playground/liveSessionHost';
import type { AnswerNode, Draft } from '../../src/core/playground/session/sessionSchema';
import { turnsOf } from '../../src/core/playground/session/sessionTree';
import { MemoryFiles } from '../fakes/memoryFiles';
import { pocketAt } from './backends';
import { maker, provider, sendIn, storeOn } from './liveSessions';
import { draftOf } from './sessionEvents';

// A session in memory whose questions the model that ships answers, or a provider of the user.

export const pocket = pocketAt();

export const pocketDraft = (message: string, more: Partial<Draft> = {}): Draft =>
  draftOf({ providerId: pocket.id, model: 'pocket', message, ...more });

/** `makerSays`: what the provider of the user answers, whatever it is asked. */
export async function pocketSession(makerSays: readonly ChatEvent[] = []) {
  const requests: ChatRequest[] = [];
  const ask: Backend['ask'] = (_request, { onEvents }) => {
    onEvents(makerSays);
    return Promise.resolve({ status: 'done', finishReason: 'stop' });
  };
  const noCatalog = (): Promise<never> => Promise.reject(new Error('Nothing needs the catalog.'));
  const host: LiveSessionHost = {
    ...provider().host,
    ask: (backend, request, listener) => {
      requests.push(request);
      const asked = backend === maker ? { ...maker, ask } : backend;
      return answerFrom(asked, request, listener, noCatalog);
    },
  };
  const store = storeOn(new MemoryFiles(), 'one');
  const live = new LiveSession(await store.create(), host);
  return { live, requests, reopened: async () => new LiveSession(await store.open(live.id), host) };
}

/** The answer that is shown last. */
export function lastAnswer(live: LiveSession): AnswerNode {
  const answer = turnsOf(live.session, live.main.id).at(-1)?.answer;
  assert.ok(answer);
  return answer;
}

/** Asks, and waits for the end of the answer. */
export async function askIn(live: LiveSession, draft: Draft): Promise<AnswerNode> {
  assert.equal(sendIn(live, draft.providerId === pocket.id ? pocket : maker, draft), undefined);
  await live.whenIdle();
  return lastAnswer(live);
}
