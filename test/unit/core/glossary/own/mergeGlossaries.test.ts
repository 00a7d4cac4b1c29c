import assert from 'node:assert/strict';
import { decideAll } from '../../../../../src/core/glossary/decide';
import { findTerm } from '../../../../../src/core/glossary/findTerm';
import type { GlossaryIndex } from '../../../../../src/core/glossary/findTerm';
import type { Sense } from '../../../../../src/core/glossary/sense/sense';
import { readTermText } from '../../../../../src/core/glossary/termText';
import { index as builtIn, pointed } from '../glossary';
import { layersOf, merged, noTerms, sample } from './merged';

const at = (index: GlossaryIndex, marked: string, kind: 'prose' | 'code' | 'string' = 'prose'): string => {
  const { text, offset } = pointed(marked);
  const match = findTerm(index, text, offset, kind);
  return match ? `${match.term.id}: ${text.slice(match.start, match.end)}` : 'nothing';
};
const one = (term: string, rest = 'definition: x'): string => `terms:\n  - term: ${term}\n    ${rest}\n`;

describe('the terms of a workspace', () => {
  const index = merged(layersOf(sample('billing.glossary.yml'), 'billing/billing.glossary.yml'));
  const dunning = 'own:billing/billing.glossary.yml#dunning';

  for (const [written, kind, expected] of [
    ['The |dunning begins.', 'prose', `${dunning}: dunning`],
    ['A payment re|minder', 'prose', `${dunning}: payment reminder`],
    ['Two Payment Remin|ders', 'prose', `${dunning}: Payment Reminders`],
    ['payment|Reminder()', 'code', `${dunning}: paymentReminder`],
    ['const dunn|ingId = 1', 'code', `${dunning}: dunning`],
    ['start_|dunning(x)', 'code', `${dunning}: dunning`],
    ['"a dun|ning"', 'string', `${dunning}: dunning`],
    ['The A|RC shows it', 'prose', 'own:billing/billing.glossary.yml#arc: ARC'],
    ['an a|rc of light', 'prose', 'nothing'],
    ['predunn|ing', 'prose', 'nothing'],
    ['a large language mo|del', 'prose', 'large-language-model: large language model'],
  ] as const) {
    it(`are found as ours are in ${written}`, () => assert.equal(at(index, written, kind), expected));
  }

  it('are meant wherever they stand, whatever the sense of other words is', () => {
    const never = { read: () => ({ judge: (): Sense => ({ isMeant: false, probability: 0, clues: [] }) }) };
    const read = readTermText('the dunning of tokens', 'plaintext');
    let step = read.next();
    while (!step.done) step = read.next();
    const work = decideAll(step.value, { index, sense: never });
    let found = work.next();
    while (!found.done) found = work.next();
    assert.deepEqual(
      found.value.map(({ term, sense }) => [term.term, sense.isMeant]),
      [
        ['dunning', true],
        ['token', false],
      ],
    );
  });

  it('lead to what they are related to: theirs by name, ours by name or id', () => {
    const text =
      'terms:\n  - term: a\n    definition: x\n    related: [B, context-window, nothing such]\n  - term: b\n    definition: y\n';
    assert.deepEqual(merged(layersOf(text)).byId.get('own:team.glossary.yml#a')?.related, [
      'own:team.glossary.yml#b',
      'context-window',
    ]);
  });

  it('know their file and line', () => {
    assert.deepEqual(index.byId.get(dunning)?.origin, {
      file: 'file:///w/billing/billing.glossary.yml',
      name: 'billing.glossary.yml',
      line: 2,
    });
  });
});

describe('of terms with one form', () => {
  const near = layersOf(one('token'), 'app/a.glossary.yml');
  const far = layersOf(one('Token'), 'b.glossary.yml');

  it('the nearest is shown, and goes before ours', () => {
    const index = merged([...near, ...far]);
    assert.equal(at(index, 'a tok|en'), 'own:app/a.glossary.yml#token: token');
    assert.deepEqual(
      index.hides?.get('own:app/a.glossary.yml#token')?.map(({ id }) => id),
      ['own:b.glossary.yml#token', 'token'],
    );
  });

  it('ours stays for the capitals that a term of the workspace does not ask for', () => {
    const index = merged(layersOf('terms:\n  - {term: TOKEN, case: exact, definition: x}\n'));
    assert.equal(at(index, 'a TOK|EN'), 'own:team.glossary.yml#token: TOKEN');
    assert.equal(at(index, 'a tok|en'), 'token: token');
  });

  it('an abbreviation of the workspace goes before ours, which asks for its capitals', () => {
    assert.equal(at(merged(layersOf(one('rag'))), 'a RA|G'), 'own:team.glossary.yml#rag: RAG');
  });

  it('the longest phrase wins, whose ever it is', () => {
    const index = merged(layersOf(one('context')));
    assert.equal(at(index, 'a con|text window'), 'context-window: context window');
    assert.equal(at(index, 'a con|text'), 'own:team.glossary.yml#context: context');
  });

  it('ours keeps its other forms', () => {
    const others = merged(layersOf(one('large language model')));
    assert.equal(
      at(others, 'a large language mod|el'),
      'own:team.glossary.yml#large language model: large language model',
    );
    assert.equal(at(others, 'an L|LM'), 'large-language-model: LLM');
  });
});

describe('the ids of terms of a workspace', () => {
  it('stay when other entries and the words of their own change', () => {
    const before = merged(layersOf('terms:\n  - {term: b, definition: x}\n'), noTerms);
    const after = merged(
      layersOf('terms:\n  - {term: a, definition: x}\n\n  - {term: B, why: y, definition: z}\n'),
      noTerms,
    );
    assert.ok(before.byId.has('own:team.glossary.yml#b') && after.byId.has('own:team.glossary.yml#b'));
  });

  it('are others in each context, and none is taken twice', () => {
    const text = 'contexts:\n  - {name: X, terms: [{name: a}]}\n  - {name: Y, terms: [{name: a}]}\n';
    const index = merged([...layersOf(text), ...layersOf(text)], noTerms);
    assert.deepEqual(
      [...index.byId.keys()],
      ['X/a', 'Y/a', 'X/a~2', 'Y/a~2'].map((id) => `own:team.glossary.yml#${id}`),
    );
  });

  it('are none of ours', () => assert.ok([...builtIn.byId.keys()].every((id) => !id.startsWith('own:'))));
});
