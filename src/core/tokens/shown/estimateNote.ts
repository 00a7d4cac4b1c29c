import type { Say } from '../../base/say';
import type { Model, Tokenizer } from '../../catalog/catalogTable';

/**
 * Explains tokens that are shown for a model whose count is an estimate, as plain text. Why it is one, the table of
 * tokenizers says, as it does for the count: two texts of ours on the same tokenizer would part one day.
 */
export function estimateNote({ name }: Model, { encoding, estimate }: Tokenizer, say: Say): string | undefined {
  if (!estimate) return undefined;
  return say(
    'Shown are the tokens of {0}, from which the count for {1} is estimated. {2}',
    encoding,
    name,
    estimate.reason,
  );
}
