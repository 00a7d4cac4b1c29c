import { commonRuns, countRuns, runsIn } from './ngrams';

// GLEU: Wu et al., "Google's Neural Machine Translation System", 2016, https://arxiv.org/abs/1609.08144, section 5.2. It is
// the smaller one of precision and recall over all runs of one to four words. Of several references, the best one counts.

const orders = [1, 2, 3, 4];

/** Returns the words in lower case, without the full stops at their ends. A text of full stops alone has none. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().trim().split(/\s+/).map(withoutStops);
  return words.some((word) => word !== '') ? words : [];
}

function withoutStops(word: string): string {
  let end = word.length;
  while (word[end - 1] === '.') end--;
  return word.slice(0, end);
}

/** Returns the GLEU score, from 0 to 1. `references` must not be empty. */
export function gleu(answer: string, references: readonly string[]): number {
  const words = wordsOf(answer);
  if (words.length === 0) return 0;
  return Math.max(...references.map((reference) => likeness(words, wordsOf(reference))));
}

function likeness(words: readonly string[], others: readonly string[]): number {
  if (others.length === 0) return 0;
  const sum = (of: (n: number) => number): number => orders.reduce((all, n) => all + of(n), 0);
  const common = sum((n) => commonRuns(countRuns(words, n), countRuns(others, n)));
  const most = Math.max(
    sum((n) => runsIn(words, n)),
    sum((n) => runsIn(others, n)),
  );
  return common / most;
}
