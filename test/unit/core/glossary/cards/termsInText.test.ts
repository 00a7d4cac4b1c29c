import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { noChoices } from '../../../../../src/core/glossary/cards/choices';
import { decideAll } from '../../../../../src/core/glossary/sense/decide';
import type { TermDecision } from '../../../../../src/core/glossary/sense/decide';
import { trustingModel } from '../../../../support/trustingModel';
import { readTermText } from '../../../../../src/core/glossary/find/termText';
import { inOrder, nextMention, termsInText } from '../../../../../src/core/glossary/cards/termsInText';
import { index } from '../glossary';

const text = 'Tokens fill the context window. A prompt has tokens, and each token adds up.';
const decisions = atOnce(decideAll(atOnce(readTermText(text, 'plaintext')), { index, sense: trustingModel }));

describe('the terms on a page', () => {
  const found = termsInText(decisions, noChoices);
  const ids = (terms = found): string[] => terms.map(({ term }) => term.id);

  it('stand by their first mention, each with all of its places', () => {
    assert.deepEqual(ids(), ['token', 'context-window', 'prompt']);
    const words = found[0]!.mentions.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(words, ['Tokens', 'tokens', 'token']);
  });

  it('are only those that are shown', () => {
    const notMeant = (decision: TermDecision): TermDecision =>
      decision.term.id === 'prompt' ? { ...decision, sense: { ...decision.sense, isMeant: false } } : decision;
    const known = { ...noChoices, known: new Set(['token']) };
    assert.deepEqual(ids(termsInText(decisions.map(notMeant), known)), ['context-window']);
  });

  it('are sorted by name where the reader wants that', () => {
    assert.deepEqual(ids([...inOrder(found, 'name')]), ['context-window', 'prompt', 'token']);
    assert.deepEqual(ids([...inOrder(found, 'mention')]), ids());
  });

  it('are gone through from the cursor on, and from the last to the first', () => {
    const [token] = found;
    const next = (offset: number): number => nextMention(token!, offset)!.start;
    assert.deepEqual([next(0), next(45), next(62)], [45, 62, 0]);
  });
});
