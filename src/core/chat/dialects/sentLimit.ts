import type { DialectId } from '../messages/chatTypes';

/** Tokens that an answer may have where the user sets no limit, and the API wants one. */
// Apart from the dialects, which most windows never load.
export const sentLimit: Readonly<Partial<Record<DialectId, number>>> = {
  // Every model since Claude 4 takes this one.
  'anthropic-messages': 32_000,
};
