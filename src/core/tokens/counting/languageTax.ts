import type { Work } from '../../base/work';
import { ENCODING_NAMES } from '../../catalog/encodingName';
import type { EncodingName } from '../../catalog/encodingName';

/** A text with its tokens in each of the encodings, in their order. */
export interface SurveyedText {
  readonly text: string;
  readonly tokens: readonly number[];
}

/** Tokens of a text in one encoding. */
interface TaxedCount {
  readonly encoding: EncodingName;
  readonly tokens: number;
  /** The tokens as a multiple of those of the first text, to three digits; `null` if that has none. */
  readonly ratio: number | null;
}

export interface TaxedText {
  /** The number of code points, which is how people count characters. */
  readonly characters: number;
  readonly encodings: readonly TaxedCount[];
}

/**
 * Lists the tokens of texts in all encodings, also as multiples of those of the first text. One text in several
 * languages shows the cost of each language.
 */
export function* languageTax(texts: readonly SurveyedText[]): Work<TaxedText[]> {
  const taxed: TaxedText[] = [];
  for (const { text, tokens: counted } of texts) {
    const encodings = ENCODING_NAMES.map((encoding, at) => {
      const tokens = counted[at] ?? 0;
      const first = texts[0]?.tokens[at] ?? 0;
      return { encoding, tokens, ratio: first === 0 ? null : Number((tokens / first).toFixed(3)) };
    });
    taxed.push({ characters: yield* codePoints(text), encodings });
  }
  return taxed;
}

/** UTF-16 code units that are read in one step, in less than a millisecond. */
const stepUnits = 200_000;

/** Counts code points in a loop, because a list of the characters of a book takes more memory than the book. */
function* codePoints(text: string): Work<number> {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (isPair) count--;
    if (at % stepUnits === 0) yield;
  }
  return count;
}
