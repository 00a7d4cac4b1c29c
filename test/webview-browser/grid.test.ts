import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Cell } from '../../src/core/evals/results';
import { evalCell, resultsText } from '../support/evalCells';
import { poll } from '../support/poll';
import { assertFaultless } from './axe';
import { BrowserPages } from './browserPage';
import type { GridWindow } from './page/gridHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// The functions given to `evaluate` run in the browser.

declare const window: Window & GridWindow;

const providers = ['openai:gpt-4o', 'pocket', 'anthropic:claude-haiku-5-5'];
const failing = {
  pass: false,
  score: 0.4,
  checks: [{ type: 'equals', pass: false, score: 0, reason: 'It is "No". '.repeat(20), skipped: null }],
};
const failed = { code: 'rate-limit', message: 'Too many requests.' };

/** A run of so many tests, in which some fail. */
const run = (tests: number): Cell[] =>
  Array.from({ length: tests }, (_, test) =>
    providers.map((provider, at) =>
      evalCell({
        ...{
          test,
          provider,
          vars: { question: `Question ${test}` },
          output: `Answer ${test} of ${provider}. `.repeat(5),
        },
        ...((test + at) % 5 === 1 ? failing : {}),
        ...(test === 3 && at === 0 ? { error: failed, output: '', pass: null, score: null } : {}),
      }),
    ),
  ).flat();

describe('the grid of a run in a browser', () => {
  let pages: BrowserPages;
  let page: Page;

  async function open(cells: readonly unknown[], other?: readonly Cell[], width = 1100): Promise<void> {
    page = await pages.open(() => undefined, { viewport: { width, height: 700 } });
    const files = [resultsText(cells), other ? resultsText(other) : null] as const;
    await page.evaluate(([now, before]) => window.host.open(now, before), files);
    await page.locator('.cell .verdict').first().waitFor();
  }
  const texts = (selector: string): Promise<string[]> =>
    page.locator(selector).evaluateAll((all) => all.map((each) => each.textContent.replace(/\s+/g, ' ').trim()));

  before(async () => {
    pages = await BrowserPages.start(
      { 'page.js': 'src/webview/grid/main.ts' },
      { title: 'Grid', element: 'ai-grid', name: 'grid', host: 'test/webview-browser/page/gridHost.ts' },
    );
  });
  after(() => pages.close());

  it('has nothing for axe-core to find in any theme, compared and with a cell open', async () => {
    await open(
      run(12),
      run(12).map((cell) => (cell.test === 2 ? { ...cell, pass: false, output: 'Other.' } : cell)),
    );
    await page.locator('#cell-2-0').click();
    await page.locator('[data-testid="difference"]').waitFor();
    await assertFaultless(page, Object.keys(themes) as ThemeName[], 'grid');
  });

  it('goes from cell to cell with the arrow keys, opens one with Enter and comes back with Escape', async () => {
    await open(run(40));
    await page.locator('[data-testid="grid"]').focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'Enter'])
      await page.keyboard.press(key);
    await page.locator('aside .error[role="alert"]').waitFor();
    assert.match((await texts('aside h2'))[0] ?? '', /^Test 4, openai:gpt-4o/);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('aside').isVisible(), false);
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('role')), 'grid');
    await page.keyboard.press('Control+End');
    await page.locator('#cell-39-2 .verdict').waitFor();
  });

  it('shows the rows that failed alone', async () => {
    await open(run(20));
    await page.locator('[data-testid="filter"]').selectOption('errors');
    await poll('one row', async () => ((await texts('.test strong')).join() === 'Test 4' ? true : undefined));
    assert.deepEqual(await texts('.note'), ['1 of 20 rows']);
  });

  it('draws the rows in sight of 5,000 alone', async () => {
    await open(run(5_000));
    await page.locator('[data-testid="grid"]').evaluate((grid) => (grid.scrollTop = grid.scrollHeight / 2));
    await poll('a row in the middle', async () =>
      (await texts('.test strong')).includes('Test 2501') ? true : undefined,
    );
    assert.ok((await page.locator('.row').count()) < 30);
  });

  it('says that a run was ended by its cap, and has the columns of which nothing has come', async () => {
    const columns = [...providers, 'custom:stall'].map((provider) => ({ prompt: 'Answer {{question}}', provider }));
    const planned = { cells: 8, columns };
    const header = { format: 'ai-field-guide.eval', version: 1, id: 'a', created: 0, suite: 'a.eval.yaml', planned };
    const asking = { asking: JSON.stringify([1, 'Answer {{question}}', 'custom:stall', 0]) };
    page = await pages.open(() => undefined);
    const file = [header, ...run(2).slice(0, 5), asking, { ended: 'cap' }]
      .map((line) => JSON.stringify(line))
      .join('\n');
    await page.evaluate((text) => window.host.open(text, null), file);
    await page.locator('.cell .verdict').first().waitFor();
    assert.deepEqual(await texts('.note'), ['2 of 2 rows, 5 of 8 cells. The run was ended by its cap.']);
    assert.deepEqual(await texts('.column strong'), [...providers, 'custom:stall']);
    assert.deepEqual(await texts('#cell-1-3'), ['Asked, no answer']);
    await page.evaluate((text) => window.host.open(text, null, true), file);
    await poll('a run that is under way', async () =>
      (await texts('#cell-1-3'))[0] === 'Being asked…' ? true : undefined,
    );
  });

  it('counts what is new in a comparison, and shows that alone', async () => {
    await open(run(3), run(2));
    assert.match((await texts('.compared'))[0] ?? '', /: 0 better, 0 worse, 3 new, 0 no longer there$/);
    await page.locator('[data-testid="filter"]').selectOption('new');
    await poll('one row', async () => ((await texts('.test strong')).join() === 'Test 3' ? true : undefined));
  });

  it('brings the cell that was opened into sight, beside the tests, at every width @deep', async () => {
    for (const width of [400, 700, 1100]) {
      await open(run(12), undefined, width);
      await page.locator('[data-testid="grid"]').focus();
      for (const key of ['ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
      await page.locator('[data-testid="showRequest"]').waitFor();
      const [grid, test, cell] = await Promise.all(
        ['[data-testid="grid"]', '.corner', '#cell-0-2'].map((selector) => page.locator(selector).boundingBox()),
      );
      assert.ok(grid && test && cell);
      assert.ok(cell.x >= test.x + test.width - 1, `${width}: ${cell.x} is under the tests`);
      assert.ok(cell.x + cell.width <= grid.x + grid.width + 1, `${width}: it ends at ${cell.x + cell.width}`);
      const inIt = (all: Element[]): number[] => all.map((each) => each.scrollHeight - each.clientHeight);
      const hidden = await page.locator('.cell.failed').evaluateAll(inIt);
      assert.ok(hidden.length > 0 && hidden.every((pixels) => pixels <= 0), `${width}: hidden ${hidden.join()}`);
      await page.close();
    }
  });

  it('hands an answer to the host, as a text and as a session', async () => {
    await open(run(3));
    await page.locator('#cell-1-0').click();
    await page.locator('[data-testid="showRequest"]').click();
    await page.locator('[data-testid="openInPlayground"]').click();
    const said = await page.evaluate(() => window.host.said.filter(({ type }) => /^showRequest|^openIn/.test(type)));
    const place = { test: 1, column: 0, repeat: 0 };
    assert.deepEqual(said, [
      { type: 'showRequest', ...place },
      { type: 'openInPlayground', ...place },
    ]);
  });
});
