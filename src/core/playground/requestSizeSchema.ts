import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { count, shortText, tokens } from '../chat/messages/chatTypes';

/** How large a request is, before it is sent. */
export const requestSize = v.object({
  /** System prompt, history, message and the framing of messages, counted here. Absent where they could not be counted soon. */
  tokens: v.exactOptional(tokens),
  /** Tokens of the context window of the model, where it is known there. */
  window: v.exactOptional(tokens),
  /** Files of which it is not known how many tokens they are: they come to it. */
  uncounted: v.exactOptional(count),
  /** Cost of the input without any cache, in US dollars, where the price is fully known. */
  inputUsd: v.exactOptional(count),
  /** The provider that says the window or the price, where it is not the catalog. */
  saidBy: v.exactOptional(shortText),
});
export type RequestSize = Frozen<v.InferOutput<typeof requestSize>>;
