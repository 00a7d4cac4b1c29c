import { BytesGoneError } from '../../base/bytesText';
import type { BytesOf } from '../../base/bytesText';
import { isRecord, parseJson } from '../../base/json';
import type { ChatRequest, Message, MessagePart } from '../messages/chatTypes';
import type { EditorLeaf, EditorMessage, EditorModel, EditorPart, EditorRequest } from './editorModel';

/** Parts of a request that a model of the editor, or the editor itself, cannot take. */
export type EditorLacks = 'images' | 'files' | 'tools' | 'tool-choice' | 'tool-input' | 'schema';

/** Returns the first part of a request that would have to be silently left out. */
export function lackingIn(
  { messages, tools = [], toolChoice = 'auto', outputSchema }: ChatRequest,
  { can }: Pick<EditorModel, 'can'>,
): EditorLacks | undefined {
  if (tools.length > 0 && can.tools === false) return 'tools';
  if (tools.length > 0 && toolChoice !== 'auto' && toolChoice !== 'required') return 'tool-choice';
  if (outputSchema) return 'schema';
  return messages.flatMap(({ parts }) => parts.map((part) => lackingOf(part, can))).find((each) => each !== undefined);
}

function lackingOf(part: MessagePart, can: EditorModel['can']): EditorLacks | undefined {
  switch (part.type) {
    case 'image':
      return can.images === false ? 'images' : undefined;
    case 'file':
      return 'files';
    case 'tool-call':
      return inputOf(part.input) ? undefined : 'tool-input';
    case 'tool-result':
      return part.parts.map((inner) => lackingOf(inner, can)).find((lacking) => lacking !== undefined);
    case 'text':
    case 'reasoning':
      return undefined;
  }
}

/**
 * Returns a request in the editor's form. The editor has no role for a system prompt, which becomes the first message
 * of the user, as in the editor's own documentation.
 */
export async function editorRequest(
  { system, messages, tools = [], toolChoice }: ChatRequest,
  read: BytesOf,
): Promise<EditorRequest> {
  const first: Message[] = system === '' ? [] : [{ role: 'user', parts: [{ type: 'text', text: system }] }];
  const sent: EditorMessage[] = [];
  for (const { role, parts } of [...first, ...messages]) {
    const taken: EditorPart[] = [];
    for (const part of parts) taken.push(...(await editorParts(part, read)));
    if (taken.length > 0) sent.push({ role: role === 'assistant' ? 'assistant' : 'user', parts: taken });
  }
  if (tools.length === 0) return { messages: sent };
  return {
    messages: sent,
    tools: tools.map(({ name, description = '', parameters }) => ({ name, description, inputSchema: parameters })),
    ...(toolChoice === 'required' && { toolMode: toolChoice }),
  };
}

async function editorParts(part: MessagePart, read: BytesOf): Promise<EditorPart[]> {
  if (part.type === 'tool-call') {
    return [{ type: 'tool-call', id: part.id, name: part.name, input: inputOf(part.input) ?? {} }];
  }
  if (part.type !== 'tool-result') return leavesOf(part, read);
  const leaves: EditorLeaf[] = [];
  for (const inner of part.parts) leaves.push(...(await leavesOf(inner, read)));
  return [{ type: 'tool-result', callId: part.callId, parts: leaves }];
}

async function leavesOf(part: MessagePart, read: BytesOf): Promise<EditorLeaf[]> {
  if (part.type === 'text') return part.text === '' ? [] : [{ type: 'text', text: part.text }];
  if (part.type === 'image') {
    const bytes = await read(part.blob);
    if (!bytes) throw new BytesGoneError(part.blob);
    return [{ type: 'data', mediaType: part.mediaType, bytes }];
  }
  // Reasoning of an answer is not handed back, as no way to do so works in every version of the editor.
  return [];
}

/**
 * Returns the input of a call as the object that the editor takes: an empty one for an empty text, `undefined` for a
 * text that is no JSON object.
 */
function inputOf(input: string): object | undefined {
  const value = input.trim() === '' ? {} : parseJson(input);
  return isRecord(value) ? value : undefined;
}

/** Returns the texts of a request, for counting. The framing of messages is up to the vendor, and unknown. */
export const textsOf = ({ messages, tools = [] }: EditorRequest): string =>
  [...tools.map((tool) => JSON.stringify(tool)), ...messages.flatMap(({ parts }) => parts.map(textOf))].join('\n');

function textOf(part: EditorPart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'tool-call':
      return `${part.name} ${JSON.stringify(part.input)}`;
    case 'tool-result':
      return part.parts.map(textOf).join('\n');
    case 'data':
      return '';
  }
}
