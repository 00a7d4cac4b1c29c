import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { blobName, count, text } from './messages/chatTypes';

/** Facts about a file of the message for the model that it would go to. A list of them keeps the order of the message. */
export const fileFacts = v.object({
  blob: blobName,
  /**
   * Tokens by the published rule of the model; absent where there is none, or the size is not known. `isExact`: the
   * rule is exact, and the request goes to the maker itself.
   */
  tokens: v.exactOptional(count),
  isExact: v.exactOptional(v.literal(true)),
  /** The reason against sending it, and what can be done, in words for people. */
  problem: v.exactOptional(text),
  /** A sentence on what is not known about the file. */
  note: v.exactOptional(text),
  /** The size that the provider scales an image to by itself, or that the image has to be scaled to before. */
  scaled: v.exactOptional(v.object({ width: count, height: count })),
});
export type FileFacts = Frozen<v.InferOutput<typeof fileFacts>>;
