import assert from 'node:assert/strict';
import { markdownPage } from '../../../src/core/pages/page';
import type { PageBlock } from '../../../src/core/pages/page';
import { drawPage } from '../../../src/webview/shared/page/drawPage';

/** The headings that the contents of a page lead to. */
function contentsOf(headings: readonly string[], ...more: PageBlock[]): string[] {
  const { title, blocks } = markdownPage('A', ['# A', ...headings.map((name) => `## ${name}`)].join('\n\n'));
  const nothing = (): undefined => undefined;
  const options = { targetOf: nothing, onLink: nothing, post: nothing, announce: nothing };
  const page = document.createElement('main');
  page.append(drawPage({ title, blocks: [...blocks, ...more] }, options));
  return [...page.querySelectorAll('nav.contents a')].map(({ textContent }) => textContent);
}

const table: PageBlock = { type: 'table', caption: 'T', columns: [{ label: 'C', numeric: false }], rows: [] };

describe('the contents of a page', () => {
  it('stand there from three headings on', () => {
    assert.deepEqual(contentsOf(['One', 'Two']), []);
    assert.deepEqual(contentsOf(['One', 'Two', 'Three']), ['One', 'Two', 'Three']);
  });

  it('are left to a table whose rows lead to the headings', () => {
    assert.deepEqual(contentsOf(['One', 'Two', 'Three'], table), []);
  });
});
