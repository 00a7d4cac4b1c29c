import type { MessagePart } from '../../chat/messages/chatTypes';
import type { AnswerNode, SessionNode } from './sessionSchema';

// The texts of a node as people read them. `joinsAt` says how a growing part continues them.

const between = { text: '', reasoning: '\n\n' } as const;

type TextKind = keyof typeof between;

const textsOf = (parts: readonly MessagePart[], kind: TextKind): string[] =>
  parts.flatMap((part) => (part.type === kind && part.text !== '' ? [part.text] : []));

/**
 * Returns the text of a node. Its pieces are joined as they are, because providers split a text in the middle of
 * sentences.
 */
export const textOf = ({ parts }: Pick<SessionNode, 'parts'>): string => textsOf(parts, 'text').join(between.text);

/** Returns the reasoning of a node. Its pieces are summaries of steps, so they become paragraphs. */
export const reasoningOf = ({ parts }: Pick<SessionNode, 'parts'>): string =>
  textsOf(parts, 'reasoning').join(between.reasoning);

/**
 * Returns the text that joins new text of the part at `index` to the text before it; `undefined` if it would not come
 * at the end.
 */
export function joinsAt(parts: readonly MessagePart[], index: number, kind: TextKind): string | undefined {
  const hasText = (part: MessagePart): boolean => part.type === kind && part.text !== '';
  if (parts.slice(index + 1).some(hasText)) return undefined;
  const part = parts[index];
  const begins = part === undefined || !hasText(part);
  return begins && parts.slice(0, index).some(hasText) ? between[kind] : '';
}

/** Whether an answer was asked of a model at its place: neither written by the user nor copied below a change. */
export const wasAsked = ({ made }: Pick<AnswerNode, 'made'>): boolean =>
  made === undefined || made === 'continued' || made === 'begun';

export const isOfTool = ({ type }: MessagePart): boolean => type === 'tool-call' || type === 'tool-result';
