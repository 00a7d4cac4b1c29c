import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';

// The schema has a file of its own, because the page needs nothing else of the reference cards.

const line = v.pipe(v.string(), v.maxLength(2_000));

/** A card below an answer: what glossary or catalog say about the question. It is never a part of the conversation. */
export const referenceCard = v.object({
  kind: v.picklist(['term', 'family', 'model']),
  title: line,
  /** The name that a misspelled word of the question was taken for. */
  meant: v.exactOptional(line),
  text: line,
  /** Facts, each with a source of its own where it differs from that of the card, as it often does for prices. */
  facts: v.pipe(
    v.array(v.object({ label: line, value: line, source: v.exactOptional(line), checked: v.exactOptional(line) })),
    v.maxLength(20),
  ),
  /** Address of the page that tells more, in the form that commands take. */
  address: line,
  source: line,
  /** ISO date on which text and source were compared; empty where that is not known. */
  checked: line,
  /** Whether the answer already has the text word for word. The card is then a single line. */
  isRepeated: v.boolean(),
});
export type ReferenceCard = Frozen<v.InferOutput<typeof referenceCard>>;
