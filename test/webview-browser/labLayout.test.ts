import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { setTheme, takePicture } from './browserPage';
import { LabPages } from './labPages';
import { assertAccessibleWhenLow, assertControlsInSight, assertStill, assertTextsInside, smallWindow } from './labRoom';
import { ids } from './labSuite';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// Tests of where things are in the lab. More widths and heights: test/deep/webview-browser. The functions given to `evaluate`
// run in the browser.

/** Where each tab begins. */
const placesOfTabs = (): string =>
  [...document.querySelectorAll('[role="tab"]')]
    .map((tab) => tab.getBoundingClientRect())
    .map(({ left, top }) => `${left.toFixed(1)},${top.toFixed(1)}`)
    .join(' ');

/** All sentences of the picture, one after the other. */
const textOfPicture = (page: Page): Promise<string> =>
  page.evaluate(() => [...document.querySelectorAll('.stage > svg text')].map((text) => text.textContent).join(' '));

describe('the layout of the lab', () => {
  let lab: LabPages;
  let page: Page;
  before(async () => {
    lab = await LabPages.start();
  });
  after(() => lab.close());

  it('leaves each tab in its place when another is chosen @deep', async () => {
    page = await lab.open({ width: 700 });
    const places = new Set<string>();
    for (const id of ids) {
      await lab.goTo(page, id);
      places.add(await page.evaluate(placesOfTabs));
    }
    assert.equal(places.size, 1, [...places].join('\n'));
  });

  it('ends no text outside its picture in 320 px @deep', () => assertTextsInside(lab, 320));

  for (const [id, ...sentences] of [
    ['attention', /Every head for this token, from the start of the text to its end/],
    ['context-window', /Pocket’s whole window: [\d.]+ [KM]B\)/, /for \d+ input tokens in 10 turns/, /[a-z]{2,} … /],
    ['hallucination', /per word: [\d.]+ % .*per word: [\d.]+ %/, /Alternatives to “[^”]+”/],
    ['training', /step \d+, loss \d+\.\d\d/, /Two answers to choose from come after the fine-tuning\./],
  ] as const) {
    it(`cuts no sentence and no number of ${id} in 400 px${id === 'attention' ? '' : ' @deep'}`, async () => {
      page = await lab.open({ width: 400 });
      await lab.goTo(page, id);
      for (const sentence of sentences) assert.match(await textOfPicture(page), sentence);
    });
  }

  it('keeps the place of what is below a sentence of the picture while its numbers change', async () => {
    page = await lab.open({ width: 400 });
    await lab.goTo(page, 'context-window');
    const places = (): Promise<string> =>
      page.evaluate(() => [...document.querySelectorAll('svg .bar')].map((bar) => bar.getAttribute('y')).join());
    const before = await places();
    for (const turns of ['1', '100']) {
      await page.locator('[data-control="turns"]').fill(turns);
      await poll(
        `${turns} turns`,
        () => textOfPicture(page!),
        (text) => new RegExp(`input tokens\\s+in\\s+${turns}\\s+turn`).test(text),
      );
      assert.equal(await places(), before);
    }
  });

  it('draws the curves of attention behind the tokens, also where the text has several lines', async () => {
    page = await lab.open({ width: 400 });
    await lab.goTo(page, 'attention');
    const { lines, wrong, covered } = await page.evaluate(() => {
      const svg = document.querySelector('.stage > svg')!;
      const boxes = [...svg.querySelectorAll<SVGRectElement>('rect:not(.cell)')];
      const cover = svg.querySelector<SVGPathElement>('path.behind');
      const page = getComputedStyle(document.body).backgroundColor;
      const comesAfter = (curve: Element): boolean =>
        cover !== null && (curve.compareDocumentPosition(cover) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
      return {
        lines: new Set(boxes.map((box) => box.getAttribute('y'))).size,
        wrong: [...svg.querySelectorAll('path.curve')].filter((curve) => !comesAfter(curve)).length,
        covered: boxes.every((box) => {
          const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(box.getAttribute(name)));
          return cover?.isPointInFill(new DOMPoint(x! + width! / 2, y! + height! / 2)) === true;
        })
          ? cover !== null && getComputedStyle(cover).fill === page
          : false,
      };
    });
    assert.ok(lines > 1);
    assert.equal(wrong, 0);
    assert.ok(covered);
  });

  it('marks words by more than a colour in every theme @deep', async () => {
    page = await lab.open();
    await lab.goTo(page, 'hallucination');
    await page.locator('[data-control="doubt"]').fill('100');
    await poll('marked words', () => page.locator('.doubtful').count());
    await page.locator('[data-control="doubt"]').fill('99');
    await poll('words without a mark', () => page.locator('.token:not(.doubtful)').count());
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await setTheme(page, theme);
      const looks = (query: string): Promise<string[]> =>
        page.locator(query).evaluateAll((all) =>
          all.map((box) => {
            const word = box.nextElementSibling!.nextElementSibling!;
            const { strokeDasharray, stroke } = getComputedStyle(box);
            return [stroke === 'none' ? 'no line' : strokeDasharray, getComputedStyle(word).fontWeight].join('; ');
          }),
        );
      const marked = new Set(await looks('.token.doubtful'));
      assert.deepEqual([...marked], ['4px, 2px; 600']);
      for (const look of await looks('.token:not(.doubtful)')) assert.ok(!marked.has(look), look);
    }

    await lab.goTo(page, 'embeddings');
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await setTheme(page, theme);
      const dots = await page.evaluate(() => {
        const of = (query: string) =>
          [...document.querySelectorAll(query)].map((dot) => {
            const { strokeWidth, stroke } = getComputedStyle(dot);
            return { size: Number(dot.getAttribute('r')), line: stroke === 'none' ? 0 : parseFloat(strokeWidth) };
          });
        const weights = [...document.querySelectorAll('text.own')].map((name) => getComputedStyle(name).fontWeight);
        return { own: of('.dot.own'), far: of('.dot.far'), weights: [...new Set(weights)] };
      });
      assert.ok(dots.own.length > 5 && dots.far.length > 5);
      const maxLine = Math.max(...dots.far.map(({ line }) => line));
      for (const { size, line } of dots.own) assert.ok(size === 5 && line > maxLine, `${size}, ${line}`);
      assert.ok(dots.far.every(({ size }) => size === 3));
      assert.deepEqual(dots.weights, ['600']);
      await takePicture(page, `marks-embeddings-${theme}.png`);
    }
  });

  it('shows what can be changed with the picture that it changes @deep', () => assertControlsInSight(lab, smallWindow));

  it('has nothing for axe-core to find, and nothing wider than the window, in a window that is not high @deep', () =>
    assertAccessibleWhenLow(lab));

  it('says what a station shows behind a line in a window that is not high, and in the open in others', async () => {
    page = await lab.open({ width: 640, height: 348 });
    const said = page.locator('.sentences');
    assert.equal(await said.isVisible(), false);
    await page.click('.about summary');
    await said.waitFor();
    await page.setViewportSize({ width: 640, height: 800 });
    await poll('the line gone', async () => (await page.locator('.about').count()) === 0);
    assert.ok(await said.isVisible());
  });

  it('moves nothing by itself for those who want nothing to move', () => assertStill(lab, ['next-token', 'attention']));
});
