import { LiveSession } from '../../src/core/playground/liveSession';
import type { LiveSessionHost, SessionNews } from '../../src/core/playground/liveSession';
import { sessionCodec } from '../../src/core/playground/session/sessionCodec';
import type { RecordedEnd, SessionEvent } from '../../src/core/playground/session/sessionSchema';
import type { Session } from '../../src/core/playground/session/sessionTree';
import { createSessionStore } from '../../src/core/store/store';
import type { SessionStore, StoreTimes } from '../../src/core/store/types';
import type { ChatEvent, ChatRequest, Endpoint } from '../../src/core/chat/messages/types';
import { MemoryFiles } from '../fakes/memoryFiles';
import { hostOf, root, shortTimes } from '../fakes/notesStore';

// Sessions that are open, in a store in memory, with a provider that answers when it is told to.

export const endpoint: Endpoint = {
  id: 'maker',
  name: 'Maker',
  baseUrl: 'https://api.example.com/v1',
  preset: 'custom',
  dialect: 'chat-completions',
};

interface Asked {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  say(...events: ChatEvent[]): void;
  end(end: RecordedEnd): void;
}

export function provider(): { asked: Asked[]; host: LiveSessionHost } {
  const asked: Asked[] = [];
  const session = Math.random();
  let number = 0;
  const host: LiveSessionHost = {
    ask: (_endpoint, request, signal, onEvents) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ status: 'stopped' }));
        asked.push({ request, signal, say: (...events) => onEvents(events), end: resolve });
      }),
    onThrown: () => ({ status: 'failed' }),
    randomId: () => `${session}-${number++}`,
    now: () => number,
  };
  return { asked, host };
}

/** The store of one window; `process` is its name. */
export const storeOn = (
  files: MemoryFiles,
  process: string,
  times: Partial<StoreTimes> = {},
): SessionStore<Session, SessionEvent> =>
  createSessionStore({
    host: hostOf(files, { process }),
    codec: sessionCodec,
    folder: root,
    workspace: undefined,
    times: { ...shortTimes, ...times },
  });

export async function liveSession() {
  const files = new MemoryFiles();
  const store = storeOn(files, 'one');
  const { asked, host } = provider();
  const live = new LiveSession(await store.create(), host);
  const news: SessionNews[] = [];
  live.onNews((one) => news.push(one));
  return { live, news, asked, files, store, host };
}

export const say = (text: string): ChatEvent => ({ type: 'part', index: 0, part: { type: 'text', text } });
