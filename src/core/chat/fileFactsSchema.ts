import * as v from 'valibot';
import type { Frozen } from '../base/frozen';
import { blobName, count, text } from './messages/chatTypes';

/** A file of the message as the model would be given it, in the order of the message. */
export const fileFacts = v.object({
  blob: blobName,
  /** Absent where its maker publishes no rule. `isExact`: the rule is the maker's, and holds there. */
  tokens: v.exactOptional(count),
  isExact: v.exactOptional(v.literal(true)),
  /** The reason against sending it, and what can be done, in words for people. */
  problem: v.exactOptional(text),
  /** A sentence on what is not known of it. */
  note: v.exactOptional(text),
  /** The size that an image is scaled to there anyway, or has to have. */
  scaled: v.exactOptional(v.object({ width: count, height: count })),
});
export type FileFacts = Frozen<v.InferOutput<typeof fileFacts>>;
