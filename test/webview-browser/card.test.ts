import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { termCardOf } from '../../src/core/pages/cardPage';
import type { ToCard } from '../../src/core/pages/cardProtocol';
import { index } from '../unit/core/glossary/glossary';
import { poll } from '../support/poll';
import { assertFaultless, fitsWidth } from './axe';
import { BrowserPages } from './browserPage';
import type { CardWindow } from './page/cardHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// Tests that need a layout: contrast, width, the keyboard. The functions given to `evaluate` run in the browser.

declare const window: Window & CardWindow;
const term = index.byId.get('context-window')!;

const cards: Readonly<Record<string, ToCard>> = {
  term: {
    ...{
      type: 'card',
      page: termCardOf(term, index, 'This file has 3,120 tokens: 1.6 % of the 200,000-token context window of GPT-4o.'),
    },
    ...{ term: { id: term.id, isKnown: false }, isAtCursor: true, takesFocus: false },
  },
  known: {
    ...{ type: 'card', page: termCardOf(term, index), term: { id: term.id, isKnown: true } },
    ...{ isAtCursor: false, back: 'needle-in-a-haystack test', takesFocus: true },
  },
  empty: { type: 'empty' },
};

describe('the glossary card in a browser', () => {
  let pages: BrowserPages;
  let page: Page;

  /** A view stands on the background of the place that it is in. */
  async function open(): Promise<void> {
    page = await pages.open(() => undefined, { viewport: { width: 240, height: 500 } });
    await page.addStyleTag({ content: 'html { background: var(--vscode-editor-background) }' });
  }
  const say = (card: ToCard): Promise<void> => page.evaluate((message) => window.host.say(message), card);

  before(async () => {
    pages = await BrowserPages.start(
      { 'page.js': 'src/webview/card/main.ts' },
      { title: 'Glossary Card', element: 'ai-card', name: 'card', host: 'test/webview-browser/page/cardHost.ts' },
    );
  });
  after(() => pages.close());

  it('has nothing for axe-core to find in any theme, and nothing wider than a narrow view', async () => {
    await open();
    for (const [name, card] of Object.entries(cards)) {
      await say(card);
      assert.ok(await fitsWidth(page), name);
      await assertFaultless(page, Object.keys(themes) as ThemeName[], `card-${name}`);
    }
  });

  it('is walked through by Tab: the way back, every link, what can be done', async () => {
    await open();
    await say(cards['known']!);
    const stops = await page.locator('main :is(a[href], button)').count();
    assert.ok(stops > 10);
    await page.locator('h1').focus();
    await page.keyboard.press('Shift+Tab');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
    assert.match(await focused(), /Back to needle/);
    for (let i = 1; i < stops; i++) await page.keyboard.press('Tab');
    assert.equal(await focused(), 'Explain it again');
    await page.keyboard.press('Enter');
    await poll('the answer', () =>
      page.evaluate(() => window.host.said.some((message) => message.type === 'know' && !message.isKnown)),
    );
  });
});
