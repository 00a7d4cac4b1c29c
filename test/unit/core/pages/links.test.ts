import assert from 'node:assert/strict';
import path from 'node:path';
import { addressOf } from '../../../../src/core/pages/address';
import { pageText } from '../../../../src/core/pages/page';
import { guide } from '../../../../generated/guide';
import { realPages } from '../../../support/pages';

/** The text of a page by its path; `undefined` when there is none. */
async function readText(path: string): Promise<string | undefined> {
  const address = addressOf(path);
  const page = address && (await realPages(address));
  return page && pageText(page);
}

/** Paths of the pages that a page links to. */
function linksOf(page: string, markdown: string): string[] {
  const targets = [...markdown.matchAll(/\]\(([^)\s]+)/g)].map((match) => match[1] ?? '');
  return targets
    .filter((target) => !/^([a-z]+:|#)/i.test(target))
    .map((target) => target.replace(/#.*$/, ''))
    .map((target) => path.posix.join(path.posix.dirname(page), target));
}

describe('the pages', () => {
  it('have no link that leads nowhere, in the guide and in every page that it reaches', async () => {
    const waiting = guide.map(({ id }) => `/guide/${id}.md`);
    const seen = new Set<string>();
    for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
      if (seen.has(page)) continue;
      seen.add(page);
      const text = await readText(page);
      assert.ok(text !== undefined, `${page} is linked to, but is no page`);
      waiting.push(...linksOf(page, text));
    }
    assert.ok(seen.size > 60, `only ${seen.size} pages were reached`);
  });
});
