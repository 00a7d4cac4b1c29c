import { isFilePart } from '../../chat/messages/fileParts';
import type { FilePart } from '../../chat/messages/fileParts';
import type { MessagePart } from '../../chat/messages/chatTypes';
import { isImage } from '../../chat/media/fileKinds';
import type { Attachment, Draft } from './sessionSchema';

// Files of a message: as they are attached to a draft, and as parts of what is sent.

const partOf = ({ mediaType, ...rest }: Attachment): FilePart => ({
  type: isImage(mediaType) ? 'image' : 'file',
  mediaType,
  ...rest,
});

/**
 * Returns the parts of a message: its files first, as models read them best, and then the text. A blank text is left
 * out after files.
 */
export function promptParts(text: string, attachments: readonly Attachment[] = []): MessagePart[] {
  const files = attachments.map(partOf);
  return files.length > 0 && text.trim() === '' ? files : [...files, { type: 'text', text }];
}

/** The files of a message, as a draft has them. */
export const attachmentsOf = (parts: readonly MessagePart[]): Attachment[] =>
  parts.filter(isFilePart).map(({ blob, mediaType, name = '', bytes = 0, width, height, pages }) => ({
    ...{ blob, mediaType, name, bytes },
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    ...(pages !== undefined && { pages }),
  }));

/** Returns the files that stay attached when a message with those parts is sent: those that were added meanwhile. */
export function attachmentsLeft({ attachments = [] }: Draft, sent: readonly MessagePart[]): Attachment[] {
  const gone = new Set(sent.filter(isFilePart).map(({ blob }) => blob));
  return attachments.filter(({ blob }) => !gone.has(blob));
}
