/** A point in which an answer can be held against a card. `said` is empty where the answer says nothing of it. */
export interface Point {
  readonly about: 'words' | 'maker' | 'family' | 'openness' | 'window' | 'numbers' | 'difference';
  readonly reference: string;
  readonly said: string;
}

/**
 * `same`: every sentence of the answer is one of ours, or one that is understood and agrees. `differs`: a point is sure to be
 * another one. `unclear`: it speaks of what stands on the card, in words that are not understood. `unsaid`: it does not, or not
 * of the point that was asked for. `declined`: it says that it does not answer. `uncompared`: it was cut off, so what it lacks
 * may have been to come.
 */
export type Verdict = 'same' | 'differs' | 'unclear' | 'unsaid' | 'declined' | 'uncompared';

export interface Comparison {
  readonly verdict: Verdict;
  /** Those of that verdict. */
  readonly points: readonly Point[];
  /** What of the entry the answer repeats, or the question asks for, where that is not its summary. */
  readonly passage?: string;
}

export type Judged = Point & { readonly how: 'same' | 'differs' | 'unclear' | 'unsaid' };

/** What differs weighs most, then what was asked for and is not said; and what is unclear more than what is the same. */
export function summed(judged: readonly Judged[]): Comparison {
  const verdict = (['differs', 'unsaid', 'unclear', 'same'] as const).find((how) =>
    judged.some((point) => point.how === how),
  );
  if (verdict === undefined) return { verdict: 'unsaid', points: [] };
  const its = judged.filter(({ how }) => how === verdict);
  return { verdict, points: its.map(({ about, reference, said }) => ({ about, reference, said })) };
}

/** A text of our tables or of a model without the two kinds of markup that it may have, and with single blanks. */
export const normalized = (text: string): string =>
  text
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .trim()
    .toLowerCase();

/** `Claude is made by OpenAI, not by Anthropic`: with such a word a name may be there to be denied. */
export const denies = (text: string): boolean =>
  /\b(?:not?|never|none|nobody|nothing|neither|nor|without|wrong(?:ly)?|false(?:ly)?|untrue|incorrect|mistake[ns]?|myth|instead|rather|contrary|unlike|except|but|den(?:y|ies|ied)|doubt\w*|cannot)\b|n['’]t\b/i.test(
    text,
  );
