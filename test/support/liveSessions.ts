import { LiveSession } from '../../src/core/playground/liveSession';
import type { SessionNews } from '../../src/core/playground/liveSession';
import type { LiveSessionHost } from '../../src/core/playground/liveSessionHost';
import { OpenSessions } from '../../src/core/playground/openSessions';
import { sessionCodec } from '../../src/core/playground/session/sessionCodec';
import type { RecordedEnd } from '../../src/core/chat/messages/recordedEnd';
import type { Draft, Origin, SessionEvent } from '../../src/core/playground/session/sessionSchema';
import type { Session } from '../../src/core/playground/session/sessionTree';
import type { Unsent, UnsentDrafts } from '../../src/core/playground/unsentDraft';
import { SessionStore } from '../../src/core/store/store';
import type { StoreTimes } from '../../src/core/store/storeTypes';
import assert from 'node:assert/strict';
import type { Backend } from '../../src/core/chat/backend';
import type { ChatEvent, ChatRequest } from '../../src/core/chat/messages/chatTypes';
import type { AnswerRequest, AskWish } from '../../src/core/playground/session/messagesFor';
import type { NotAsked } from '../../src/core/playground/columnDeps';
import { backendAt, endpointAt } from './backends';
import type { Files } from '../../src/core/files/files';
import { MemoryFiles } from '../fakes/memoryFiles';
import { hostOf, root, shortTimes } from '../fakes/notesStore';

// Sessions that are open, in a store in memory, with a provider that answers when it is told to.

export const maker = backendAt(endpointAt('https://api.example.com/v1'));

interface Asked {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  say(...events: ChatEvent[]): void;
  end(end: RecordedEnd): void;
}

/** Nothing that is sent is kept. */
export const noWires: LiveSessionHost['wires'] = {
  keep: () => Promise.resolve(),
  whenKept: () => Promise.resolve(),
};

/** Nothing is attached. */
export const noFiles: LiveSessionHost['files'] = {
  read: () => Promise.resolve(undefined),
  keep: () => Promise.resolve(),
  whenKept: () => Promise.resolve(),
};

export function provider(): { asked: Asked[]; host: LiveSessionHost } {
  const asked: Asked[] = [];
  const session = Math.random();
  let number = 0;
  const host: LiveSessionHost = {
    ask: (_backend, request, { signal, onEvents }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve({ status: 'stopped' }));
        asked.push({ request, signal, say: (...events) => onEvents(events), end: resolve });
      }),
    onThrown: () => ({ status: 'failed' }),
    unsent: unsentDrafts(),
    wires: noWires,
    files: noFiles,
    randomId: () => `${session}-${number++}`,
    now: () => number,
  };
  return { asked, host };
}

/** As a window has them that is not closed. */
function unsentDrafts(): UnsentDrafts {
  const drafts = new Map<string, Unsent>();
  return {
    of: (id, column) => drafts.get(`${id} ${column}`),
    add: (id, column, typed) => void drafts.set(`${id} ${column}`, { ...drafts.get(`${id} ${column}`), ...typed }),
    forget(id) {
      const gone = [...drafts].filter(([name]) => id === undefined || name.startsWith(`${id} `));
      for (const [name] of gone) drafts.delete(name);
      return () => gone.forEach(([name, typed]) => drafts.set(name, typed));
    },
  };
}

/** The store of one window; `process` is its name. */
export const storeOn = (
  files: Files,
  process: string,
  times: Partial<StoreTimes> = {},
  now = Date.now,
): SessionStore<Session, SessionEvent> =>
  new SessionStore({
    host: hostOf(files, { process, now }),
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

/** The request that sends that draft. It lacks nothing. */
export function requestIn(live: LiveSession, backend: Backend, draft: Draft): AnswerRequest {
  const asked = live.main.requestOf(backend, draft);
  assert.ok(typeof asked !== 'string', 'It lacks nothing.');
  return asked;
}

/** Sends a draft; or says why not. */
export function sendIn(live: LiveSession, backend: Backend, draft: Draft, ...origins: Origin[]): NotAsked | undefined {
  const asked = live.main.requestOf(backend, draft, origins.length > 0 ? origins : undefined);
  return typeof asked === 'string' ? asked : live.main.send(asked);
}

/** Tries an answer again; or says why not. */
export function retryIn(
  live: LiveSession,
  answerId: string,
  backend: Backend,
  change?: Partial<AskWish>,
): NotAsked | undefined {
  const asked = live.main.requestAgain(answerId, backend, change);
  return asked && live.main.retry(asked);
}

/** Another window, in which a session of the first one is shown. */
export function windowOn(
  { files, host, live }: Pick<Awaited<ReturnType<typeof liveSession>>, 'files' | 'host' | 'live'>,
  now?: () => number,
): OpenSessions {
  const store = storeOn(files, 'two', {}, now);
  return new OpenSessions(store, host, {
    first: () => store.open(live.id),
    onShown: () => Promise.resolve(),
    onProblem: () => undefined,
    onFailed: () => undefined,
    onLost: (error) => assert.fail(String(error)),
  });
}
