import assert from 'node:assert/strict';
import fc from 'fast-check';
import { patch } from '../../../src/webview/shared/patch';

function element(html: string): HTMLElement {
  const box = document.createElement('div');
  box.innerHTML = html;
  return box;
}

describe('an element that is made to hold something else', () => {
  const { html } = fc.letrec<{ html: string; node: string }>((tie) => ({
    html: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
    node: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('a', 'bc', '<br>'),
      fc
        .tuple(fc.constantFrom('p', 'b', 'b title="x"'), tie('html'))
        .map(([tag, inner]) => `<${tag}>${inner}</${tag.slice(0, 1)}>`),
    ),
  }));

  it('holds exactly that, whatever it held before', () => {
    fc.assert(
      fc.property(html, html, (before, after) => {
        const target = element(before);
        patch(target, element(after));
        assert.equal(target.innerHTML, element(after).innerHTML);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps what is the same from the start on, and appends to a text', () => {
    const target = element('<p>One</p><ul><li>a</li><li>b</li></ul>');
    const before = [...target.querySelectorAll('*')];
    const text = before.at(-1)?.firstChild;
    patch(target, element('<p>One</p><ul><li>a</li><li>bcd</li><li>e</li></ul>'));
    assert.equal(target.innerHTML, '<p>One</p><ul><li>a</li><li>bcd</li><li>e</li></ul>');
    const after = [...target.querySelectorAll('*')];
    assert.ok(before.every((node, index) => node === after[index]));
    assert.ok(text !== undefined && text === after[3]?.firstChild);
  });

  it('does not keep an element whose attributes became others', () => {
    const target = element('<a href="https://one.test/">x</a>');
    const link = target.firstElementChild;
    patch(target, element('<a href="https://two.test/">x</a>'));
    assert.ok(target.firstElementChild !== link);
    assert.equal(target.innerHTML, '<a href="https://two.test/">x</a>');
  });
});
