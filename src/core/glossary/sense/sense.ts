import type { Span } from '../../text/span';
import type { RegionKind } from '../../text/regions/grammars/syntax';
import type { TermForm } from '../find/glossaryTable';
import type { TermText } from '../find/termText';

/** Kinds of clues, by what they are or where they stand. */
export type ClueKind =
  /** The form by itself, and the place that it stands in. */
  | 'form'
  | 'place'
  /** Words beside the term, within 90 characters of it, in the lines around, further off. */
  | 'beside'
  | 'near'
  | 'around'
  | 'far'
  /** The call that the term stands in. */
  | 'call'
  /** Another sense of the form, to which the words belong. */
  | 'sense'
  /** Nothing speaks of AI. */
  | 'nothing'
  /** The form means nothing else. */
  | 'always';

/** Something that speaks for or against a word being meant as the glossary's term. */
export interface Clue {
  readonly kind: ClueKind;
  /**
   * The words of the text that the clue is about, each once, the strongest first, with commas between them. Empty where
   * it is about no words.
   */
  readonly words: string;
  /** Above 0 if it speaks for the term, below 0 if against it. */
  readonly weight: number;
}

/** Whether a word is meant, and why. */
export interface Sense {
  readonly isMeant: boolean;
  /** From 0 (something else) to 1 (meant). */
  readonly probability: number;
  /** The clues, the strongest first. They are worked out when they are asked for. */
  readonly clues: readonly Clue[];
}

/** A form of a term, and where it stands. UTF-16 code units. */
export interface Mention extends Span {
  readonly form: TermForm;
  readonly kind: RegionKind;
}

/** A text whose words are looked up as they are needed, once each. */
export interface SenseReader {
  judge(mention: Mention): Sense;
}

/** Decides whether a word is meant. */
export interface SenseModel {
  read(text: TermText): SenseReader;
}

/** The length of a document's beginning, which tells what it is about. UTF-16 code units. */
export const headLength = 2_000;

/** The length to either side of a place that decides whether a term is meant there. UTF-16 code units. */
export const senseRadius = 1_500;

/**
 * The distance from a term up to which clues are read. It is less than `senseRadius`, which is counted from a place
 * within the term, and so keeps the words at its edge whole.
 */
export const clueRadius = 700;

/**
 * From this length on, a document that has no word of AI at its beginning and around a place is taken to be about
 * something else. Forms with an everyday sense are doubted there.
 */
export const longLength = 1_500;
