import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { pathOf } from '../../src/core/pages/address';
import { guide } from '../../generated/guide';
import { poll } from '../support/poll';
import { BrowserPages, takePicture } from './browserPage';
import type { PagesWindow } from './page/pagesHost';
import { pagesFrame } from './pageKinds';

// The pictures of the guide are drawn for one font and shown in another. The functions given to `evaluate` run in the browser.

declare const window: Window & PagesWindow;

/** Lists the words that go over an edge: that of their box, of a box beside them, of other words, or of the picture. */
function overEdges(): string[] {
  const room = 2;
  return [...document.querySelectorAll('.diagram svg')].flatMap((picture) => {
    const frame = picture.getBoundingClientRect();
    const boxes = [...picture.querySelectorAll('rect')].map((box) => box.getBoundingClientRect());
    const texts = [...picture.querySelectorAll('text')].map((text) => ({
      name: `“${text.textContent}” of ${picture.querySelector('title')?.textContent}`,
      at: text.getBoundingClientRect(),
    }));
    const meet = (a: DOMRect, b: DOMRect): boolean =>
      a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 3 && a.bottom > b.top + 3;
    const holds = (outer: DOMRect, { left, right, top, bottom }: DOMRect, by: number): boolean =>
      left >= outer.left + by && right <= outer.right - by && top >= outer.top - 1 && bottom <= outer.bottom + 1;
    return texts.flatMap(({ name, at }, index) => {
      const wrong: string[] = [];
      if (!holds(frame, at, -1)) wrong.push(`${name} leaves the picture`);
      if (boxes.some((box) => meet(box, at) && !holds(box, at, room))) wrong.push(`${name} is over the edge of a box`);
      if (texts.slice(index + 1).some((other) => meet(other.at, at))) wrong.push(`${name} is over other words`);
      return wrong;
    });
  });
}

describe('the pictures of the guide in a browser', () => {
  let pages: BrowserPages;
  let page: Page;
  before(async () => {
    pages = await BrowserPages.start({}, pagesFrame);
  });
  after(() => pages.close());

  for (const width of [360, 400, 1_400]) {
    it(`have all their words inside their boxes in ${width} px${width === 400 ? '' : ' @deep'}`, async () => {
      page = await pages.open(() => undefined, { viewport: { width, height: 900 } });
      const found: string[] = [];
      for (const { id, diagrams } of guide) {
        const place = { folder: 'guide', id } as const;
        await page.evaluate((to) => window.host.show(to), place);
        await poll(pathOf(place), () =>
          page.evaluate((path) => document.querySelector('main')?.dataset['page'] === path, pathOf(place)),
        );
        assert.equal(await page.locator('.diagram svg').count(), diagrams.length);
        found.push(...(await page.evaluate(overEdges)));
        for (const [index] of diagrams.entries()) {
          await page.locator('.diagram').nth(index).scrollIntoViewIfNeeded();
          await takePicture(page, `diagram-${id}-${index}-${width}.png`);
        }
      }
      assert.deepEqual(found, []);
    });
  }
});
