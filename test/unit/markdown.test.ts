import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Marked } from 'marked';
import { escapeMarkdown } from '../../src/core/markdown';

const marked = new Marked({ async: false, gfm: true });
const decode = (html: string): string =>
  html.replace(
    /&(lt|gt|amp|quot|#39);/g,
    (_all, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? "'",
  );
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
    it(`makes plain text of ${text}`, () => assert.equal(decode(rendered(text)), `<p>${text}</p>\n`));
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
    fc.assert(fc.property(line, (text) => assert.equal(decode(rendered(text)), `<p>${text}</p>\n`)));
  });

  it('keeps the line above from becoming a heading', () => assert.doesNotMatch(rendered('title\n==='), /<h1/));
});
