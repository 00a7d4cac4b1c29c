import assert from 'node:assert/strict';
import { guidePage } from '../../../../src/core/pages/guidePage';
import { pageText } from '../../../../src/core/pages/page';
import { guide } from '../../../../generated/guide';

describe('the page of the guide', () => {
  for (const page of guide) {
    it(`"${page.title}" keeps each line of its text, and has its diagrams where their lines stand`, () => {
      const { blocks } = guidePage(page);
      const lines = blocks.map((block) => {
        assert.ok(block.type === 'markdown' || block.type === 'diagram');
        return block.type === 'markdown' ? block.markdown : `![${block.title}](diagrams/${block.name}.svg)`;
      });
      assert.equal(lines.join('\n'), page.markdown);
      const shown = blocks.flatMap((block) => (block.type === 'diagram' ? [block.name] : []));
      assert.deepEqual(
        shown,
        page.diagrams.map(({ name }) => name),
      );
    });
  }

  it('tells in its text form what a diagram shows', () => {
    const page = guide.find(({ id }) => id === 'limits')!;
    const text = pageText(guidePage(page));
    assert.match(text, /\n\n> \*\*The loop of prompt and tools\.\*\* The prompt goes to the model [^\n]+\n\n/);
    assert.doesNotMatch(text, /!\[|\.svg/);
  });
});
