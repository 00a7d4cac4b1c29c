import type { DialectId } from '../messages/chatTypes';

/** The limit of tokens for an answer where the user sets none and the API requires one. */
// Kept apart from the dialects, which most windows never load.
export const sentLimit: Readonly<Partial<Record<DialectId, number>>> = {
  // Every model since Claude 4 accepts this limit.
  'anthropic-messages': 32_000,
};
