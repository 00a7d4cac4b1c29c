import { isRecord, parseJson } from '../../base/json';
import type { Saying } from '../../base/say';
import { dialectOf } from '../../chat/dialects/dialects';
import { dialectIds } from '../../chat/messages/types';
import type { DialectId } from '../../chat/messages/types';
import { readAnthropic } from './anthropicBody';
import { readChat } from './chatBody';
import type { ImportedRequest } from './importedRequest';
import { MessageReader, stringOf } from './messageReader';
import { readResponses } from './responsesBody';

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
  const [temperature, maxOutputTokens] = [temperatureIn(body), limitIn(body)];
  const { system, messages } = reader;
  const read = {
    dialect,
    model: stringOf(body['model']).slice(0, 500),
    system,
    messages,
    temperature,
    maxOutputTokens,
  };
  const left = fieldsLeft(body, read);
  const notes = reader.notes();
  if (left.length > 0) notes.push((say) => say('Parameters that were not taken: {0}', left.join(', ')));
  return { ...read, ...(address !== undefined && { address }), notes };
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

function temperatureIn({ temperature }: Fields): number | null {
  return typeof temperature === 'number' && temperature >= 0 && temperature <= 2 ? temperature : null;
}

const limitNames = ['max_output_tokens', 'max_completion_tokens', 'max_tokens'];

function limitIn(body: Fields): number | null {
  const limit = limitNames.map((name) => body[name]).find((value) => value !== undefined && value !== null);
  return typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= 10_000_000 ? limit : null;
}

/** Fields that were read, and how an answer comes, which is always as a stream here. */
const readFields = ['model', 'messages', 'input', 'system', 'instructions', 'stream', 'stream_options'];

/** The fields of a body that a request of the session would not have as they are. */
function fieldsLeft(
  body: Fields,
  { dialect, model, system, messages, temperature, maxOutputTokens }: Omit<ImportedRequest, 'notes'>,
): string[] {
  const params = { ...(temperature !== null && { temperature }), ...(maxOutputTokens !== null && { maxOutputTokens }) };
  const made = (limitField: 'max_tokens' | 'max_completion_tokens'): Fields =>
    dialectOf(dialect).body({ model, system, messages, params }, { without: [], limitField });
  const ours = { ...made('max_tokens'), ...made('max_completion_tokens') };
  return Object.keys(body)
    .filter((field) => !readFields.includes(field) && body[field] !== null)
    .filter((field) => JSON.stringify(ours[field]) !== JSON.stringify(body[field]))
    .map((field) => field.slice(0, 60));
}
