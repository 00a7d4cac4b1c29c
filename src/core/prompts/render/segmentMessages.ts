import type { PromptMessage, PromptPart, PromptRole } from '../prompt';
import type { FilledSegment } from '../template/segments';

/**
 * Makes the messages of a filled template. The history is inserted where the template says so, or else at the end,
 * before a last message of the user.
 * @param start the role that the template begins with.
 */
export function messagesOf(
  segments: readonly FilledSegment[],
  history: readonly PromptMessage[],
  start: PromptRole = 'user',
): PromptMessage[] {
  const messages: PromptMessage[] = [];
  let role = start;
  let run: FilledSegment[] = [];
  let hasHistory = false;
  const end = (): void => {
    if (!run.every(isBlank)) messages.push({ role, content: partsOf(run) });
    run = [];
  };
  for (const segment of segments) {
    if (typeof segment === 'string' || 'section' in segment || 'media' in segment) run.push(segment);
    else {
      end();
      if ('role' in segment) role = segment.role;
      else {
        for (const message of history) messages.push(asHistory(message));
        hasHistory ||= history.length > 0;
        // Text after the history is the model's, unless it names a role.
        role = 'model';
      }
    }
  }
  end();
  return hasHistory ? messages : withHistory(messages, history);
}

const isBlank = (segment: FilledSegment): boolean => typeof segment === 'string' && segment.trim() === '';

const asHistory = (message: PromptMessage): PromptMessage => ({
  ...message,
  metadata: { ...message.metadata, purpose: 'history' },
});

/** Inserts the history where the template has no place for it. */
export function withHistory(messages: readonly PromptMessage[], history: readonly PromptMessage[]): PromptMessage[] {
  const isAsked = messages.at(-1)?.role === 'user';
  const before = isAsked ? messages.slice(0, -1) : messages;
  return [...before, ...history, ...messages.slice(before.length)];
}

/** Makes the parts of a message. Texts of white space alone between marks are left out. */
function partsOf(run: readonly FilledSegment[]): PromptPart[] {
  const parts: PromptPart[] = [];
  let text = '';
  const endText = (): void => {
    if (text.trim() !== '') parts.push({ text });
    text = '';
  };
  for (const segment of run) {
    if (typeof segment === 'string') text += segment;
    else {
      endText();
      if ('media' in segment) parts.push({ media: segment.media });
      else if ('section' in segment) parts.push({ metadata: { purpose: segment.section, pending: true } });
    }
  }
  endText();
  return parts;
}
