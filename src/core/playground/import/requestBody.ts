import { isRecord, parseJson } from '../../base/json';
import { formatCount } from '../../base/numbers';
import type { Saying } from '../../base/say';
import type { Work } from '../../base/work';
import { dialectOf } from '../../chat/dialects/dialects';
import { dialectIds } from '../../chat/messages/chatTypes';
import type { DialectId } from '../../chat/messages/chatTypes';
import { readAnthropic } from './anthropicBody';
import { takenFields } from './bodyParameters';
import { readChat } from './chatBody';
import type { ImportedRequest } from './importedRequest';
import { MessageReader, maxParts, stringOf } from './messageReader';
import { maxMessages, tooManyMessages } from './mostMessages';
import { readResponses } from './responsesBody';
import { shownNames } from './shownName';

type Fields = Readonly<Record<string, unknown>>;

const readers: Readonly<Record<DialectId, (body: Fields, reader: MessageReader) => Work<void>>> = {
  'chat-completions': readChat,
  responses: readResponses,
  'anthropic-messages': readAnthropic,
};

/** Reads the JSON of a request. `address`: the address that it was sent to, which shows the API. */
export function* readRequestBody(json: string, address?: string): Work<ImportedRequest | { readonly problem: Saying }> {
  const body = parseJson(json);
  if (!isRecord(body)) return { problem: (say) => say('Its body is not a JSON object.') };
  const dialect = dialectAt(address) ?? dialectIn(body);
  if (dialect === undefined) {
    return { problem: (say) => say('It is no request of Chat Completions, Responses or Anthropic Messages.') };
  }
  const { messages: asked, input, ...rest } = body;
  const list: unknown[] = [asked, input].flatMap((each: unknown) => (Array.isArray(each) ? (each as unknown[]) : []));
  if (list.length > maxMessages) return { problem: tooManyMessages };
  for (const each of [...list, rest]) {
    if (isDeep(each)) return { problem: (say) => say('Its JSON is nested too deep.') };
    yield;
  }
  const reader = new MessageReader(json);
  yield* readers[dialect](body, reader);
  if (reader.hasTooManyParts) {
    return { problem: (say) => say('It has a message of more than {0} parts.', formatCount(maxParts)) };
  }
  if (reader.messages.length === 0) return { problem: (say) => say('It has no messages.') };
  const { system, messages } = reader;
  const model = stringOf(body['model']).slice(0, 500);
  const read = { dialect, model, system, messages, files: reader.files, ...(address !== undefined && { address }) };
  const { left, ...how } = yield* takenFields(body, read);
  const notes = reader.notes();
  if (left.length > 0) notes.push((say) => say('Parameters that were not taken: {0}', shownNames(left)));
  return { ...read, ...how, notes };
}

/** Whether lists and objects are nested deeper than in any request. */
const isDeep = (value: unknown, left = 100): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((item) => isDeep(item, left - 1)));

function dialectAt(address = ''): DialectId | undefined {
  const path = address.replace(/\/+$/, '');
  return dialectIds.find((id) => path.endsWith(dialectOf(id).path(path)) || path.endsWith(dialectOf(id).path('/v1')));
}

/** Finds the API of a body by what only one of them has. */
function dialectIn(body: Fields): DialectId | undefined {
  const { messages, input } = body;
  if (typeof input === 'string' || Array.isArray(input)) return 'responses';
  if (!Array.isArray(messages) || !messages.some((message) => isRecord(message) && 'role' in message)) return undefined;
  const ofAnthropic = ['system', 'thinking', 'stop_sequences', 'anthropic_version', 'output_config', 'cache_control'];
  const hasBlock = (message: unknown): boolean =>
    isRecord(message) && Array.isArray(message['content']) && message['content'].some(isBlock);
  const isBlock = (block: unknown): boolean =>
    isRecord(block) &&
    ['tool_use', 'tool_result', 'thinking', 'redacted_thinking', 'document'].includes(stringOf(block['type']));
  return ofAnthropic.some((field) => field in body) || messages.some(hasBlock)
    ? 'anthropic-messages'
    : 'chat-completions';
}
