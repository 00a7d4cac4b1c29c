import type { DialectId } from '../messages/types';

/** A last message of the assistant is the start of the answer, and not one that has ended. */
// Apart from the dialects, which most windows never load.
export const goesOnWithLast: Readonly<Record<DialectId, boolean>> = {
  'chat-completions': false,
  responses: false,
  'anthropic-messages': true,
};
