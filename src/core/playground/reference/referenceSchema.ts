import * as v from 'valibot';
import type { Frozen } from '../../base/frozen';

// By itself, because the page needs nothing else of it.

const line = v.pipe(v.string(), v.maxLength(2_000));

/** A card below an answer: what glossary or catalog say about the question. It is never a part of the conversation. */
export const referenceCard = v.object({
  kind: v.picklist(['term', 'family', 'model']),
  title: line,
  /** The name for which a word of the question was taken that is not quite it. */
  meant: v.exactOptional(line),
  text: line,
  /** With a source of its own, where that of the card is another one: prices often have. */
  facts: v.pipe(
    v.array(v.object({ label: line, value: line, source: v.exactOptional(line), checked: v.exactOptional(line) })),
    v.maxLength(20),
  ),
  /** The page that tells more, as commands take it. */
  address: line,
  source: line,
  /** ISO date on which text and source were compared; empty where that is not known. */
  checked: line,
  /** The answer has what was asked for word for word: the card is a line then. */
  isRepeated: v.boolean(),
});
export type ReferenceCard = Frozen<v.InferOutput<typeof referenceCard>>;
