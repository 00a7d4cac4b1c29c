import assert from 'node:assert/strict';
import { atOnce } from '../../../../../src/core/base/work';
import { glossary } from '../../../../../generated/glossary';
import type { ClueFiles } from '../../../../../scripts/senses/clueFiles';
import { noWeights, senseTableOf } from '../../../../../scripts/senses/senseTableOf';
import { Reader, SharedSense } from '../../../../../src/core/glossary/sense/createGlossary';
import { denseFeature } from '../../../../../src/core/glossary/sense/denseFeatures';
import { longLength } from '../../../../../src/core/glossary/sense/sense';
import { readTermText } from '../../../../../src/core/glossary/find/termText';

// The weights are fitted to what is counted here: a count that changes makes them wrong, and no sentence need tell.
const files: ClueFiles = {
  vocabulary: { ai: { sure: ['openai'], strong: [], weak: ['robot', 'token'] }, fields: { authentication: ['login'] } },
  words: [
    {
      form: 'token',
      ours: { words: ['cutoff'] },
      others: [
        { sense: 'access token', words: ['csrf', 'cookie'], phrases: ['access {}'] },
        { sense: 'coin', words: ['ledger', 'wallet'] },
      ],
    },
  ],
  sure: ['GenAI'],
};
const shared = new SharedSense(senseTableOf(files, glossary, noWeights).table);
const form = glossary.flatMap(({ forms }) => forms).find(({ key }) => key === 'token')!;

/** Counts the features of the `token` between bars. The result gives the value of a feature by its name. */
function counted(marked: string, of = form): (name: string) => number {
  const [before = '', written = '', after = ''] = marked.split('|');
  const reader = new Reader(shared, atOnce(readTermText(before + written + after, 'plaintext')));
  const mention = { form: of, start: before.length, end: before.length + written.length, kind: 'prose' } as const;
  reader.gather(mention, shared.form(of.key)!);
  const dense = Float64Array.from(shared.features.dense);
  return (name) => dense[denseFeature(name)]!;
}

describe('what is counted for a mention', () => {
  for (const [text, clue, expected] of [
    ['csrf |token|', 'any others beside', 1],
    ['csrf  "|token|', 'any others beside', 1],
    ['csrf, |token|', 'any others beside', 0],
    ['csrf, |token|', 'any others near', 1],
    ['csrf.|token|', 'any others beside', 1],
    ['csrf. |token|', 'any others beside', 0],
    [`csrf ${'.'.repeat(88)} |token|`, 'any others near', 1],
    [`csrf ${'.'.repeat(89)} |token|`, 'any others near', 0],
    [`csrf ${'.'.repeat(318)} |token|`, 'any others around', 1],
    [`csrf ${'.'.repeat(319)} |token|`, 'any others far', 1],
    ['chat.completions.create, |token|', 'any call near', 1],
    ['a robot, |token|', 'any weak near', 1],
    ['a login, |token|', 'field authentication', 1],
    ['one token, two |token|', 'any weak near', 0],
    ['an access |token|', 'any other phrase beside', 1],
    // Up to four characters are within a phrase.
    ['an access    |token|', 'any other phrase beside', 1],
    ['an access     |token|', 'any other phrase beside', 0],
    ['the |token| of a login', 'any other phrase beside', 0],
    ['cutoff, csrf, cookie, |token|', 'many others near', Math.log2(3)],
    ['csrf, csrf, csrf, |token|', 'many others near', 1],
    // Where it stands nearest, on whichever side.
    [`csrf ${'.'.repeat(120)} |token| csrf`, 'any others around', 0],
    [`csrf |token| ${'.'.repeat(120)} csrf`, 'any others around', 0],
  ] as const) {
    const shown = text.replace(/\.{9,}/, (dots) => `… ${dots.length} dots …`);
    it(`${clue} is ${expected.toFixed(2)} in ${shown}`, () => assert.equal(counted(text)(clue), expected));
  }

  it('is the other sense that most words speak for; one beside the word is as good as three', () => {
    counted('csrf, ledger, wallet: |token|');
    assert.equal(shared.features.sense, 1);
    counted('ledger, csrf, cookie: |token|');
    assert.equal(shared.features.sense, 0);
    const beside = counted('ledger, wallet: csrf |token|');
    assert.equal(shared.features.sense, 0);
    assert.equal(beside('sense top'), 2);
    counted('cutoff: |token|');
    assert.equal(shared.features.sense, -1);
  });

  it('is no word of AI nearby, or none at all, where neither AI nor our words of the form are named', () => {
    const clues = (text: string): number[] => ['no ai', 'no ai at all'].map(counted(text));
    const far = '. '.repeat(400);
    assert.deepEqual(clues('csrf |token|'), [1, 1]);
    assert.deepEqual(clues('openai: |token|'), [0, 0]);
    assert.deepEqual(clues('cutoff: |token|'), [0, 0]);
    assert.deepEqual(clues(`openai ${far} |token|`), [1, 0]);
  });

  it(`is a long document without AI from ${longLength} characters on, our words or not`, () => {
    const clue = (length: number, rest: string): number => {
      const text = `${rest} |token| `;
      return counted(text + '.'.repeat(length - text.length + 2))('long without ai');
    };
    assert.equal(longLength, 1_500);
    assert.equal(clue(longLength, 'csrf'), 1);
    assert.equal(clue(longLength, 'cutoff'), 1);
    assert.equal(clue(longLength - 1, 'csrf'), 0);
    assert.equal(clue(longLength, 'openai'), 0);
  });

  it('is no long document without AI for a form that means little else', () => {
    const logits = glossary.flatMap(({ forms }) => forms).find(({ key }) => key === 'logit')!;
    assert.equal(counted(`the |logits| ${'.'.repeat(longLength)}`, logits)('long without ai'), 0);
  });
});

it('a form that means nothing else is meant whatever stands around it', () => {
  const sure = glossary.flatMap(({ forms }) => forms).find(({ text }) => text === 'GenAI')!;
  const reader = new Reader(shared, atOnce(readTermText('GenAI', 'plaintext')));
  const { isMeant, probability, clues } = reader.judge({ form: sure, start: 0, end: 5, kind: 'prose' });
  assert.deepEqual([isMeant, probability, clues.map(({ kind }) => kind)], [true, 1, ['always']]);
});
