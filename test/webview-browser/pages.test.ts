import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/vscode/paths';
import { pathOf } from '../../src/core/pages/address';
import type { PagePlace } from '../../src/core/pages/address';
import { poll } from '../support/poll';
import { BrowserPages } from './browserPage';
import type { OpenOptions, PageWindow } from './browserPage';
import type { PagesWindow } from './page/pagesHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// What needs a layout: scrolling, focus, contrast. The functions given to `evaluate` and `open` run in the browser.

declare const window: Window & PagesWindow & { axe: { run: (options: RunOptions) => Promise<AxeResults> } };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Kinds of pages that look different. */
const kinds: Readonly<Record<string, PagePlace>> = {
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
  missing: { folder: 'reports', id: 'folder' },
};

const withReport = ({ host }: PagesWindow): void => {
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

const claude = (w: PagesWindow): void => {
  w.host.first = { folder: 'families', id: 'claude' };
};
const title = (page: Page): Promise<string> => page.locator('h1').innerText();
const at = async (page: Page, text: string): Promise<void> => {
  await poll(
    `the page ${text}`,
    () => title(page),
    (said) => said === text,
  );
};
/** Two frames later what was asked for is laid out. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const scrollY = (page: Page): Promise<number> => page.evaluate(() => window.scrollY);

const shown = (page: Page, place: PagePlace): Promise<unknown> =>
  poll(pathOf(place), () =>
    page.evaluate((path) => document.querySelector('main')?.dataset['page'] === path, pathOf(place)),
  );

/** What is wrong with how the element with the focus stands there. Runs in the browser. */
function wrongOfFocus(): string {
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

describe('the pages in a browser', () => {
  let pages: BrowserPages;
  let page: Page;
  /** The window has another host than that of the playground. */
  const open = (prepare: (window: PagesWindow) => void, options?: OpenOptions): Promise<Page> =>
    pages.open(prepare as unknown as (window: PageWindow) => void, options);

  before(async () => {
    pages = await BrowserPages.start(
      {},
      { title: 'AI Field Guide', element: 'ai-pages', name: 'pages', host: 'test/webview-browser/page/pagesHost.ts' },
    );
  });
  after(() => pages.close());
  afterEach(() => page.context().close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`have nothing for axe-core to find, and nothing wider than the window, in ${theme}`, async () => {
      page = await open(withReport, { theme });
      await page.addScriptTag({ content: axe });
      for (const [kind, place] of Object.entries(kinds)) {
        await page.evaluate((to) => window.host.show(to), place);
        await shown(page, place);
        for (const width of [350, 1_000, 1_400]) {
          await page.setViewportSize({ width, height: 800 });
          await settled(page);
          const pictures = process.env.PICTURES;
          const file = `pages-${kind}-${theme}-${width}.png`;
          if (pictures !== undefined) await page.screenshot({ path: path.join(root, pictures, file), fullPage: true });
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), file);
        }
        const { violations } = await page.evaluate(
          (only) => window.axe.run(only),
          // What differs from theme to theme.
          theme === 'dark' ? {} : { runOnly: ['color-contrast'] },
        );
        const found = violations.map(({ id, nodes }) => `${kind}: ${id}: ${nodes.map((node) => node.html).join(' ')}`);
        assert.deepEqual(found, []);
      }
    }).timeout(240_000);
  }

  it('come back after a reload, with the way back, the zoom and the place that was looked at', async () => {
    page = await open(claude);
    await at(page, 'Claude');
    await page.evaluate(() => window.host.show({ folder: 'families', id: 'gpt' }));
    await at(page, 'GPT');
    await page.getByTestId('zoom-in').click();
    await page.evaluate(() => window.scrollTo(0, 700));
    await poll('the place kept', () =>
      page.evaluate(() => /"scroll":6\d\d/.test(sessionStorage.getItem('state') ?? '')),
    );
    await page.reload();
    await page.addScriptTag({ type: 'module', url: 'page.js' });
    await at(page, 'GPT');
    await poll(
      'the place',
      () => scrollY(page),
      (y) => Math.abs(y - 700) < 3,
    );
    assert.match(await page.getByTestId('zoom-reset').innerText(), /110/);
    await page.keyboard.press('Alt+ArrowLeft');
    await at(page, 'Claude');
  });

  it('go to the heading that a link names, below the bar, and back to where the link was', async () => {
    page = await open(claude);
    await at(page, 'Claude');
    const link = page.locator('.comparison tbody a').last();
    const name = await link.innerText();
    await link.scrollIntoViewIfNeeded();
    const before = await scrollY(page);
    await link.click();
    const heading = page.locator(`h2:text-is("${name}")`);
    const top = (): Promise<number> => heading.evaluate((element) => element.getBoundingClientRect().top);
    const barBottom = await page.locator('.bar').evaluate((element) => element.getBoundingClientRect().bottom);
    await poll('the heading in sight', top, (y) => y >= barBottom && y < 800);
    assert.ok(await heading.evaluate((element) => element === document.activeElement));
    await page.getByTestId('back').click();
    await poll(
      'the place of the link',
      () => scrollY(page),
      (y) => Math.abs(y - before) < 2,
    );
  });

  it('show on which side a wide table goes on, and scroll it by the keyboard with the names in sight', async () => {
    page = await open(claude);
    await page.setViewportSize({ width: 500, height: 800 });
    await at(page, 'Claude');
    const marks = (): Promise<string> =>
      page
        .locator('.comparison')
        .getAttribute('class')
        .then((names) => names ?? '');
    await poll('the edge', async () => (await marks()).includes('more-after'));
    assert.doesNotMatch(await marks(), /more-before/);
    const table = page.getByRole('group', { name: 'Models of Claude' });
    await table.focus();
    await poll('the other edge', async () => {
      await page.keyboard.press('ArrowRight');
      return /more-before/.test(await marks()) && !/more-after/.test(await marks());
    });
    const name = table.locator('tbody th').first();
    const left = (of: typeof name): Promise<number> => of.evaluate((each) => each.getBoundingClientRect().left);
    assert.ok(Math.abs((await left(name)) - (await left(table))) < 1);
    await page.setViewportSize({ width: 1_400, height: 800 });
    await poll('no edge', async () => !(await marks()).includes('more'));
  });

  it('have no stop for the Tab key at a table that fits', async () => {
    page = await open((w) => {
      w.host.first = { folder: 'guide', id: 'limits' };
    });
    await page.setViewportSize({ width: 1_000, height: 800 });
    await at(page, 'Limits, and what to do about them');
    const stops = (): Promise<number> => page.locator('.scroller[tabindex="0"]').count();
    await poll('no stop', async () => (await stops()) === 0);
    await page.setViewportSize({ width: 200, height: 800 });
    await poll('a stop', async () => (await stops()) > 0);
  });

  it('have no stop for the Tab key that is covered, out of sight or not marked', async () => {
    page = await open(withReport);
    await page.setViewportSize({ width: 350, height: 500 });
    for (const [kind, place] of Object.entries(kinds)) {
      await page.evaluate((to) => window.host.show(to), place);
      await shown(page, place);
      for (const key of ['Tab', 'Shift+Tab'])
        for (let press = 0; press < 30; press += 1) {
          await page.keyboard.press(key);
          await settled(page);
          const wrong = await page.evaluate(wrongOfFocus);
          assert.equal(wrong, '', `${kind}, after ${key} number ${press + 1}`);
        }
    }
  }).timeout(240_000);

  it('are worked by the keyboard alone', async () => {
    page = await open(claude);
    await at(page, 'Claude');
    const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
    for (let press = 0; press < 40 && (await focused()) !== 'Input price'; press += 1) await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const sort = page.locator('th[aria-sort="ascending"]');
    assert.match(await sort.innerText(), /Input price/);
    const prices = async (): Promise<number[]> =>
      (await page.locator('.comparison tbody tr td:nth-child(5)').allInnerTexts()).map((text) => Number(text.slice(1)));
    assert.deepEqual(
      await prices(),
      (await prices()).toSorted((a, b) => a - b),
    );
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('th[aria-sort="descending"]').count(), 1);
    assert.deepEqual(
      await prices(),
      (await prices()).toSorted((a, b) => b - a),
    );
    assert.match(await page.locator('[role="status"]').innerText(), /Sorted by Input price, descending/);
  });
});
