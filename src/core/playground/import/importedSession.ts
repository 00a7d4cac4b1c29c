import type { Say, Saying } from '../../base/say';
import { addressIn } from '../../chat/providers/location';
import type { Backend } from '../../chat/backend';
import { isSameLocalServer } from '../../chat/providers/endpoint';
import { dialectNames, dialectOf } from '../../chat/dialects/dialects';
import type { MessagePart } from '../../chat/messages/types';
import { checkedEvent } from '../session/checkedEvent';
import { nodeEvents } from '../session/sessionCodec';
import { emptyDraft, firstColumnId, nobody, unknownTarget } from '../session/sessionSchema';
import type { SessionEvent, SessionNode } from '../session/sessionSchema';
import { textOf } from '../session/nodeText';
import { readCurl } from './curlCommand';
import { looksLikeCurl, looksLikeRequest } from './glance';
import type { ImportedRequest } from './importedRequest';
import { readRequestBody } from './requestBody';

/** UTF-16 code units of a text that is read, all in one go: more than any context window. */
const maxLength = 8_000_000;

/** Reads a request: a curl command, or the JSON of a body. `problem`: why it is none. */
export function readRequest(text: string): ImportedRequest | { readonly problem: Saying } {
  if (text.length > maxLength) return { problem: (say) => say('It is longer than 8 million characters.') };
  if (!looksLikeRequest(text)) {
    return { problem: (say) => say('It is neither a curl command nor the JSON of a request.') };
  }
  if (!looksLikeCurl(text)) return readRequestBody(text);
  const curl = readCurl(text);
  if ('problem' in curl) return curl;
  const read = readRequestBody(curl.body, curl.address);
  return 'problem' in read ? read : { ...read, notes: [...read.notes, ...curl.notes] };
}

/** Base URL of where a request went. */
export function baseUrlOf({ address, dialect }: Pick<ImportedRequest, 'address' | 'dialect'>): string | undefined {
  if (address === undefined) return undefined;
  const path = dialectOf(dialect).path('/v1');
  return address.replace(/\/+$/, '').replace(new RegExp(`${path}$`), '');
}

/** A request in a few words: its API, where it went, and its model. */
export function requestWords({ dialect, address, model }: ImportedRequest, say: Say): string {
  const api = dialectNames[dialect];
  const what = address === undefined ? say('{0} request', api) : say('{0} request to {1}', api, new URL(address).host);
  return model === '' ? what : `${what}, ${model}`;
}

/** The one of the user's that a request went to, by its origin. Nobody else is asked in its place, and nothing is set up. */
export function backendFor(
  request: Pick<ImportedRequest, 'address' | 'dialect'>,
  backends: readonly Backend[],
): Backend | undefined {
  const baseUrl = baseUrlOf(request);
  if (baseUrl === undefined) return undefined;
  const { origin } = new URL(baseUrl);
  const there = backends.filter(
    ({ location }) =>
      location.kind === 'host' && (location.origin === origin || isSameLocalServer(location.address, baseUrl)),
  );
  return there.find(({ location }) => addressIn(location) === baseUrl) ?? there[0];
}

interface Making {
  /** Whom it goes to next, where that is known. */
  readonly backend: Pick<Backend, 'id'> | undefined;
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The events that make a session of a request: its last message is written, and not sent. */
export function importEvents(request: ImportedRequest, { backend, randomId, now }: Making): SessionEvent[] {
  const { system, model, temperature, maxOutputTokens, sampling, bodyFields } = request;
  const { turns, message } = turnsIn(request.messages);
  const nodes: SessionNode[] = [];
  for (const { asked, answered } of turns) {
    const parent = nodes.at(-1)?.id ?? null;
    const prompt = { kind: 'prompt' as const, id: randomId(), parent, at: now, system, parts: asked };
    const status = answered.length === 0 ? ('stopped' as const) : ('done' as const);
    const answer = { kind: 'answer' as const, id: randomId(), parent: prompt.id, at: now, status };
    nodes.push(prompt, { ...answer, target: unknownTarget, parts: answered });
  }
  const draft = {
    ...emptyDraft,
    providerId: backend?.id ?? nobody,
    model,
    system,
    message,
    ...{ temperature, maxOutputTokens, sampling, bodyFields },
  };
  const events: SessionEvent[] = [
    ...nodes.flatMap((node) => [...nodeEvents(node)]),
    { type: 'columnSet', column: { id: firstColumnId, leaf: nodes.at(-1)?.id ?? null } },
    { type: 'draftChanged', draft },
  ];
  return events.flatMap((event) => checkedEvent(event) ?? []);
}

interface ImportedTurn {
  readonly asked: readonly MessagePart[];
  readonly answered: readonly MessagePart[];
}

/** A request may begin with what the assistant said, and end with a result of a tool. */
function turnsIn(messages: ImportedRequest['messages']): { turns: ImportedTurn[]; message: string } {
  const turns: ImportedTurn[] = [];
  let asked: readonly MessagePart[] | undefined;
  for (const { role, parts } of messages) {
    if (role === 'user') asked = parts;
    else {
      turns.push({ asked: asked ?? [], answered: parts });
      asked = undefined;
    }
  }
  const isText = asked?.every(({ type }) => type === 'text') ?? true;
  if (asked && !isText) turns.push({ asked, answered: [] });
  return { turns, message: asked && isText ? textOf({ parts: asked }) : '' };
}
