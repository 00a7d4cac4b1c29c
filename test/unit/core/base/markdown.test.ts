import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Marked } from 'marked';
import { decodeEntities } from '../../../support/htmlText';
import { codeSpan, escapeMarkdown } from '../../../../src/core/base/markdown';

const marked = new Marked({ async: false, gfm: true });
const rendered = (text: string): string => marked.parse(escapeMarkdown(text)) as string;

describe('escapeMarkdown', () => {
  for (const text of [
    '**bold** _em_ `code` ~~gone~~',
    '[link](https://example.com) ![image](x.png)',
    'https://example.com www.example.com a@example.com <https://example.com>',
    '<img src=x onerror=alert(1)> &lt;b&gt;',
    '# heading',
    '1. item',
    '- item',
    '+ item',
    '> quote',
    '---',
    'a | b',
    '\\*',
    '$a$ and $$b$$',
    '[x]: https://example.com',
  ]) {
    it(`makes plain text of ${text}`, () => assert.equal(decodeEntities(rendered(text)), `<p>${text}</p>\n`));
  }

  it('makes one paragraph of plain text of any line', () => {
    const line = fc
      .array(
        fc.oneof(
          fc.constantFrom(...Array.from('\\`*_{}[]()#+-.!|<>~&:@=$"\'/ ^'), 'a', '1', 'www', 'https'),
          fc.string(),
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => `x${parts.join('').replace(/[\s\0]+/g, ' ')}x`);
    fc.assert(fc.property(line, (text) => assert.equal(decodeEntities(rendered(text)), `<p>${text}</p>\n`)));
  });

  for (const [text, escaped] of [
    ['my-notes.v2 (final).md', 'my-notes.v2 (final).md'],
    ['max_tokens: 5 > 4, a + b = c!', 'max_tokens: 5 > 4, a + b = c!'],
    ['C# and C #', 'C# and C \\#'],
    ['qwen3:8b', 'qwen3\\:8b'],
    ['2024. A year', '2024\\. A year'],
    ['_em_', '\\_em\\_'],
  ] as const) {
    it(`writes ${text} as ${escaped}`, () => {
      assert.equal(escapeMarkdown(text), escaped);
      assert.equal(decodeEntities(rendered(text)), `<p>${text}</p>\n`);
    });
  }

  it('makes plain text of any file name, wherever it stands', () => {
    const name = fc
      .array(fc.oneof(fc.constantFrom(...Array.from('_-+#.=>~)(1234567890ab ')), fc.string()), { maxLength: 12 })
      .map((parts) =>
        parts
          .join('')
          .replace(/[\s\0]+/g, ' ')
          .trim(),
      );
    fc.assert(
      fc.property(name, (text) => {
        fc.pre(text !== '');
        assert.equal(decodeEntities(rendered(text)), `<p>${text}</p>\n`);
      }),
    );
  });

  it('is as fast for blanks as for words', () => {
    const work = (text: string): number => {
      const before = process.cpuUsage();
      escapeMarkdown(text);
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    assert.ok(work(' '.repeat(100_000)) < 8 * Math.max(work('a '.repeat(50_000)), 50_000));
  });

  it('keeps the line above from becoming a heading', () => assert.doesNotMatch(rendered('title\n==='), /<h1/));
});

describe('codeSpan', () => {
  it('shows any line as it is, as code', () => {
    const line = fc
      .array(fc.oneof(fc.constantFrom('`', '``', ' ', '|', '<b>', '*', '\\', 'a'), fc.string()), { maxLength: 12 })
      .map((parts) => parts.join('').replace(/[\s\0]+/g, ' '));
    fc.assert(
      fc.property(line, (text) => {
        fc.pre(text.trim() !== '');
        const html = marked.parseInline(codeSpan(text)) as string;
        assert.equal(decodeEntities(html), `<code>${text}</code>`);
      }),
    );
  });

  it('is nothing for nothing', () => assert.equal(codeSpan(''), ''));
});
