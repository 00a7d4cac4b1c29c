import type { WordFromPage, WordToPage } from '../../src/core/glossary/cards/wordQuestion';

/** One of every kind, for the tests of each protocol that has them. */
export const wordExamplesToPage: { [K in WordToPage['type']]: Extract<WordToPage, { type: K }> } = {
  wordRules: { type: 'wordRules', enabled: true, delayMs: 300 },
  wordExplained: {
    type: 'wordExplained',
    request: 1,
    card: { termId: 'token', name: 'Token', markdown: '**Token**', start: 2, end: 7, canKnow: false },
  },
  explainSelection: { type: 'explainSelection' },
};

export const wordExamplesFromPage: { [K in WordFromPage['type']]: Extract<WordFromPage, { type: K }> } = {
  explainWord: { type: 'explainWord', request: 1, text: 'x'.repeat(4_000), at: 4_000, onward: false },
  stopExplaining: { type: 'stopExplaining', request: 1 },
  openTerm: { type: 'openTerm', termId: 'token' },
  knowTerm: { type: 'knowTerm', termId: 'token' },
};

/** What neither host takes. */
export const wrongWordsFromPage = [
  [{ ...wordExamplesFromPage.explainWord, text: 'x'.repeat(4_001) }, /text/],
  [{ ...wordExamplesFromPage.explainWord, at: -1 }, /at/],
  [{ ...wordExamplesFromPage.explainWord, request: 0.5 }, /request/],
  [{ type: 'openTerm', termId: 'x'.repeat(201) }, /termId/],
] as const;
