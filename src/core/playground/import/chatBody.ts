import { isRecord } from '../../base/json';
import type { Work } from '../../base/work';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { stringOf, textIn, textPart } from './messageReader';
import type { FilePart } from '../../chat/messages/fileParts';
import type { MessageReader, TextPart } from './messageReader';

type Fields = Readonly<Record<string, unknown>>;

/** Fields of an answer. */
const ofAnswer = ['role', 'content', 'tool_calls', 'reasoning_content', 'reasoning', 'reasoning_details', 'refusal'];

/** Reads the messages of Chat Completions. */
export function* readChat({ messages }: Fields, reader: MessageReader): Work<void> {
  for (const message of Array.isArray(messages) ? (messages as unknown[]) : []) {
    if (isRecord(message)) readMessage(message, reader);
    else reader.unknownKind('message');
    yield;
  }
}

function readMessage(message: Fields, reader: MessageReader): void {
  const { role, content } = message;
  switch (role) {
    case 'system':
    case 'developer':
      reader.expect(message, 'role', 'content');
      return reader.addSystem(textIn(content));
    case 'user':
      reader.expect(message, 'role', 'content');
      return reader.add('user', partsOf(content, reader));
    case 'tool':
    case 'function': {
      reader.expect(message, 'role', 'content', 'tool_call_id', 'name');
      const callId = stringOf(message['tool_call_id']) || stringOf(message['name']);
      const parts = typeof content === 'string' ? [textPart(content)] : partsOf(content, reader);
      return reader.add('user', [{ type: 'tool-result', callId, parts }]);
    }
    case 'assistant': {
      const reasoning = stringOf(message['reasoning_content']) || stringOf(message['reasoning']);
      reader.expect(message, ...ofAnswer);
      if (message['reasoning_details'] != null) reader.leftOut('seals');
      return reader.add('assistant', [
        ...(reasoning === '' ? [] : [{ type: 'reasoning', text: reasoning } as const]),
        ...partsOf(content, reader),
        ...partsOf(message['refusal'], reader),
        ...callsOf(message['tool_calls'], reader),
      ]);
    }
    default:
      return reader.unknownKind(role);
  }
}

function partsOf(content: unknown, reader: MessageReader): (TextPart | FilePart)[] {
  if (typeof content === 'string') return content === '' ? [] : [textPart(content)];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part: unknown): (TextPart | FilePart)[] => {
    const type = isRecord(part) ? part['type'] : undefined;
    if (!isRecord(part)) reader.unknownKind(typeof part);
    else if (type === 'text' || type === 'refusal') {
      reader.expect(part, 'type', 'text', 'refusal');
      return [textPart(stringOf(part['text']) || stringOf(part['refusal']))];
    } else if (type === 'image_url' || type === 'file') return fileOf(part, reader);
    else if (type === 'input_audio') reader.leftOut('audio');
    else reader.unknownKind(type);
    return [];
  });
}

function fileOf(part: Fields, reader: MessageReader): FilePart[] {
  const { image_url: image, file } = part;
  reader.expect(part, 'type', 'image_url', 'file');
  const fields = isRecord(image) ? image : isRecord(file) ? file : {};
  reader.expect(fields, 'url', 'filename', 'file_data', fields['detail'] === 'auto' ? 'detail' : '');
  return part['type'] === 'image_url'
    ? reader.file('images', isRecord(image) ? image['url'] : image)
    : reader.file('files', fields['file_data'], fields['filename']);
}

function callsOf(calls: unknown, reader: MessageReader): MessagePart[] {
  if (!Array.isArray(calls)) return [];
  return calls.flatMap((call: unknown): MessagePart[] => {
    const made = isRecord(call) ? call['function'] : undefined;
    if (!isRecord(call) || !isRecord(made)) {
      reader.unknownKind(isRecord(call) ? call['type'] : 'tool_calls');
      return [];
    }
    const input = made['arguments'];
    if (call['extra_content'] != null) reader.leftOut('seals');
    return [
      {
        type: 'tool-call',
        ...{ id: stringOf(call['id']), name: stringOf(made['name']) },
        input: typeof input === 'string' ? input : JSON.stringify(input ?? {}),
      },
    ];
  });
}
