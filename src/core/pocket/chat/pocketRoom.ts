import type { PocketTurn } from '../pocketModel';

// The room that Pocket's window has for a conversation.

/** Tokens: of the conversation with the message, of the message in a conversation of its own, of the window. */
export interface Counts {
  readonly tokens: number;
  readonly lastTokens: number;
  readonly window: number;
}

/**
 * Places of the window that an answer needs. Of the answers that Pocket learned 99 in 100 are no longer (the longest has 127
 * tokens, half of them have 54), and all on one term or family; with less room they end as a stump.
 */
export const answerRoom = 96;

/** Places that are kept for an answer of at most `maxTokens`: whoever asks for 5 tokens needs 5. */
export const roomFor = (maxTokens = answerRoom): number => Math.max(1, Math.min(answerRoom, maxTokens));

export const fits = ({ tokens, window }: Pick<Counts, 'tokens' | 'window'>, maxTokens?: number): boolean =>
  tokens + roomFor(maxTokens) <= window;

/**
 * As the model's file has them, which a test reads: tokens of the window, and a bound for the bytes of any token. They stand
 * here for what is too long even to be handed to the thread.
 */
export const pocketLimits = { window: 512, tokenBytes: 32 } as const;

/**
 * UTF-16 code units that the window can hold at most. In UTF-8 each of them has a byte or more (a pair has four, a lone half
 * three), and a token has `tokenBytes` at most: so a longer text has more tokens than the window.
 */
export const maxUnits = pocketLimits.window * pocketLimits.tokenBytes;

export const unitsOf = (turns: readonly PocketTurn[]): number =>
  turns.reduce((units, { text }) => units + text.length, 0);
