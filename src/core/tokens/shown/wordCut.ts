import type { DocumentTokens } from '../document/documentTokens';
import { drawnSpans } from './drawnSpans';

/** A word as it is cut into tokens at its place. */
export interface WordCut {
  /** The pieces in order, which together make the word. Text of a token before or after the word is left out. */
  readonly pieces: readonly string[];
  /** Number of tokens. There are more tokens than pieces if tokens meet inside a character. */
  readonly tokens: number;
}

/** A part of a document, and where it begins there. Offsets are UTF-16 code units of the document. */
interface PlacedText {
  readonly text: string;
  readonly start: number;
}

type Tokens = Pick<DocumentTokens, 'starts' | 'ends'>;

/** Returns how a word is cut. `tokens` cover it. */
export function cutOf({ text, start }: PlacedText, tokens: Tokens): WordCut {
  const end = start + text.length;
  const spans = drawnSpans(tokens).filter((span) => span.end > start && span.start < end);
  return {
    pieces: spans.map((span) => text.slice(Math.max(0, span.start - start), span.end - start)),
    tokens: spans.reduce((sum, span) => sum + span.tokens, 0),
  };
}

const words = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’_-]*/gu;

/**
 * Returns the word that shows best what tokens are: the one at `offset` if it is cut, and otherwise the first of those
 * in the line with the most pieces.
 */
export function tellingCut({ text, start }: PlacedText, tokens: Tokens, offset: number): WordCut | undefined {
  let best: WordCut | undefined;
  for (const { 0: word, index } of text.matchAll(words)) {
    const at = start + index;
    const cut = cutOf({ text: word, start: at }, tokens);
    if (at <= offset && offset < at + word.length && cut.pieces.length > 1) return cut;
    if (cut.pieces.length > (best?.pieces.length ?? 0)) best = cut;
  }
  return best;
}
