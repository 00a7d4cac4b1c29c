import type { TermText } from '../termText';

/** Something that speaks for or against a word being meant as the glossary's term. */
export interface Clue {
  readonly kind: 'always';
  /** The words of the text that say so; empty where it is not words. */
  readonly words: string;
  /** Above 0 for, below 0 against. */
  readonly weight: number;
}

/** Whether a word is meant, and why. */
export interface Sense {
  readonly isMeant: boolean;
  /** From 0 (something else) to 1 (meant). */
  readonly probability: number;
  /** The strongest first. */
  readonly clues: readonly Clue[];
}

/** What decides whether a word is meant. */
export interface SenseModel {
  /** @param start, end where the form stands in `text`. UTF-16 code units. */
  judge(form: string, text: TermText, start: number, end: number): Sense;
}

/** Takes every word for the term. */
export const trustingModel = {
  judge: (): Sense => ({ isMeant: true, probability: 1, clues: [] }),
} satisfies SenseModel;
