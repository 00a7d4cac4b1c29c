import { kvWidth } from '../pocket/network';
import type { Shape } from '../pocket/pocketFile';

/** Bytes that the KV cache holds for each token: a key and a value in every layer. */
export const cacheBytesPerToken = (shape: Shape): number =>
  2 * shape.layers * kvWidth(shape) * Float32Array.BYTES_PER_ELEMENT;

/**
 * Counts the first tokens, for which a window has no room. `marks` is the number of places that something else takes.
 */
export const fallenOut = (tokens: number, window: number, marks: number): number =>
  Math.max(0, tokens - Math.max(0, window - marks));

/**
 * Returns the input tokens that are paid for in a conversation of `turns`. Each turn adds `tokens`, and sends them with
 * all earlier ones, as far as the window goes.
 */
export function tokensSent(tokens: number, turns: number, window: number): number {
  let sent = 0;
  for (let turn = 1; turn <= turns; turn++) sent += Math.min(window, turn * tokens);
  return sent;
}

/** Returns the cost of `tokens` in US dollars, at a price for a million of them. */
export const costOf = (tokens: number, perMillion: number): number => (tokens / 1e6) * perMillion;
