import assert from 'node:assert/strict';
import { completeIdConfig } from '../../../../../src/core/code/ids/config/completeIdConfig';
import { withinLimit } from '../../../../../src/host/node/timeLimit';
import { completeGlossary } from '../../../../../src/core/glossary/workspace/completeGlossary';
import { completeTerms } from '../../../../../src/core/glossary/workspace/completeTerms';
import { replacementFor } from '../../../../../src/core/glossary/workspace/replacement';
import { layersOf, merged, sample } from './merged';

describe('replacementFor', () => {
  for (const [text, use, expected] of [
    ['a |client| pays', 'account holder', 'account holder'],
    ['|Clients| pay', 'account holder', 'Account holders'],
    ['the |client’s| bill', 'account holder', 'account holder’s'],
    ["the |client's| bill", 'party', "party's"],
    ['two |clients|', 'party', 'parties'],
    ['two |boxes|', 'crate', 'crates'],
    ['|CLIENT|', 'payer', 'PAYER'],
    ['a |client|', 'VIP', 'VIP'],
    // Three capitals are an abbreviation: nobody shouts.
    ['the |ARC|', 'release control', 'release control'],
    ['two |clients|', 'people', 'peoples'],
    ['|client|Id', 'payer', undefined],
    ['the_|client|', 'payer', undefined],
    ['|bigClient|', 'payer', undefined],
  ] as const) {
    it(`makes ${String(expected)} of ${text}`, () => {
      const [before = '', inside = '', after = ''] = text.split('|');
      assert.equal(
        replacementFor(use, before + inside + after, before.length, before.length + inside.length),
        expected,
      );
    });
  }
});

describe('offerTerms', () => {
  const { terms } = merged([
    ...layersOf(sample('billing.glossary.yml')),
    ...layersOf('terms:\n  - {term: Dunning Letter, definition: x}\n', 'b.glossary.yml'),
  ]);
  const offered = (before: string, isCode = false): string[] =>
    completeTerms(before, terms, isCode).map(({ text, start }) => `${before.slice(start)} > ${text}`);

  for (const [before, expected] of [
    ['d', []],
    ['du', ['du > dunning', 'du > dunning run', 'du > Dunning Letter']],
    ['the Dunning l', ['Dunning l > Dunning Letter']],
    ['in grace pe', ['grace pe > grace period']],
    ['gra', ['gra > grace period']],
    // Small, this letter is two code units.
    ['İzmir gra', ['gra > grace period']],
    ['cli', []],
    ['a token', []],
    ['dunning ', []],
    ['xdu', []],
  ] as const) {
    it(`offers ${expected.join(', ') || 'nothing'} behind "${before}"`, () =>
      assert.deepEqual(offered(before), expected));
  }

  it('offers a name of which up to 60 characters are typed', () => {
    const name = 'harbourmaster quayside containerterminal dredgingcompany lighthousekeeper';
    const [long] = layersOf(`terms:\n  - {term: ${name}, definition: x}\n`);
    const startOf = (length: number): number | undefined =>
      completeTerms(`: ${name.slice(0, length)}`, merged([long!]).terms, false)[0]?.start;
    assert.equal(startOf(59), 2);
    assert.equal(startOf(60), 2);
    assert.equal(startOf(61), undefined);
  });

  it('offers 200 names at most', () => {
    const text = Array.from({ length: 250 }, (_, i) => `  - {term: berth ${i}, definition: x}\n`).join('');
    assert.equal(completeTerms('ber', merged(layersOf(`terms:\n${text}`)).terms, false).length, 200);
  });

  it('offers names as code has them, in the capitals that are typed', () => {
    assert.deepEqual(offered('const gra', true), ['gra > gracePeriod', 'gra > grace_period']);
    assert.deepEqual(offered('class Gra', true), ['Gra > GracePeriod', 'Gra > GRACE_PERIOD']);
  });
});

describe('completeGlossary', () => {
  const at = (text: string) => {
    const lines = text.split('\n');
    return completeGlossary(lines.slice(0, -1), lines.at(-1)!);
  };
  const keys = (text: string): readonly string[] | string => {
    const found = at(text);
    return found.kind === 'keys' ? found.words : found.kind;
  };
  for (const [what, line] of [
    ['dashes', '-'.repeat(400_000)],
    ['dashes and something else', `${'-'.repeat(400_000)}!`],
    ['dashes, a colon and tabs', `${'-'.repeat(4_000)}:${'\t'.repeat(8_000)}x\u2028`],
  ] as const) {
    it(`is done at once behind ${what} without end`, () => {
      assert.doesNotThrow(() => withinLimit(() => completeGlossary(['terms:', line], line)));
      assert.doesNotThrow(() => withinLimit(() => completeIdConfig(['ignore:', line], line)));
    });
  }

  for (const [text, expected] of [
    ['', ['terms', 'contexts', 'imports']],
    ['terms:\n  - te', ['term', 'aliases', 'case', 'definition', 'why', 'example', 'related', 'deprecated', 'link']],
    [
      'terms:\n  - term: a\n    definition: x\n  - term: b\n    why: y\n    de',
      ['aliases', 'case', 'definition', 'example', 'related', 'deprecated', 'link'],
    ],
    ['terms:\n- term: a\n  deprecated:\n    us', ['use', 'because']],
    ['terms:\n  - term: a\n    related:\n      - b', 'terms'],
    ['terms:\n  - term: a\n    related: [b, c', 'terms'],
    ['terms:\n  - term: a\n    case: ', 'cases'],
    ['terms:\n  - term: a\n    definition: wo', 'none'],
    ['terms:\n  # comm', 'none'],
    ['contexts:\n  - na', ['name', 'domainVisionStatement', 'paths', 'meta', 'terms']],
    ['contexts:\n  - name: X\n    terms:\n      - name: a\n        ex', ['definition', 'examples', 'aliases', 'meta']],
    ['contexts:\n  - name: X\n    paths:\n      - a', 'none'],
  ] as const) {
    it(`completes ${JSON.stringify(text)}`, () => assert.deepEqual(keys(text), expected));
  }
});
