import type { MessagePart } from './chatTypes';

/** An image or a document in a message. */
export type FilePart = Extract<MessagePart, { type: 'image' | 'file' }>;

export const isFilePart = (part: MessagePart): part is FilePart => part.type === 'image' || part.type === 'file';
