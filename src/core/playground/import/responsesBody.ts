import { isRecord } from '../../base/json';
import type { Work } from '../../base/work';
import { stringOf, textIn, textPart } from './messageReader';
import type { FilePart } from '../../chat/messages/fileParts';
import type { MessageReader, TextPart } from './messageReader';

type Fields = Readonly<Record<string, unknown>>;

/** Reads the items of Responses. */
export function* readResponses({ input, instructions }: Fields, reader: MessageReader): Work<void> {
  reader.addSystem(stringOf(instructions));
  if (typeof input === 'string') return reader.add('user', [textPart(input)]);
  for (const item of Array.isArray(input) ? (input as unknown[]) : []) {
    if (isRecord(item)) readItem(item, reader);
    else reader.unknownKind('item');
    yield;
  }
}

function readItem(item: Fields, reader: MessageReader): void {
  switch (item['type'] ?? 'message') {
    case 'message':
      return readMessage(item, reader);
    case 'reasoning': {
      const text = [textIn(item['summary']), textIn(item['content'])].filter((piece) => piece !== '').join('\n\n');
      if (typeof item['encrypted_content'] === 'string') reader.leftOut('seals');
      reader.expect(item, 'type', 'id', 'summary', 'content', 'encrypted_content', 'status');
      return reader.add('assistant', text === '' ? [] : [{ type: 'reasoning', text }], false);
    }
    case 'function_call': {
      reader.expect(item, 'type', 'id', 'call_id', 'name', 'arguments', 'status');
      const [id, name] = [stringOf(item['call_id']), stringOf(item['name'])];
      return reader.add('assistant', [{ type: 'tool-call', id, name, input: stringOf(item['arguments']) }], false);
    }
    case 'function_call_output': {
      reader.expect(item, 'type', 'id', 'call_id', 'output', 'status');
      const { output } = item;
      const parts = typeof output === 'string' ? [textPart(output)] : partsOf(output, reader);
      return reader.add('user', [{ type: 'tool-result', callId: stringOf(item['call_id']), parts }], false);
    }
    default:
      return reader.unknownKind(item['type']);
  }
}

function readMessage(message: Fields, reader: MessageReader): void {
  const { role, content } = message;
  reader.expect(message, 'type', 'role', 'content', 'id', 'status');
  if (role === 'system' || role === 'developer') return reader.addSystem(textIn(content));
  if (role !== 'user' && role !== 'assistant') return reader.unknownKind(role);
  // The words of an assistant come in pieces with its reasoning between them, so they go on with the message before.
  reader.add(role, partsOf(content, reader), role === 'user');
}

function partsOf(content: unknown, reader: MessageReader): (TextPart | FilePart)[] {
  if (typeof content === 'string') return content === '' ? [] : [textPart(content)];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown): (TextPart | FilePart)[] => {
    const type = isRecord(part) ? part['type'] : undefined;
    if (!isRecord(part)) reader.unknownKind(typeof part);
    else if (type === 'input_text' || type === 'output_text' || type === 'refusal' || type === 'text') {
      reader.expect(part, 'type', 'text', 'refusal', 'annotations', 'logprobs');
      return [textPart(stringOf(part['text']) || stringOf(part['refusal']))];
    } else if (type === 'input_image') {
      reader.expect(part, 'type', 'image_url', part['detail'] === 'auto' ? 'detail' : '');
      return reader.file('images', part['image_url']);
    } else if (type === 'input_file') {
      reader.expect(part, 'type', 'filename', 'file_data');
      return reader.file('files', part['file_data'], part['filename']);
    } else if (type === 'input_audio') reader.leftOut('audio');
    else reader.unknownKind(type);
    return [];
  });
}
