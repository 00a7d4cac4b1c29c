import type { FromEveryPage } from '../../src/core/base/rpc/everyPage';
import type { WordFromPage, WordToPage } from '../../src/core/glossary/cards/wordQuestion';

/** One of every kind, for the tests of each protocol that has them. */
export const wordExamplesToPage: { [K in WordToPage['type']]: Extract<WordToPage, { type: K }> } = {
  wordRules: { type: 'wordRules', enabled: true, delayMs: 300 },
  explainSelection: { type: 'explainSelection' },
};

export const wordExamplesFromPage: { [K in WordFromPage['type']]: Extract<WordFromPage, { type: K }> } = {
  explainWord: { type: 'explainWord', request: 1, text: 'x'.repeat(4_000), at: 4_000, onward: false },
  openTerm: { type: 'openTerm', termId: 'token' },
  knowTerm: { type: 'knowTerm', termId: 'token' },
};

/** Messages that neither host takes. */
export const wrongWordsFromPage = [
  [{ ...wordExamplesFromPage.explainWord, text: 'x'.repeat(4_001) }, /text/],
  [{ ...wordExamplesFromPage.explainWord, at: -1 }, /at/],
  [{ ...wordExamplesFromPage.explainWord, request: 0.5 }, /request/],
  [{ type: 'openTerm', termId: 'x'.repeat(201) }, /termId/],
] as const;

/** One of every kind that all pages have. */
export const examplesFromEveryPage: { [K in FromEveryPage['type']]: Extract<FromEveryPage, { type: K }> } = {
  cancel: { type: 'cancel', request: 1 },
  openLink: { type: 'openLink', url: 'https://example.com' },
  copyText: { type: 'copyText', text: 'x'.repeat(1_000_000) },
  pageError: { type: 'pageError', message: 'x' },
};
