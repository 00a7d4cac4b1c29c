import assert from 'node:assert/strict';
import fc from 'fast-check';
import { limits } from '../../../../../src/core/glossary/workspace/glossaryFile';
import { parseGlossary } from '../../../../../src/core/glossary/workspace/parseGlossary';
import { complaints, termsOf } from './parsed';

describe('the limits of a glossary', () => {
  it('are a megabyte', () => {
    const { problems, isBroken } = parseGlossary(`terms:\n# ${'x'.repeat(limits.file)}`);
    assert.deepEqual([problems[0]?.fault.kind, isBroken], ['tooLong', true]);
  });

  it('are 5,000 terms, of all contexts together', () => {
    const some = Array.from({ length: 3_000 }, (_, i) => `      - name: t${i}\n`).join('');
    const { contexts, problems } = parseGlossary(`contexts:\n  - terms:\n${some}  - terms:\n${some}`);
    assert.equal(contexts.flatMap(({ terms }) => terms).length, limits.terms);
    assert.deepEqual(
      problems.map(({ fault }) => fault.kind),
      ['manyTerms'],
    );
  });

  it('are 100 problems: nobody mends more at once', () => {
    const text = `terms:\n${'  - {term: a, definition: x, links: y}\n'.repeat(150)}`;
    assert.equal(parseGlossary(text).problems.length, 100);
  });

  it('cut a text that nobody reads to its end', () => {
    const [term] = termsOf(`terms:\n  - term: a\n    definition: ${'x'.repeat(5_000)}\n`);
    assert.equal(term!.definition.length, limits.text + 1);
  });

  it('let no name stand for much', () => {
    const levels = Array.from({ length: 12 }, (_, i) => `  - &a${i + 1} [${`*a${i}, `.repeat(9)}]`).join('\n');
    const bomb = `terms:\n  - &a0 {term: a, definition: x}\n${levels}\n`;
    assert.ok(termsOf(bomb).length <= 1);
    const items = Array.from({ length: 30 }, (_, i) => `  - {term: t${i}, definition: *d}\n`).join('');
    const many = `terms:\n  - {term: a, definition: &d x}\n${items}`;
    assert.ok(complaints(many).some((each) => each.includes('Aliases')));
  });

  const hostile: [title: string, text: string][] = [
    ['open brackets', '['.repeat(limits.file)],
    ['nested maps', '{a: '.repeat(limits.file / 4)],
    ['nested lists', '- '.repeat(20_000)],
    ['names of names', '*a '.repeat(limits.file / 3)],
    ['line ends', '\n'.repeat(limits.file)],
    ['wrong lines', '- a: b\n   c: d\n'.repeat(limits.file / 15)],
    ['a flow list without end', `[${'a,'.repeat(limits.file / 2)}`],
  ];
  for (const [title, text] of hostile) {
    it(`refuse ${title}`, () => assert.equal(parseGlossary(text).isBroken, true)).timeout(20_000);
  }
});

describe('parseGlossary', () => {
  const pieces = [
    'terms:',
    'contexts:',
    '- ',
    'term:',
    'name: ',
    'a',
    '\n',
    '  ',
    '    ',
    ': ',
    '[',
    ']',
    '{',
    '}',
    '&a ',
    '*a',
    '!!x ',
    '"',
    '|',
    '>',
    '#',
    '<<',
    '\t',
    '\u0000',
    '🙂',
    '---',
    '...',
    '?',
    'definition: x',
    'deprecated:',
    'imports:',
  ];

  it('never throws, and keeps what it gives within its limits', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const { contexts, problems } = parseGlossary(text);
        for (const { terms } of contexts) {
          for (const { forms } of terms) {
            assert.ok(
              forms.length > 0 && forms.every(({ key }) => key !== '' && key.split(' ').length <= limits.words),
            );
          }
        }
        const lines = text.split('\n').length;
        for (const { line, column } of problems) assert.ok(line >= 0 && line < Math.max(1, lines) + 1 && column >= 0);
      }),
      { numRuns: 2_000 },
    );
  });
});
