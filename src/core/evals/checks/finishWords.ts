import type { FinishReason } from '../../chat/messages/chatTypes';

/** Words of promptfoo for the ways in which an answer ends. */
const words: Readonly<Record<FinishReason, string>> = {
  ...{ stop: 'stop', length: 'length', 'window-full': 'length', 'answer-limit': 'length' },
  ...{ 'content-filter': 'content_filter', 'tool-calls': 'tool_calls', other: 'other' },
};

/** Returns promptfoo's word for why an answer ended. An unknown reason stays as it is. */
export const finishWord = (finish: string): string =>
  Object.hasOwn(words, finish) ? words[finish as FinishReason] : finish;
