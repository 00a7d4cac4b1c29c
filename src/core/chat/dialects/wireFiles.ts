import { BytesText } from '../../base/bytesText';
import { isFilePart } from '../messages/fileParts';
import type { FilePart } from '../messages/fileParts';
import type { MessagePart } from '../messages/chatTypes';

// Images and PDF documents in each of the three APIs. Their bytes are sent as base64, as attached files have no
// address.

/** Returns the name of a document, which the API requires. */
const nameOf = ({ name }: FilePart): string => name ?? 'document.pdf';

const base64 = ({ blob, mediaType }: FilePart): BytesText => new BytesText('', blob, mediaType);

const dataUrl = ({ blob, mediaType }: FilePart): BytesText =>
  new BytesText(`data:${mediaType};base64,`, blob, mediaType);

/** https://platform.openai.com/docs/api-reference/chat/create: `image_url`, `file` */
const chatFile = (part: FilePart): object =>
  part.type === 'image'
    ? { type: 'image_url', image_url: { url: dataUrl(part) } }
    : { type: 'file', file: { filename: nameOf(part), file_data: dataUrl(part) } };

/** Returns the content of a message: its text alone, which every server takes, or a list where it has files. */
export function chatContent(parts: readonly MessagePart[], text: string): string | object[] {
  if (!parts.some(isFilePart)) return text;
  return parts.flatMap((part): object[] => {
    if (isFilePart(part)) return [chatFile(part)];
    return part.type === 'text' && part.text !== '' ? [{ type: 'text', text: part.text }] : [];
  });
}

/** Returns the files of results as a message of the user, as a tool may only return text in that API. */
export function chatFilesOfResults(results: readonly Extract<MessagePart, { type: 'tool-result' }>[]): object[] {
  const files = results.flatMap(({ parts }) => parts.filter(isFilePart));
  return files.length === 0 ? [] : [{ role: 'user', content: files.map(chatFile) }];
}

/** https://platform.openai.com/docs/api-reference/responses/create: `input_image`, `input_file` */
const responsesFile = (part: FilePart): object =>
  part.type === 'image'
    ? // The default detail, which the types of the client library require.
      { type: 'input_image', detail: 'auto', image_url: dataUrl(part) }
    : { type: 'input_file', filename: nameOf(part), file_data: dataUrl(part) };

/** Returns the content of a message, or the output of a tool: its text alone, or a list where it has files. */
export function responsesContent(parts: readonly MessagePart[], text: string): string | object[] {
  if (!parts.some(isFilePart)) return text;
  return parts.flatMap((part): object[] => {
    if (isFilePart(part)) return [responsesFile(part)];
    return part.type === 'text' && part.text !== '' ? [{ type: 'input_text', text: part.text }] : [];
  });
}

/** https://platform.claude.com/docs/en/api/messages/create: `image`, `document` */
export const messagesFile = (part: FilePart): object => ({
  type: part.type === 'image' ? 'image' : 'document',
  source: { type: 'base64', media_type: part.mediaType, data: base64(part) },
});
