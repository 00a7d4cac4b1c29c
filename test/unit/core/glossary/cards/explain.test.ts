import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { choiceOf, noChoices } from '../../../../../src/core/glossary/cards/choices';
import type { TermChoices } from '../../../../../src/core/glossary/cards/choices';
import type { TermDecision } from '../../../../../src/core/glossary/sense/decide';
import { isExplained, reasonsFor } from '../../../../../src/core/glossary/cards/explain';
import type { Silence } from '../../../../../src/core/glossary/cards/explain';
import type { Sense } from '../../../../../src/core/glossary/sense/sense';
import { index } from '../glossary';

const meant: Sense = {
  ...{ isMeant: true, probability: 0.97 },
  clues: [{ kind: 'always', words: 'context window', weight: 3 }],
};
const other: Sense = { isMeant: false, probability: 0.1, clues: [{ kind: 'always', words: '', weight: -1 }] };

const term = index.byId.get('context-window')!;
const decision = (sense: Sense): TermDecision => ({
  ...{ term, form: term.forms[0]!, start: 0, end: 14, kind: 'prose', sense },
});
const speaking: Silence = { off: false };
const choosing = (kind: keyof TermChoices): TermChoices => ({ ...noChoices, [kind]: new Set(['context-window']) });

const said = (sense: Sense, choices = noChoices, silence = speaking): string[] =>
  reasonsFor(decision(sense), choices, silence, sayInEnglish).map(({ text, isFor }) => `${isFor ? '+' : '-'} ${text}`);

describe('why a term is explained', () => {
  it('is how sure the sense is, with its clues, the strongest first', () => {
    assert.deepEqual(said(meant), ['+ Recognized as an AI term, 97 % sure', '+ "context window" has no other meaning']);
    assert.deepEqual(said(other), ['- Recognized as something else, 90 % sure', '- It has no other meaning']);
  });

  it('is never certain', () => {
    assert.equal(said({ ...meant, probability: 0.99998 })[0], '+ Recognized as an AI term, 99.9 % sure');
    assert.equal(said({ ...other, probability: 0 })[0], '- Recognized as something else, 99.9 % sure');
  });

  it('calls words close by that may stand in the next sentence', () => {
    const near: Sense = { ...meant, clues: [{ kind: 'near', words: 'LLM', weight: 1 }] };
    assert.deepEqual(said(near).slice(1), ['+ Nearby: LLM']);
  });

  it('is the glossary of the workspace, which is not asked for a sense', () => {
    const origin = { file: 'file:///w/port.glossary.yml', name: 'port.glossary.yml', line: 1 };
    const own = { ...decision(meant), term: { ...term, origin } };
    assert.deepEqual(reasonsFor(own, noChoices, speaking, sayInEnglish), [
      { text: 'port.glossary.yml explains this word wherever it is written', isFor: true },
    ]);
  });

  it('begins with what the reader chose', () => {
    assert.equal(said(meant, choosing('known'))[0], '- You know this term');
    assert.equal(said(meant, choosing('never'))[0], '- You chose never to explain it in this workspace');
    assert.equal(said(other, choosing('always'))[0], '+ You chose always to explain it in this workspace');
  });

  it('is never that the reader wants a term of the workspace always: it is explained wherever it is written', () => {
    const origin = { file: 'file:///w/port.glossary.yml', name: 'port.glossary.yml', line: 1 };
    const own = { ...decision(meant), term: { ...term, id: 'own:port.glossary.yml#berth', origin } };
    const always = { ...noChoices, always: new Set([own.term.id]) };
    assert.equal(choiceOf(own.term.id, always), undefined);
    assert.equal(isExplained(own, always, speaking), true);
    assert.deepEqual(
      reasonsFor(own, always, speaking, sayInEnglish),
      reasonsFor(own, noChoices, speaking, sayInEnglish),
    );
    assert.equal(choiceOf(term.id, choosing('always')), 'always');
    const never = { ...noChoices, never: new Set([own.term.id]) };
    assert.equal(isExplained(own, never, speaking), false);
  });

  it('begins with what silences every hover', () => {
    const silent = { off: true, language: 'python' };
    const first = said(meant, choosing('always'), silent).slice(0, 2);
    assert.deepEqual(first, ['- Hovers are switched off', '- Hovers are not shown in the language python']);
  });

  it('agrees with what is shown', () => {
    assert.equal(isExplained(decision(meant), noChoices, speaking), true);
    assert.equal(isExplained(decision(other), noChoices, speaking), false);
    assert.equal(isExplained(decision(other), choosing('always'), speaking), true);
    assert.equal(isExplained(decision(meant), choosing('known'), speaking), false);
    assert.equal(isExplained(decision(meant), noChoices, { off: true }), false);
    assert.equal(isExplained(decision(meant), noChoices, { off: false, language: 'go' }), false);
  });
});
