import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { pathOf } from '../../src/core/pages/address';
import type { PagePlace } from '../../src/core/pages/address';
import { poll } from '../support/poll';
import { assertFaultless, fitsWidth } from './axe';
import { takePicture } from './browserPage';
import type { Frame } from './browserPage';
import type { PagesWindow } from './page/pagesHost';
import type { ThemeName } from './page/themes';

// The pages that look different, and what is looked at in each. The functions given to `evaluate` run in the browser.

declare const window: Window & PagesWindow;

export const pagesFrame: Frame = {
  title: 'AI Field Guide',
  element: 'ai-pages',
  name: 'pages',
  host: 'test/webview-browser/page/pagesHost.ts',
};

/** Kinds of pages that look different. */
export const kinds = {
  family: { folder: 'families', id: 'claude' },
  guide: { folder: 'guide', id: 'how-they-work' },
  glance: { folder: 'guide', id: 'at-a-glance' },
  guideFamilies: { folder: 'guide', id: 'families' },
  training: { folder: 'guide', id: 'training' },
  reasoning: { folder: 'guide', id: 'reasoning-models' },
  multimodal: { folder: 'guide', id: 'multimodal-models' },
  openOrClosed: { folder: 'guide', id: 'open-or-closed' },
  limits: { folder: 'guide', id: 'limits' },
  compare: { folder: 'compare', id: 'gpt-6.2-sol+claude-opus-5-5+gemini-4-argon+llama-4-maverick' },
  question: { folder: 'choose', id: 'contract.-.one.image.-' },
  choice: { folder: 'choose', id: 'contract.steady.one.image.128k' },
  changes: { folder: 'changes', id: 'last-look' },
  term: { folder: 'terms', id: 'token' },
  report: { folder: 'reports', id: 'tokens' },
  spending: { folder: 'reports', id: 'spending' },
  connection: { folder: 'reports', id: 'connection' },
  missing: { folder: 'reports', id: 'folder' },
} as const satisfies Readonly<Record<string, PagePlace>>;

const { family, guide, compare, question, changes, term, report } = kinds;
/** One of each folder. */
export const oneOfEach = { family, guide, compare, question, changes, term, report };

/** Runs in the browser, before the page. */
export const withReport = ({ host }: PagesWindow): void => {
  const rows = Array.from(
    { length: 20 },
    (_, i) => `| [${i + 1}](file:///a/b.ts#L${i + 1}) | 1,234 | 12 % | \`${'word '.repeat(12)}\` |`,
  );
  const markdown = [
    ...['# Tokens of [notes.md](file:///a/notes.md)', 'Model: [GPT-4o](../families/gpt.md#gpt-4o)', ''],
    ...['| | Document |', '|---|--:|', '| Tokens | 123 |', '', '## Where the tokens go', ''],
    ...['| Line | Tokens | Share | Starts with |', '|--:|--:|--:|---|', ...rows],
    ...['', '## Code', '', '```js', 'let a;', '```', '', '## Left out', '', '- nothing'],
  ].join('\n');
  host.own.set('/reports/tokens.md', {
    title: 'Tokens of notes.md',
    blocks: [{ type: 'markdown', markdown }],
    made: 1_764_100_000_000,
  });
  host.again = 'Count Tokens';
};

/** Two frames later what was asked for is laid out. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const shown = (page: Page, place: PagePlace): Promise<unknown> =>
  poll(pathOf(place), () =>
    page.evaluate((path) => document.querySelector('main')?.dataset['page'] === path, pathOf(place)),
  );

/** Describes what is wrong with the focused element, once it is laid out. Empty where all is well. Runs in the browser. */
async function wrongOfFocus(): Promise<string> {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return '';
  const name = `<${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 30)}"`;
  const [box] = element.getClientRects();
  if (!box) return `${name} has no box`;
  // Of a table that is larger than the window a part is enough.
  const x = Math.min(box.left + box.width / 2, window.innerWidth - 2);
  const barEnd = element.closest('main') ? 40 : 0;
  const y = Math.min(Math.max(box.top + box.height / 2, barEnd), window.innerHeight - 2);
  const top = document.elementFromPoint(x, y);
  if (top === null || !(element.contains(top) || top.contains(element))) {
    return `${name} is covered by ${top?.outerHTML.slice(0, 80) ?? 'nothing'} at ${Math.round(x)}, ${Math.round(y)}`;
  }
  if (y < box.top || y > box.bottom || x < box.left) return `${name} is out of sight at ${Math.round(box.top)}`;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  return outlineStyle === 'none' || outlineWidth === '0px' ? `${name} has no outline` : '';
}

interface Looks {
  readonly widths: readonly number[];
  /** All kinds, where it is left out. */
  readonly of?: Readonly<Record<string, PagePlace>>;
}

/** No page is wider than the window, has a fault that axe-core finds, or too little contrast in a theme. */
export async function assertAccessible(
  page: Page,
  themes: readonly ThemeName[],
  { widths, of = kinds }: Looks,
): Promise<void> {
  for (const [kind, place] of Object.entries(of)) {
    await page.evaluate((to) => window.host.show(to), place);
    await shown(page, place);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      const file = `pages-${kind}-${themes[0]}-${width}.png`;
      await takePicture(page, file, { fullPage: true });
      assert.ok(await fitsWidth(page), file);
    }
    await assertFaultless(page, themes, `pages-${kind}`);
  }
}

/** Nothing that Tab goes to in a small window, and Shift+Tab then, so often each, is covered, out of sight or not marked. */
export async function assertStops(page: Page, presses: number, of: Looks['of'] = kinds): Promise<void> {
  await page.setViewportSize({ width: 350, height: 500 });
  for (const [kind, place] of Object.entries(of)) {
    await page.evaluate((to) => window.host.show(to), place);
    await shown(page, place);
    for (const key of ['Tab', 'Shift+Tab'])
      for (let press = 0; press < presses; press += 1) {
        await page.keyboard.press(key);
        const wrong = await page.evaluate(wrongOfFocus);
        assert.equal(wrong, '', `${kind}, after ${key} number ${press + 1}`);
      }
  }
}
