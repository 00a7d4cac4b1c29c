import type { Span } from '../text/span';
import { takenOf } from './steps';
import type { AnswerStep } from './steps';

/**
 * A word of an answer, made of the steps from `start` up to `end`. A token that begins with a space or a line break
 * begins a word, and the tokens after it belong to that word.
 */
export interface SureWord extends Span {
  readonly text: string;
  /** The product of the probabilities of its tokens. */
  readonly probability: number;
}

/** Cuts steps into words. `bytesOf` returns the bytes of a token. `end`, the token that ends an answer, is left out. */
export function sureWords(steps: readonly AnswerStep[], bytesOf: (id: number) => Uint8Array, end: number): SureWord[] {
  const words: SureWord[] = [];
  const written = steps.filter((step) => takenOf(step).id !== end);
  let start = 0;
  for (let i = 1; i <= written.length; i++) {
    const next = written[i];
    if (next && !beginsWord(bytesOf(takenOf(next).id))) continue;
    words.push(wordOf(written, start, i, bytesOf));
    start = i;
  }
  return words;
}

const beginsWord = ([first]: Uint8Array): boolean => first === 0x20 || first === 0x0a;

function wordOf(
  steps: readonly AnswerStep[],
  start: number,
  end: number,
  bytesOf: (id: number) => Uint8Array,
): SureWord {
  // A character may be spread over two tokens.
  const decoder = new TextDecoder();
  let text = '';
  let probability = 1;
  for (const step of steps.slice(start, end)) {
    const { id, probability: share } = takenOf(step);
    text += decoder.decode(bytesOf(id), { stream: true });
    probability *= share;
  }
  return { text: (text + decoder.decode()).trim(), probability, start, end };
}

/** Returns the geometric mean: the probability of each word if all were equally sure. `undefined` for no words. */
export function meanSureness(words: readonly SureWord[]): number | undefined {
  if (words.length === 0) return undefined;
  return Math.exp(words.reduce((sum, { probability }) => sum + Math.log(probability), 0) / words.length);
}

/** Returns the word with the lowest probability; `undefined` for no words. */
export const leastSure = (words: readonly SureWord[]): SureWord | undefined =>
  words.reduce<SureWord | undefined>(
    (least, word) => (least && least.probability <= word.probability ? least : word),
    undefined,
  );
