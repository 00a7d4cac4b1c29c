import assert from 'node:assert/strict';
import * as v from 'valibot';
import { guidePage } from '../../../../src/core/pages/guideTable';
import type { Try } from '../../../../src/core/pages/guideTable';
import { pageSchema, pageText } from '../../../../src/core/pages/page';
import { guide } from '../../../../generated/guide';

/** As it stands in data/guide. */
function tryLine(each: Try): string {
  if (each.kind === 'playground') return `- [${each.label}](try/playground '${each.prompt}')`;
  return `- [${each.label}](try/lab/${each.station}${each.text === '' ? '' : ` '${each.text}'`})`;
}

describe('the page of the guide', () => {
  for (const page of guide) {
    it(`"${page.title}" keeps each line of its text, and has its diagrams where their lines stand`, () => {
      const { blocks } = guidePage(page);
      const lines = blocks.flatMap((block) => {
        assert.ok(block.type === 'markdown' || block.type === 'diagram' || block.type === 'tries');
        if (block.type === 'tries') return block.tries.map(tryLine);
        return [block.type === 'markdown' ? block.markdown : `![${block.title}](diagrams/${block.name}.svg)`];
      });
      assert.equal(lines.join('\n'), page.markdown);
      const shown = blocks.flatMap((block) => (block.type === 'diagram' ? [block.name] : []));
      assert.deepEqual(
        shown,
        page.diagrams.map(({ name }) => name),
      );
    });
  }

  for (const page of guide) {
    it(`"${page.title}" is one that its tab takes: no text or picture of it is too long`, () => {
      const { issues = [] } = v.safeParse(pageSchema, guidePage(page));
      assert.deepEqual(
        issues.map((issue) => `data/guide/…-${page.id}.md: ${v.getDotPath(issue)}: ${issue.message}`),
        [],
      );
    });

    const types = guidePage(page).blocks.map(({ type }) => type);
    it(`"${page.title}" has a picture, and something to try`, () => {
      const file = `data/guide/…-${page.id}.md`;
      assert.ok(types.includes('diagram'), `${file}: add a line ![Title](diagrams/name.svg)`);
      assert.ok(types.includes('tries'), `${file}: add a line - [Words](try/lab/STATION 'Text')`);
    });
  }

  it('says in its text form where to try what, with the text', () => {
    const text = pageText(guidePage(guide.find(({ id }) => id === 'at-a-glance')!));
    assert.match(text, /\n- Cut a sentence into tokens \(in the lab, tokens\)\n/);
    assert.match(text, /\n- Ask Pocket what a context window is \(in the playground: What is a context window\?\)\n/);
    assert.doesNotMatch(text, /try\//);
  });

  it('tells in its text form what a diagram shows', () => {
    const page = guide.find(({ id }) => id === 'limits')!;
    const text = pageText(guidePage(page));
    assert.match(text, /\n\n> \*\*The loop of prompt and tools\.\*\* The prompt goes to the model [^\n]+\n\n/);
    assert.doesNotMatch(text, /!\[|\.svg/);
  });
});
