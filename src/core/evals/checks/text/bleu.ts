import { commonRuns, countRuns, runsIn } from './ngrams';

// BLEU for one sentence: Papineni, Roukos, Ward, Zhu, "BLEU: a method for automatic evaluation of machine translation",
// ACL 2002, https://doi.org/10.3115/1073083.1073135. As in promptfoo, words are in lower case between white space, and the
// four orders weigh the same. Orders for which the answer is too short are left out, and an order with nothing in common
// does not count as 0.

const orders = [1, 2, 3, 4];
/** Value in place of a precision of 0, whose logarithm would make the score 0. */
const tiny = 1e-7;

const wordsOf = (text: string): string[] => text.toLowerCase().trim().split(/\s+/);

/** Returns the BLEU score, from 0 to 1. `references` must not be empty. */
export function bleu(answer: string, references: readonly string[]): number {
  if (answer.trim() === '') return 0;
  const words = wordsOf(answer);
  const others = references.map(wordsOf);
  const usable = orders.filter((n) => n <= words.length);
  const logs = usable.map((n) => Math.log(precision(words, others, n) || tiny));
  const mean = logs.reduce((sum, log) => sum + log, 0) / usable.length;
  return brevityPenalty(words.length, nearestLength(words.length, others)) * Math.exp(mean);
}

/** Returns the share of runs of `n` words that the best reference has, too. */
function precision(words: readonly string[], others: readonly string[][], n: number): number {
  const runs = countRuns(words, n);
  const common = others.map((other) => commonRuns(runs, countRuns(other, n)));
  return Math.max(...common) / runsIn(words, n);
}

/** Returns the nearest length of a reference; of two that are equally near, the shorter one. */
const nearestLength = (length: number, others: readonly string[][]): number =>
  others
    .map((other) => other.length)
    .reduce((best, each) => {
      const [now, before] = [Math.abs(each - length), Math.abs(best - length)];
      return now < before || (now === before && each < best) ? each : best;
    });

const brevityPenalty = (length: number, reference: number): number =>
  length > reference ? 1 : Math.exp(1 - reference / length);
