import type { PocketTurn } from '../pocketModel';

// The room for a conversation in Pocket's window.

/**
 * Token counts: of the conversation with the message, of the message in a conversation of its own, and of the window.
 */
export interface Counts {
  readonly tokens: number;
  readonly lastTokens: number;
  readonly window: number;
}

/**
 * Places of the window that an answer needs. Of the answers that Pocket learned, 99 in 100 fit in these (the longest has
 * 127 tokens, half of them have 54), and all of those on one term or family do. With less room, answers are cut short.
 */
export const answerRoom = 96;

/** Returns the places that are kept for an answer of at most `maxTokens`. A limit of 5 tokens needs only 5. */
export const roomFor = (maxTokens = answerRoom): number => Math.max(1, Math.min(answerRoom, maxTokens));

export const fits = ({ tokens, window }: Pick<Counts, 'tokens' | 'window'>, maxTokens?: number): boolean =>
  tokens + roomFor(maxTokens) <= window;

/**
 * Limits as in the model's file, which a test checks: tokens of the window, and a bound for the bytes of any token.
 * They stand here for texts that are too long even to be handed to the thread.
 */
export const pocketLimits = { window: 512, tokenBytes: 32 } as const;

/**
 * The most UTF-16 code units that the window can hold. In UTF-8, each of them has at least one byte (a pair has four, a
 * lone half three), and a token has at most `tokenBytes`. So a longer text has more tokens than the window.
 */
export const maxUnits = pocketLimits.window * pocketLimits.tokenBytes;

export const unitsOf = (turns: readonly PocketTurn[]): number =>
  turns.reduce((units, { text }) => units + text.length, 0);
