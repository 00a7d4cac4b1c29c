import { parseDocument } from 'yaml';
import { isRecord, parseJson } from '../../base/json';
import { roleOf } from '../../prompts/forms/chatTemplates';
import type { PromptMessage, PromptPart } from '../../prompts/prompt';
import { repeatedKey } from '../../text/yaml';
import { isTangled, yamlOptions } from '../suite/configText';

type Values = Readonly<Record<string, unknown>>;

/** The messages of a text: those of a chat in JSON or YAML, or one of the user. */
export function chatOf(text: string): PromptMessage[] {
  const chat = chatIn(text);
  const list = Array.isArray(chat) ? chat : isRecord(chat) && Array.isArray(chat['messages']) ? chat['messages'] : [];
  const messages = list.every((each) => isRecord(each) && typeof each['role'] === 'string') ? list : [];
  if (messages.length === 0) return [{ role: 'user', content: [{ text }] }];
  return (messages as Values[]).map((message) => {
    const role = roleOf(message['role']);
    // One of nobody that is known is no part of a request.
    return role ? { role, content: partsOf(message) } : { role: 'user', content: [{ data: message }] };
  });
}

/** A text that has messages of a chat, as JSON or YAML reads it. */
export function chatIn(text: string): unknown {
  const trimmed = text.trim();
  if (/^[[{]/.test(trimmed)) return parseJson(trimmed);
  if (!/^- role:/.test(trimmed) || isTangled(trimmed)) return undefined;
  try {
    const document = parseDocument(trimmed, yamlOptions);
    const isRead = document.errors.length === 0 && !repeatedKey(document.contents);
    return isRead ? (document.toJS({ maxAliasCount: 100 }) as unknown) : undefined;
  } catch {
    // Then it is a text like any other.
    return undefined;
  }
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

/** A part in the form of Chat Completions, Responses or Messages. */
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
