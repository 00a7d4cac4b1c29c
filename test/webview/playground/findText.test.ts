import assert from 'node:assert/strict';
import { rangesIn } from '../../../src/webview/playground/findText';

describe('the ranges of a text that is searched', () => {
  const turn = (html: string): Element => {
    const element = document.createElement('ai-turn');
    element.innerHTML = html;
    return element;
  };

  it('are those in one part of a turn, without the words of the page itself', () => {
    const searched = turn(
      '<p data-part="prompt">sky</p><div data-part="answer">Sky, <b>sky</b><p class="hint">sky</p></div>',
    );
    assert.deepEqual(
      rangesIn(searched, 'answer', /sky/giu).map((range) => range.toString()),
      ['Sky', 'sky'],
    );
    assert.deepEqual(rangesIn(searched, 'reasoning', /sky/giu), []);
  });

  it('are 3,000 at most @deep', () => {
    assert.equal(rangesIn(turn(`<p data-part="answer">${'a'.repeat(2_999)}</p>`), 'answer', /a/gu).length, 2_999);
    assert.equal(rangesIn(turn(`<p data-part="answer">${'a'.repeat(3_001)}</p>`), 'answer', /a/gu).length, 3_000);
  });
});
