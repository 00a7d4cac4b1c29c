import assert from 'node:assert/strict';
import fc from 'fast-check';
import { maxStretchLength } from '../../../src/core/glossary/cards/wordQuestion';
import { stretchAround } from '../../../src/webview/shared/wordStretch';
import type { Stretch } from '../../../src/webview/shared/wordStretch';

/** The stretch around the `|` of a page. */
function around(html: string): Stretch {
  const root = document.createElement('main');
  root.innerHTML = html;
  document.body.replaceChildren(root);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (!(node instanceof Text)) continue;
    const offset = node.data.indexOf('|');
    if (offset < 0) continue;
    node.data = node.data.replace('|', '');
    return stretchAround(root, { node, offset });
  }
  throw new Error('No place is marked.');
}

const marked = ({ text, at }: Stretch): string => `${text.slice(0, at)}|${text.slice(at)}`;

describe('the text around a word', () => {
  it('is Markdown: blocks apart, words of one sentence together', () => {
    assert.equal(
      marked(around('<h2>Size</h2><p>A <strong>context</strong> win|dow.</p><ul><li>one</li><li>two</li></ul>')),
      '# Size\n\nA context win|dow.\n\n- one\n\n- two',
    );
  });

  it('has code in backticks, and blocks of code in fences with their language', () => {
    const code = '<div class="code"><div class="code-bar"><span>ts</span><button>Copy</button></div>';
    assert.equal(
      marked(
        around(`<p>Set <code>to|p_p</code> here.</p>${code}<pre><code class="language-ts">let a;</code></pre></div>`),
      ),
      'Set `to|p_p` here.\n\n```ts\nlet a;\n```',
    );
  });

  it('begins with its fence where all of it is code', () => {
    const lines = 'const a = 1;\n'.repeat(1_000);
    const stretch = around(`<pre><code class="language-python">${lines}to|ken\n${lines}</code></pre>`);
    assert.match(stretch.text, /^```python\n/);
    assert.match(stretch.text, /\n```$/);
    assert.ok(stretch.text.length < 3_200);
    assert.match(marked(stretch), /to\|ken/);
  });

  it('keeps the cells of a row apart', () => {
    assert.equal(
      marked(around('<table><tbody><tr><td>Tok|ens</td><td>12</td></tr><tr><td>Bytes</td></tr></tbody></table>')),
      'Tok|ens | 12\n\nBytes',
    );
  });

  it('leads back to the place in the page, over the ends of elements', () => {
    const stretch = around('<p>The <em>context</em> win|dow of it.</p>');
    const start = stretch.text.indexOf('context');
    const range = stretch.rangeOf(start, start + 'context window'.length);
    assert.equal(range?.toString(), 'context window');
  });

  it('leads nowhere when the page is another by now', () => {
    const stretch = around('<p>A tok|en.</p>');
    document.body.replaceChildren();
    assert.equal(stretch.rangeOf(2, 7), undefined);
  });

  it('is never longer than the host takes, and has the letter at its place, whatever the page is', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '`', 'é', '😀'), maxLength: 400 });
    const pieces = fc.array(fc.tuple(fc.constantFrom('p', 'li', 'h3', 'code', 'em', 'td', 'pre'), words), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(pieces, words, pieces, fc.nat(9), (before, word, after, times) => {
        const root = document.createElement('main');
        const add = ([name, text]: [string, string]): void => {
          const element = document.createElement(name);
          element.textContent = text.repeat(times);
          root.append(element);
        };
        before.forEach(add);
        const node = document.createTextNode(`${word}X${word}`);
        root.append(node);
        after.forEach(add);
        const stretch = stretchAround(root, { node, offset: word.length });
        assert.ok(stretch.text.length <= maxStretchLength);
        assert.equal(stretch.text.charAt(stretch.at), 'X');
      }),
      { numRuns: 100 },
    );
  });
});
