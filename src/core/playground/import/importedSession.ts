import type { Say, Saying } from '../../base/say';
import type { Work } from '../../base/work';
import type { Backend } from '../../chat/backend';
import { dialectNames, dialectOf } from '../../chat/dialects/dialects';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { checkedEvent } from '../session/checkedEvent';
import { nodeEvents } from '../session/sessionCodec';
import { emptyDraft, firstColumnId, nobody, unknownTarget } from '../session/sessionSchema';
import { maxAttachments } from '../session/sessionSchema';
import type {
  AnswerNode,
  Attachment,
  PromptNode,
  SessionEvent,
  ToolResultDraft,
  Variables,
} from '../session/sessionSchema';
import { attachmentsOf } from '../session/draftAttachments';
import { textOf } from '../session/nodeText';
import { callsOf, resultsFor } from '../session/toolTurns';
import { backendAt } from './backendAt';
import { readCurl } from './curlCommand';
import { looksLikeCurl, looksLikeRequest } from './glance';
import { isDraft } from './importedFiles';
import type { ImportedRequest } from './importedRequest';
import { readRequestBody } from './requestBody';

/** UTF-16 code units of a text that is read: more than any context window. */
const maxLength = 8_000_000;

/** Reads a request: a curl command, or the JSON of a body. `problem`: why it is none. */
export function* readRequest(text: string): Work<ImportedRequest | { readonly problem: Saying }> {
  if (text.length > maxLength) return { problem: (say) => say('It is longer than 8 million characters.') };
  if (!looksLikeRequest(text)) {
    return { problem: (say) => say('It is neither a curl command nor the JSON of a request.') };
  }
  if (!looksLikeCurl(text)) return yield* readRequestBody(text);
  const curl = yield* readCurl(text);
  if ('problem' in curl) return curl;
  const read = yield* readRequestBody(curl.body, curl.address);
  return 'problem' in read ? read : { ...read, notes: [...read.notes, ...curl.notes] };
}

/** Returns the base URL of the address that a request was sent to. */
export function baseUrlOf({ address, dialect }: Pick<ImportedRequest, 'address' | 'dialect'>): string | undefined {
  if (address === undefined) return undefined;
  const path = dialectOf(dialect).path('/v1');
  return address.replace(/\/+$/, '').replace(new RegExp(`${path}$`), '');
}

/** Describes a request in a few words: its API, its address and its model. */
export function requestWords({ dialect, address, model }: ImportedRequest, say: Say): string {
  const api = dialectNames[dialect];
  const what = address === undefined ? say('{0} request', api) : say('{0} request to {1}', api, new URL(address).host);
  return model === '' ? what : `${what}, ${model}`;
}

/** Returns the user's provider that a request was sent to. */
export function backendFor(
  request: Pick<ImportedRequest, 'address' | 'dialect'>,
  backends: readonly Backend[],
): Backend | undefined {
  const baseUrl = baseUrlOf(request);
  return baseUrl === undefined ? undefined : backendAt(baseUrl, backends);
}

interface Making {
  /** The provider of the next request, where it is known. */
  readonly backend: Pick<Backend, 'id'> | undefined;
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The source of a new session: a request that was made elsewhere, or a prompt. */
export type SessionRequest = Omit<ImportedRequest, 'dialect'> & { readonly variables?: Variables };

/**
 * Makes the events for a session of a request. Its last message, or last results of tools, are written and not sent.
 */
export function* importEvents(request: SessionRequest, { backend, randomId, now }: Making): Work<SessionEvent[]> {
  const { system, model, temperature, maxOutputTokens, sampling, bodyFields } = request;
  const { tools, toolChoice, schema } = request;
  const { turns, message, attachments, toolResults } = turnsIn(request.messages);
  const events: SessionEvent[] = [];
  let parent: string | null = null;
  for (const { asked, answered } of turns) {
    const prompt: PromptNode = { kind: 'prompt', id: randomId(), parent, at: now, system, parts: asked };
    const status = answered.length === 0 ? 'stopped' : 'done';
    const answer: AnswerNode = {
      ...{ kind: 'answer', id: randomId(), parent: prompt.id, at: now, status },
      ...{ target: unknownTarget, parts: answered },
    };
    for (const node of [prompt, answer]) {
      for (const event of nodeEvents(node)) events.push(...checked(event));
    }
    parent = answer.id;
    yield;
  }
  const draft = {
    ...emptyDraft,
    providerId: backend?.id ?? nobody,
    model,
    system,
    message,
    ...{ temperature, maxOutputTokens, sampling, bodyFields, tools, toolChoice, schema, toolResults },
    ...(attachments.length > 0 && { attachments }),
    ...(request.variables && { variables: request.variables }),
  };
  events.push(...checked({ type: 'columnSet', column: { id: firstColumnId, leaf: parent } }));
  events.push(...checked({ type: 'draftChanged', draft }));
  return events;
}

const checked = (event: unknown): SessionEvent[] => {
  const found = checkedEvent(event);
  return found ? [found] : [];
};

interface ImportedTurn {
  readonly asked: readonly MessagePart[];
  readonly answered: readonly MessagePart[];
}

interface ImportedTurns {
  readonly turns: readonly ImportedTurn[];
  readonly message: string;
  readonly attachments: readonly Attachment[];
  readonly toolResults: readonly ToolResultDraft[];
}

/** Splits messages into turns. A request may begin with a message of the assistant, and end with results of tools. */
function turnsIn(messages: ImportedRequest['messages']): ImportedTurns {
  const turns: ImportedTurn[] = [];
  let asked: readonly MessagePart[] | undefined;
  for (const { role, parts } of messages) {
    if (role === 'user') asked = parts;
    else {
      turns.push({ asked: asked ?? [], answered: parts });
      asked = undefined;
    }
  }
  const before = turns.at(-1);
  const toolResults = before ? resultsFor(callsOf({ parts: before.answered }), writtenResults(asked ?? [])) : [];
  const attachments = attachmentsOf(asked ?? []);
  if (toolResults.length > 0) return { turns, message: '', attachments: [], toolResults };
  if (!asked || (isDraft(asked) && attachments.length <= maxAttachments)) {
    return { turns, message: textOf({ parts: asked ?? [] }), attachments, toolResults };
  }
  return { turns: [...turns, { asked, answered: [] }], message: '', attachments: [], toolResults };
}

/** Returns results as a user could have typed them: of text, and with nothing beside them. Else there are none. */
function writtenResults(parts: readonly MessagePart[]): ToolResultDraft[] {
  const results = parts.flatMap((part): ToolResultDraft[] =>
    part.type === 'tool-result' && part.parts.every(({ type }) => type === 'text')
      ? [{ callId: part.callId, text: textOf(part), ...(part.isError === true && { isError: true }) }]
      : [],
  );
  return results.length === parts.length ? results : [];
}
