import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { assertFaultless } from './axe';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';
import { states, wrongIn } from './composerStates';

declare const window: PageWindow;

const isAtEnd = (page: Page): Promise<boolean> =>
  page
    .locator('.transcript')
    .evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight < 40);

/** Of all sizes (test/deep/composerLayout.test.ts) those where there is least room, and one with much. */
const sizes = [
  { width: 350, height: 300, zoom: 1 },
  { width: 350, height: 300, zoom: 2 },
  { width: 1_400, height: 700, zoom: 1 },
];

describe('Message and Send', () => {
  const pages = usePages();
  let page: Page;

  for (const state of states) {
    it(`stay in sight, and nothing is cut: ${state.name}`, async () => {
      page = await pages.open(state.prepare);
      await state.act?.(page);
      for (const { width, height, zoom } of sizes) {
        await page.setViewportSize({ width: width / zoom, height: height / zoom });
        const wrong = await wrongIn(page);
        assert.deepEqual(wrong, [], `at ${width} × ${height}, ${zoom * 100} %`);
      }
    });
  }
});

describe('the composer and what stands above it', () => {
  const pages = usePages();
  let page: Page;

  for (const name of [
    'variables with two sets',
    'a key that is missing',
    'a provider that is gone',
    'the first screen',
    'a card below',
    'an error',
  ]) {
    it(`have no fault that axe-core finds in any theme: ${name}${name === 'an error' ? '' : ' @deep'}`, async () => {
      const state = states.find((each) => each.name.startsWith(name))!;
      page = await pages.open(state.prepare);
      await state.act?.(page);
      await assertFaultless(page, ['dark', 'light', 'hc-dark', 'hc-light'], `composer-${name}`);
    });
  }

  it('tell an error from a message in high contrast, where both have a border of one colour', async () => {
    const state = states.find(({ name }) => name === 'an error')!;
    page = await pages.open(state.prepare, { theme: 'hc-dark' });
    const edgeOf = (selector: string): Promise<string> =>
      page.locator(selector).evaluate((element) => {
        const { borderLeftWidth, borderLeftColor } = getComputedStyle(element);
        return `${borderLeftWidth} ${borderLeftColor}`;
      });
    assert.equal(await edgeOf('.error'), '6px rgb(244, 135, 113)');
    assert.equal(await edgeOf('.message'), '1px rgb(111, 195, 223)');
    await page.locator('.error .codicon-error').waitFor();
  });
});

describe('Jump to Latest', () => {
  const pages = usePages();
  let page: Page;
  beforeEach(async () => {
    page = await pages.open(({ host }) => {
      for (let turn = 0; turn < 20; turn += 1) host.addTurn({ answer: 'An answer of some length. '.repeat(60) });
      host.startTurn();
    });
    await page.evaluate(() => window.host.grow('First words. '));
    await poll('the end', () => isAtEnd(page));
  });
  const button = () => page.getByTestId('jump-to-latest');
  const scrollUp = async (): Promise<void> => {
    await page.mouse.move(400, 300);
    await page.mouse.wheel(0, -1_500);
    await poll('a place further up', async () => !(await isAtEnd(page)));
  };

  it('comes when something arrives below what is looked at, and leads to it', async () => {
    await page.evaluate(() => window.host.grow('At the end nothing is below. '));
    assert.equal(await button().count(), 0);
    await scrollUp();
    assert.equal(await button().count(), 0);
    await page.evaluate(() => window.host.grow('News. '));
    await button().click();
    await poll('the end', () => isAtEnd(page));
    await poll('no button', async () => (await button().count()) === 0);
    assert.equal(await page.evaluate(() => document.activeElement?.className), 'transcript');
    await page.evaluate(() => window.host.grow('More news. '.repeat(500)));
    await poll('the end, which is held again', () => isAtEnd(page));
  });

  it('goes when the user scrolls to the end', async () => {
    await scrollUp();
    await page.evaluate(() => window.host.grow('News. '));
    await button().waitFor();
    await page.mouse.wheel(0, 100_000);
    await poll('no button', async () => (await button().count()) === 0);
  });
});
