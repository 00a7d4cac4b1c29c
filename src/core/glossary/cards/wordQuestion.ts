import * as v from 'valibot';
import { request } from '../../base/rpc/ask';

// Messages about words between each page of the extension and the extension host. Both protocols have them. The page asks
// when the pointer rests on a word, or when a key asks for an explanation. It sends only as much text as the decision needs.

/** UTF-16 code units of text that a question may contain. */
export const maxStretchLength = 4_000;

const place = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxStretchLength));
const termId = v.pipe(v.string(), v.maxLength(200));

export const wordToPage = [
  /** Whether words are explained at all, and how long the pointer has to rest. Sent first, and with every change. */
  v.object({
    type: v.literal('wordRules'),
    enabled: v.boolean(),
    delayMs: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(60_000)),
  }),
  /** A command or key asks to explain the selected word; without a selection, the next one in sight. */
  v.object({ type: v.literal('explainSelection') }),
] as const;

export const wordFromPage = [
  v.object({
    type: v.literal('explainWord'),
    request,
    /** Markdown: the text around the word, with its code in fences. */
    text: v.pipe(v.string(), v.maxLength(maxStretchLength)),
    at: place,
    /** Whether the first term after `at` is explained where there is none at `at`. */
    onward: v.boolean(),
    /** The term whose name the text is, on a page of the extension. Whether it is meant need not be decided. */
    termId: v.exactOptional(termId),
  }),
  v.object({ type: v.literal('openTerm'), termId }),
  v.object({ type: v.literal('knowTerm'), termId }),
] as const;

/**
 * The answer to `explainWord`: a card, or `null` without one. `start` and `end`: the term in the text that was sent.
 */
export const wordAnswers = {
  explainWord: v.nullable(
    v.object({
      termId,
      name: v.pipe(v.string(), v.maxLength(400)),
      markdown: v.pipe(v.string(), v.maxLength(20_000)),
      start: place,
      end: place,
    }),
  ),
};

export type WordToPage = v.InferOutput<(typeof wordToPage)[number]>;
export type WordFromPage = v.InferOutput<(typeof wordFromPage)[number]>;
export type WordQuestion = Extract<WordFromPage, { type: 'explainWord' }>;
export type WordAnswer = v.InferOutput<(typeof wordAnswers)['explainWord']>;
export type WordCardView = NonNullable<WordAnswer>;
