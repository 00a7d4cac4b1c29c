import type { Span } from '../text/span';
import { takenOf } from './steps';
import type { AnswerStep } from './steps';

/** A word of an answer: a token that begins with a space begins one, and the tokens after it belong to it. It has the steps from `start` up to `end`. */
export interface SureWord extends Span {
  readonly text: string;
  /** The product of the probabilities of its tokens. */
  readonly probability: number;
}

/** Cuts steps into words. `bytesOf` has the bytes of a token; `end`, the token that ends an answer, is a word of its own and is left out. */
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
  // A character may lie over two tokens.
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

/** The geometric mean: what each of the words had, were all equally sure. `undefined` for no words. */
export function meanSureness(words: readonly SureWord[]): number | undefined {
  if (words.length === 0) return undefined;
  return Math.exp(words.reduce((sum, { probability }) => sum + Math.log(probability), 0) / words.length);
}

/** The word that it is least sure of; `undefined` for no words. */
export const leastSure = (words: readonly SureWord[]): SureWord | undefined =>
  words.reduce<SureWord | undefined>(
    (least, word) => (least && least.probability <= word.probability ? least : word),
    undefined,
  );
