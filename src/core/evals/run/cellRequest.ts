import { decodedBase64 } from '../../base/base64';
import { isRecord } from '../../base/json';
import { atOnce } from '../../base/work';
import type { Say } from '../../base/say';
import { imageSize } from '../../chat/media/imageSize';
import { isImage, mediaTypeOf } from '../../chat/media/fileKinds';
import type { ChatParams, ChatRequest, Message, MessagePart } from '../../chat/messages/chatTypes';
import type { PromptMessage, PromptPart } from '../../prompts/prompt';
import type { CellRequest } from './cellAsker';

/** A part of a prompt that no request can have; the message is shown as it is. */
export class PromptFault extends Error {
  override readonly name = 'PromptFault';
}

type Rest = Pick<ChatRequest, 'model' | 'tools' | 'toolChoice' | 'outputSchema'> & { readonly params: ChatParams };

interface RequestDeps {
  readonly sha256: (bytes: Uint8Array) => Promise<string>;
  readonly say: Say;
}

/** Makes the request of messages that are rendered. @throws PromptFault */
export async function cellRequest(
  messages: readonly PromptMessage[],
  rest: Rest,
  { sha256, say }: RequestDeps,
): Promise<CellRequest> {
  const bytesOf = new Map<string, Uint8Array>();
  const refuse = (part: PromptPart): never => {
    const written = JSON.stringify('data' in part ? part.data : part).slice(0, 100);
    throw new PromptFault(say('This cannot be sent in a message: {0}', written));
  };
  const asPart = async (part: PromptPart): Promise<MessagePart[]> => {
    if ('text' in part) return part.text === '' ? [] : [{ type: 'text', text: part.text }];
    if ('toolRequest' in part) return [callOf(part.toolRequest)];
    if ('toolResponse' in part) return [resultOf(part.toolResponse)];
    if ('data' in part) return refuse(part);
    // A placeholder that stays empty.
    if (!('media' in part)) return [];
    const bytes = dataOf(part.media.url);
    const mediaType = bytes && mediaTypeOf(bytes);
    if (!bytes || mediaType === undefined) {
      throw new PromptFault(say('Only images and documents with their bytes can be sent, as data URLs.'));
    }
    const blob = await sha256(bytes);
    bytesOf.set(blob, bytes);
    const size = isImage(mediaType) ? imageSize(bytes, mediaType) : undefined;
    return [{ type: isImage(mediaType) ? 'image' : 'file', blob, mediaType, bytes: bytes.length, ...size }];
  };
  const system: string[] = [];
  const asked: Message[] = [];
  for (const { role, content } of messages) {
    if (role === 'system')
      system.push(...content.map((part) => ('text' in part ? part.text : isPlace(part) ? '' : refuse(part))));
    else {
      const parts = (await Promise.all(content.map(asPart))).flat();
      if (parts.length > 0) asked.push({ role: role === 'model' ? 'assistant' : role, parts });
    }
  }
  // A prompt that is a system prompt alone is asked as a question, as no provider takes a request without a message.
  if (asked.length === 0) asked.push({ role: 'user', parts: [{ type: 'text', text: system.splice(0).join('\n\n') }] });
  const request: ChatRequest = { system: system.join('\n\n'), messages: asked, ...rest };
  return { request, media: (blob) => Promise.resolve(bytesOf.get(blob)) };
}

const isPlace = (part: PromptPart): boolean => Object.keys(part).every((key) => key === 'metadata');

const nameOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function callOf({ ref, name, input }: Readonly<Record<string, unknown>>): MessagePart {
  const text = typeof input === 'string' ? input : JSON.stringify(input ?? {});
  return { type: 'tool-call', id: nameOf(ref), name: nameOf(name), input: text };
}

function resultOf({ ref, output }: Readonly<Record<string, unknown>>): MessagePart {
  const text = typeof output === 'string' ? output : JSON.stringify(isRecord(output) ? output : (output ?? ''));
  return { type: 'tool-result', callId: nameOf(ref), parts: [{ type: 'text', text }] };
}

/** Returns the bytes of a data URL in base64; `undefined` where it is none. */
function dataOf(url: string): Uint8Array | undefined {
  const [, base64] = /^data:[^,;]*(?:;[^,;]*)*;base64,([A-Za-z0-9+/=\s]*)$/.exec(url) ?? [];
  return base64 === undefined ? undefined : atOnce(decodedBase64(base64.replace(/\s/g, '')));
}
