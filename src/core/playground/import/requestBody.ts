import { isRecord, parseJson } from '../../base/json';
import type { Saying } from '../../base/say';
import { dialectOf } from '../../chat/dialects/dialects';
import { dialectIds } from '../../chat/messages/types';
import type { DialectId } from '../../chat/messages/types';
import { readAnthropic } from './anthropicBody';
import { takenFields } from './bodyParameters';
import { readChat } from './chatBody';
import type { ImportedRequest } from './importedRequest';
import { MessageReader, stringOf } from './messageReader';
import { readResponses } from './responsesBody';
import { shownNames } from './shownName';

type Fields = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<DialectId, (body: Fields, reader: MessageReader) => void>> = {
  'chat-completions': readChat,
  responses: readResponses,
  'anthropic-messages': readAnthropic,
};

/** Reads the JSON of a request. `address`: where it went, which tells the API. */
export function readRequestBody(json: string, address?: string): ImportedRequest | { readonly problem: Saying } {
  const body = parseJson(json);
  if (!isRecord(body)) return { problem: (say) => say('Its body is not a JSON object.') };
  const dialect = dialectAt(address) ?? dialectIn(body);
  if (dialect === undefined) {
    return { problem: (say) => say('It is no request of Chat Completions, Responses or Anthropic Messages.') };
  }
  if (isDeep(body)) return { problem: (say) => say('Its JSON is nested too deep.') };
  const reader = new MessageReader();
  readers[dialect](body, reader);
  if (reader.messages.length === 0) return { problem: (say) => say('It has no messages.') };
  const { system, messages } = reader;
  const model = stringOf(body['model']).slice(0, 500);
  const read = { dialect, model, system, messages, ...(address !== undefined && { address }) };
  const { left, ...how } = takenFields(body, read);
  const notes = reader.notes();
  if (left.length > 0) notes.push((say) => say('Parameters that were not taken: {0}', shownNames(left)));
  return { ...read, ...how, notes };
}

/** Whether lists and objects stand deeper in one another than any request has them. */
const isDeep = (value: unknown, left = 100): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((item) => isDeep(item, left - 1)));

function dialectAt(address = ''): DialectId | undefined {
  const path = address.replace(/\/+$/, '');
  return dialectIds.find((id) => path.endsWith(dialectOf(id).path(path)) || path.endsWith(dialectOf(id).path('/v1')));
}

/** The API is not said: what only one of them has tells it. */
function dialectIn(body: Fields): DialectId | undefined {
  const { messages, input } = body;
  if (typeof input === 'string' || Array.isArray(input)) return 'responses';
  if (!Array.isArray(messages) || !messages.some((message) => isRecord(message) && 'role' in message)) return undefined;
  const ofAnthropic = ['system', 'thinking', 'stop_sequences', 'anthropic_version', 'output_config', 'cache_control'];
  const blocks = messages.flatMap((message: unknown) =>
    isRecord(message) && Array.isArray(message['content']) ? (message['content'] as unknown[]) : [],
  );
  const isBlock = (block: unknown): boolean =>
    isRecord(block) &&
    ['tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'document'].includes(stringOf(block['type']));
  return ofAnthropic.some((field) => field in body) || blocks.some(isBlock) ? 'anthropic-messages' : 'chat-completions';
}
