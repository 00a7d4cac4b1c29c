import assert from 'node:assert/strict';
import { isBuiltIn, pocketEndpoint } from '../../src/core/chat/providers/builtIn';
import type { AnswerEnd } from '../../src/core/chat/service';
import type { ChatEvent, ChatRequest, Endpoint } from '../../src/core/chat/messages/types';
import { LiveSession } from '../../src/core/playground/liveSession';
import type { AnswerNode, Draft } from '../../src/core/playground/session/sessionSchema';
import { turnsOf } from '../../src/core/playground/session/sessionTree';
import { askPocket } from '../../src/core/pocket/chat/askPocket';
import { answerOf } from '../../src/editor/providers/chat/answerOf';
import { MemoryFiles } from '../fakes/memoryFiles';
import { endpoint as maker, provider, storeOn } from './liveSessions';
import { pocketModel } from './pocket';
import { pocketInMemory } from './pocketPost';
import { draftOf } from './sessionEvents';
import { sayInEnglish } from '../../src/core/base/say';

// A session in memory whose questions the model that ships answers, or a provider of the user.

export const pocketPost = pocketInMemory(pocketModel).post;

export const pocketDraft = (message: string, more: Partial<Draft> = {}): Draft =>
  draftOf({ providerId: pocketEndpoint.id, model: 'pocket', message, ...more });

/** `makerSays`: what the provider of the user answers, whatever it is asked. */
export async function pocketSession(makerSays: readonly ChatEvent[] = []) {
  const requests: ChatRequest[] = [];
  const ask = (
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
    onEvents: (events: readonly ChatEvent[]) => void,
  ): Promise<AnswerEnd> => {
    requests.push(request);
    if (isBuiltIn(endpoint.id)) {
      const onBroken = (error: unknown): void => assert.fail(String(error));
      return askPocket(pocketPost, request, { signal, onEvents, onBroken, randomSeed: () => 1, say: sayInEnglish });
    }
    onEvents(makerSays);
    return Promise.resolve({ status: 'done', finishReason: 'stop' });
  };
  const noCatalog = (): Promise<never> => Promise.reject(new Error('Nothing needs the catalog.'));
  const host = {
    ...provider().host,
    ask: (...args: Parameters<typeof ask>) => answerOf({ ask }, noCatalog, ...args),
  };
  const store = storeOn(new MemoryFiles(), 'one');
  const live = new LiveSession(await store.create(), host);
  return { live, requests, reopened: async () => new LiveSession(await store.open(live.id), host) };
}

/** The answer that is shown last. */
export function lastAnswer(live: LiveSession): AnswerNode {
  const answer = turnsOf(live.session, live.columnId).at(-1)?.answer;
  assert.ok(answer);
  return answer;
}

/** Asks, and waits for the end of the answer. */
export async function askIn(live: LiveSession, draft: Draft): Promise<AnswerNode> {
  const endpoint = isBuiltIn(draft.providerId) ? pocketEndpoint : maker;
  assert.equal(live.send(endpoint, draft), undefined);
  await live.whenIdle();
  return lastAnswer(live);
}
