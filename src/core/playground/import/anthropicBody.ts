import { isRecord } from '../../base/json';
import type { Work } from '../../base/work';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { stringOf, textIn, textPart } from './messageReader';
import type { MessageReader } from './messageReader';

type Fields = Readonly<Record<string, unknown>>;
type LeafPart = Exclude<MessagePart, { type: 'tool-result' }>;

/** Reads the messages of Anthropic's API. */
export function* readAnthropic({ system, messages }: Fields, reader: MessageReader): Work<void> {
  for (const block of Array.isArray(system) ? (system as unknown[]) : []) {
    if (isRecord(block)) reader.expect(block, 'type', 'text');
  }
  reader.addSystem(textIn(system));
  for (const message of Array.isArray(messages) ? (messages as unknown[]) : []) {
    const role = isRecord(message) ? message['role'] : undefined;
    if (!isRecord(message)) reader.unknownKind('message');
    else if (role === 'system') reader.addSystem(textIn(message['content']));
    else if (role === 'user' || role === 'assistant') {
      reader.expect(message, 'role', 'content');
      reader.add(
        role,
        blocksOf(message['content'], reader).flatMap((block) => partOf(block, reader)),
      );
    } else reader.unknownKind(role);
    yield;
  }
}

function blocksOf(content: unknown, reader: MessageReader): Fields[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text', text: content }];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: unknown) => {
    if (isRecord(block)) return [block];
    reader.unknownKind(typeof block);
    return [];
  });
}

function partOf(block: Fields, reader: MessageReader): MessagePart[] {
  if (block['type'] !== 'tool_result') return leafOf(block, reader);
  reader.expect(block, 'type', 'tool_use_id', 'content', 'is_error');
  return [
    {
      type: 'tool-result',
      callId: stringOf(block['tool_use_id']),
      parts: blocksOf(block['content'], reader).flatMap((inner) => leafOf(inner, reader)),
      ...(block['is_error'] === true && { isError: true }),
    },
  ];
}

function leafOf(block: Fields, reader: MessageReader): LeafPart[] {
  switch (block['type']) {
    case 'text':
      reader.expect(block, 'type', 'text', 'citations');
      return [textPart(stringOf(block['text']))];
    case 'thinking':
      reader.expect(block, 'type', 'thinking', 'signature');
      if (typeof block['signature'] === 'string') reader.leftOut('seals');
      return [{ type: 'reasoning', text: stringOf(block['thinking']) }];
    case 'redacted_thinking':
      reader.leftOut('seals');
      return [];
    case 'tool_use':
      reader.expect(block, 'type', 'id', 'name', 'input');
      return [
        {
          type: 'tool-call',
          ...{ id: stringOf(block['id']), name: stringOf(block['name']), input: JSON.stringify(block['input'] ?? {}) },
        },
      ];
    case 'image':
      return fileOf('images', block, reader);
    case 'document':
      return fileOf('files', block, reader);
    default:
      reader.unknownKind(block['type']);
      return [];
  }
}

function fileOf(what: 'images' | 'files', block: Fields, reader: MessageReader): LeafPart[] {
  const source = isRecord(block['source']) ? block['source'] : {};
  reader.expect(block, 'type', 'source');
  // A source of another type is an address, an id, or a text.
  return reader.file(what, source['type'] === 'base64' ? source['data'] : '', block['title']);
}
