import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withTerm } from '../../../../../src/core/glossary/workspace/withTerm';
import { newGlossary } from '../../../../../src/core/glossary/workspace/glossaryFile';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { sample } from './merged';

/** The text with `|` where the definition is to be written. */
const marked = (text: string, term: string): string | undefined => {
  const added = withTerm(text, term);
  if (added.kind !== 'added') return undefined;
  return `${added.text.slice(0, added.offset)}|${added.text.slice(added.offset)}`;
};

describe('withTerm', () => {
  for (const [title, text, term, expected] of [
    [
      'behind the last entry and the comment beside it',
      'terms:\n  - term: a\n    definition: x # yes\n\n# The end.\n',
      'b c',
      'terms:\n  - term: a\n    definition: x # yes\n  - term: b c\n    definition: >-\n      |\n\n# The end.\n',
    ],
    [
      'in the indentation of the others',
      '# Ours.\nterms:\n- definition: x\n  term: a',
      'b',
      '# Ours.\nterms:\n- definition: x\n  term: a\n- term: b\n  definition: >-\n    |\n',
    ],
    [
      'behind a text of several lines',
      'terms:\n  - term: a\n    definition: |\n      x\n      y\n',
      'b',
      'terms:\n  - term: a\n    definition: |\n      x\n      y\n  - term: b\n    definition: >-\n      |\n',
    ],
    [
      'with the line ends of Windows',
      'terms:\r\n  - term: a\r\n    definition: x\r\n',
      'b',
      'terms:\r\n  - term: a\r\n    definition: x\r\n  - term: b\r\n    definition: >-\r\n      |\r\n',
    ],
    ['into an empty file', '', 'a', 'terms:\n  - term: a\n    definition: >-\n      |\n'],
    ['into a new one', newGlossary, 'a', `${newGlossary}  - term: a\n    definition: >-\n      |\n`],
    ['in quotes where it must be', 'terms:\n', 'a: b', 'terms:\n  - term: "a: b"\n    definition: >-\n      |\n'],
    [
      'into the last context of Contextive',
      'contexts:\n  - name: X\n    terms:\n      - name: a\n  - name: Y\n    terms:\n      - name: b\n        definition: y\n',
      'c',
      'contexts:\n  - name: X\n    terms:\n      - name: a\n  - name: Y\n    terms:\n      - name: b\n        definition: y\n      - name: c\n        definition: >-\n          |\n',
    ],
    [
      'into a list in brackets, with its comments',
      '# Ours.\nterms: [{ term: a, definition: x }]\n',
      'b',
      '# Ours.\nterms: [ { term: a, definition: x }, { term: b, definition: "|" } ]\n',
    ],
  ] as const) {
    it(`writes an entry ${title}`, () => assert.equal(marked(text, term), expected));
  }

  for (const text of [
    'terms:\n  - term: x\n    definition: *nobody\n',
    'terms: [{term: x, definition: *nobody}]\n',
    'contexts:\n  - name: c\n    meta: *nobody\n',
    'imports:\ncontexts:\n    - "x"\n',
    'contexts: [x]\n',
    `terms: [{ term: x, definition: y, ${'? '.repeat(200)} }]\n`,
  ]) {
    it(`says of ${JSON.stringify(text.slice(0, 50))} that it is not understood`, () =>
      assert.equal(withTerm(text, 'y').kind, 'notUnderstood'));
  }

  it('throws at nothing that is written in a glossary @deep', () => {
    const word = fc.constantFrom(
      '&a',
      '*a',
      '<<',
      '?',
      '-',
      ':',
      ',',
      '[',
      ']',
      '{',
      '}',
      '\n',
      '\n  ',
      '\n    - ',
      'x',
      ' ',
      '"x"',
      '!!set',
      '|',
      'terms:',
      'contexts:',
      'term: x',
      'name: c',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => void withTerm(words.join(' '), 'y')),
      { numRuns: 3_000, examples: [[['!!set', '\n  ', '?']]] },
    );
  });

  for (const [title, text, term, why] of [
    ['has an entry', sample('billing.glossary.yml'), 'Grace Periods', { kind: 'explained', line: 9 }],
    ['has no letter', 'terms:\n', '--', { kind: 'refused', fault: { kind: 'noWord' } }],
    ['has nine words', 'terms:\n', 'a b c d e f g h i', { kind: 'refused', fault: { kind: 'manyWords', most: 8 } }],
    ['would go into what is no YAML', 'terms:\n  - term: x\n   y: [', 'a', { kind: 'notUnderstood', line: 2 }],
    ['would go into a list', '# Ours.\n- a\n', 'a', { kind: 'notUnderstood', line: 1 }],
    ['would go into a text', 'terms: x\n', 'a', { kind: 'notUnderstood', line: 0 }],
  ] as const) {
    it(`writes nothing, and says why, where a term ${title}`, () => assert.deepEqual(withTerm(text, term), why));
  }

  it('writes nothing where there are 5,000 terms @deep', () => {
    const full = `terms:\n${Array.from({ length: 5_000 }, (_, i) => `- {term: t${i}, definition: x}\n`).join('')}`;
    assert.deepEqual(withTerm(full, 'new'), { kind: 'refused', fault: { kind: 'manyTerms', most: 5_000 } });
  }).timeout(20_000);

  it('keeps all that people wrote, and can be read again, whatever the term is', () => {
    const text = sample('billing.glossary.yml');
    const count = parseGlossary(text).contexts[0]!.terms.length;
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (term) => {
        const added = withTerm(text, term);
        if (added.kind !== 'added') return;
        assert.ok(added.text.startsWith(text));
        assert.equal(parseGlossary(added.text).contexts[0]!.terms.length, count + 1);
      }),
      { numRuns: 300 },
    );
  });
});
