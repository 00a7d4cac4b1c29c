import { isRecord } from '../../base/json';
import { roleOf } from '../forms/chatTemplates';
import type { PromptMessage, PromptPart } from '../prompt';

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the messages of a chat as the APIs write it: a list of them, or an object that has it. `undefined`: it is no
 * chat.
 */
export function messagesOfChat(chat: unknown): PromptMessage[] | undefined {
  const list: unknown = isRecord(chat) ? chat['messages'] : chat;
  if (!Array.isArray(list) || list.length === 0) return undefined;
  if (!list.every((each): each is Values => isRecord(each) && typeof each['role'] === 'string')) return undefined;
  return list.map((message) => {
    const role = roleOf(message['role']);
    // A message with an unknown role is no part of a request.
    return role ? { role, content: partsOf(message) } : { role: 'user', content: [{ data: message }] };
  });
}

function partsOf({ content, tool_calls: calls, tool_call_id: id, name }: Values): PromptPart[] {
  if (typeof id === 'string') {
    const output = typeof content === 'string' ? content : JSON.stringify(content ?? '');
    return [{ toolResponse: { ref: id, name: typeof name === 'string' ? name : '', output } }];
  }
  const parts = Array.isArray(content) ? content.map(partOf) : content == null ? [] : [{ text: textOf(content) }];
  return [...parts, ...(Array.isArray(calls) ? calls.flatMap(callOf) : [])];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Reads a part in the form of Chat Completions, Responses or Messages. */
function partOf(part: unknown): PromptPart {
  if (!isRecord(part)) return { text: textOf(part) };
  if (typeof part['text'] === 'string') return { text: part['text'] };
  const image = part['image_url'];
  const url = isRecord(image) ? image['url'] : image;
  if (typeof url === 'string') return { media: { url } };
  const { source } = part;
  if (isRecord(source) && typeof source['data'] === 'string' && typeof source['media_type'] === 'string') {
    return {
      media: { url: `data:${source['media_type']};base64,${source['data']}`, contentType: source['media_type'] },
    };
  }
  return { data: part };
}

function callOf(call: unknown): PromptPart[] {
  const made = isRecord(call) && isRecord(call['function']) ? call['function'] : undefined;
  if (!made || !isRecord(call)) return [{ data: { call } }];
  return [{ toolRequest: { ref: call['id'], name: made['name'], input: made['arguments'] } }];
}
