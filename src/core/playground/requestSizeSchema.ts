import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { count, shortText, tokens } from '../chat/messages/chatTypes';

/** How large a request is, before it is sent. */
export const requestSize = v.object({
  /** System prompt, history, message and the framing of messages, counted here. Absent where they could not be counted soon. */
  tokens: v.exactOptional(tokens),
  /** Tokens of the context window that the model has at the provider, where known. */
  window: v.exactOptional(tokens),
  /** Number of files whose tokens are not known and come on top. */
  uncounted: v.exactOptional(count),
  /** Cost of the input without any cache, in US dollars, where the price is fully known. */
  inputUsd: v.exactOptional(count),
  /** The provider that reports the window or the price, where it does not come from the catalog. */
  saidBy: v.exactOptional(shortText),
});
export type RequestSize = Frozen<v.InferOutput<typeof requestSize>>;
