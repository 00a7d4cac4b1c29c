import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { assertFaultless, fitsWidth } from './axe';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';
import { comparedColumns, streamingColumns } from './comparedColumns';
import { wrongIn } from './composerStates';

declare const window: PageWindow;

describe('columns in a browser', () => {
  const pages = usePages();
  let page: Page;

  const open = (width: number, height = 700): Promise<Page> =>
    pages.open(comparedColumns, { viewport: { width, height } });
  const tabs = () => page.getByRole('tab');

  it('have no fault that axe-core finds in any theme, side by side and as tabs', async () => {
    const themes = ['dark', 'light', 'hc-dark', 'hc-light'] as const;
    page = await open(1_400, 800);
    await page.getByTestId('best').waitFor();
    await assertFaultless(page, themes, 'columns');
    await page.setViewportSize({ width: 700, height: 700 });
    await page.getByRole('tablist').waitFor();
    await assertFaultless(page, themes, 'columns-as-tabs');
  });

  for (const [width, height] of [
    [1_400, 700],
    [700, 600],
    [350, 500],
    [175, 350],
  ] as const) {
    it(`leave Message and Send in sight, and are not cut, at ${width} × ${height}`, async () => {
      page = await open(width, height);
      await page.getByTestId('column-state').first().waitFor({ state: 'attached' });
      assert.ok(await fitsWidth(page));
      assert.deepEqual(
        (await wrongIn(page)).filter((wrong) => !wrong.startsWith('Settings')),
        [],
      );
    });
  }

  it('leave room for the answers in a narrow page, below the size of the next request', async () => {
    page = await open(400, 700);
    await page.evaluate(() => {
      window.host.measured = { ...window.host.measured, size: { tokens: 161, window: 400_000 } };
      window.host.changeDraft({ message: 'How large is it?' });
    });
    const size = page.getByTestId('request-size').filter({ visible: true }).first();
    await size.waitFor();
    const heightOf = (selector: string): Promise<number> =>
      page
        .locator(selector)
        .filter({ visible: true })
        .first()
        .evaluate((element) => element.getBoundingClientRect().height);
    assert.ok((await heightOf('[data-testid="request-size"]')) < 60);
    assert.ok((await heightOf('ai-conversation')) > 150);
  });

  it('leave room for the answers in a low and narrow page @deep', async () => {
    page = await open(292, 300);
    const tab = tabs().filter({ has: page.getByRole('img', { name: 'Failed' }) });
    await tab.waitFor();
    await page.evaluate(() => {
      window.host.measured = { ...window.host.measured, size: { tokens: 161, window: 400_000 } };
      window.host.changeDraft({ message: 'How large is it?' });
    });
    await page.getByTestId('request-size').first().waitFor({ state: 'attached' });
    const { height = 0 } = (await page.locator('ai-conversation').filter({ visible: true }).boundingBox()) ?? {};
    assert.ok(height > 70, String(height));
  });

  it('stand side by side where there is room for each, and are groups with names', async () => {
    page = await open(1_400);
    await page.getByRole('group', { name: '4: ', exact: false }).first().waitFor();
    assert.equal(await page.getByRole('tablist').count(), 0);
    const lefts = await page
      .locator('ai-column')
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().left));
    assert.deepEqual(
      lefts,
      lefts.toSorted((a, b) => a - b),
    );
    assert.equal(new Set(lefts).size, 4);
  });

  it('are reached with the keyboard alone, in the order in which they stand there', async () => {
    page = await pages.open(
      ({ host }) => {
        host.addColumn('two', { providerId: 'ollama', model: 'llama3.2' });
        host.changeDraft({ providerId: 'openai', model: 'gpt-5.1' });
        host.addTurn({ answer: 'Blue' });
        host.addTurn({ answer: 'Red' }, 'two');
      },
      { viewport: { width: 1_000, height: 700 } },
    );
    await page.getByTestId('go-on').nth(1).waitFor();
    await page.getByTestId('add-column').focus();
    const seen: string[] = [];
    while (seen.at(-1) !== 'send' && seen.length < 60) {
      await page.keyboard.press('Tab');
      seen.push(
        await page.evaluate(() => {
          const { activeElement } = document;
          return activeElement?.getAttribute('data-testid') ?? activeElement?.className ?? '';
        }),
      );
    }
    const prompt = ['edit-prompt', 'delete-turn', 'previous-prompt', 'next-prompt'];
    const answer = [
      'copy',
      'insert',
      'open-answer',
      'show-wire',
      'tokens',
      'retry',
      'retry-times',
      'mark-best',
      'go-on',
    ];
    const column = ['remove-column', 'settings', 'transcript', ...prompt, ...answer, 'edit-answer'];
    const isOther = (id: string): boolean => !['new-session', 'retry-chosen', 'move-draft'].includes(id);
    assert.deepEqual(seen.filter(isOther), [...column, ...column, 'message', 'send-to', 'attach', 'send']);
  });

  it('are tabs in a narrow view: arrows lead from one to the next, and one panel is shown', async () => {
    page = await open(600);
    await tabs().first().waitFor();
    assert.equal(await tabs().count(), 4);
    assert.equal(await page.getByRole('tabpanel').count(), 1);
    await tabs().first().focus();
    await page.keyboard.press('ArrowRight');
    const second = tabs().nth(1);
    await poll('the second', () => second.evaluate((tab) => tab === document.activeElement));
    assert.equal(await second.getAttribute('aria-selected'), 'true');
    assert.match((await page.getByRole('tabpanel').getAttribute('aria-labelledby')) ?? '', /^column-two-tab$/);
    await page.keyboard.press('End');
    await poll('the last', async () => (await tabs().last().getAttribute('aria-selected')) === 'true');
    await page.keyboard.press('ArrowRight');
    await poll('the first', async () => (await tabs().first().getAttribute('aria-selected')) === 'true');
    // The page has one stop in the row of tabs.
    assert.deepEqual(await tabs().evaluateAll((all) => all.map((tab) => tab.getAttribute('tabindex'))), [
      '0',
      ...['-1', '-1', '-1'],
    ]);
  });

  it('keep the place of whoever reads in one while all of them stream, also as tabs and back', async () => {
    page = await pages.open(streamingColumns, { viewport: { width: 1_300, height: 600 } });
    const transcript = page.locator('ai-column').nth(1).locator('.transcript');
    await poll('a long text', () => transcript.evaluate((element) => element.scrollHeight > 2_000));
    await transcript.hover();
    await page.mouse.wheel(0, -700);
    const place = () =>
      transcript.evaluate((element) => {
        const top = element.getBoundingClientRect().top;
        const seen = [...element.querySelectorAll('.chunk, .markdown > *')].find(
          (each) => each.getBoundingClientRect().bottom > top + 4,
        );
        return Math.round((seen?.getBoundingClientRect().top ?? 0) - top);
      });
    const isAtEnd = () =>
      transcript.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < 40);
    await poll('a place further up', async () => !(await isAtEnd()));
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const before = await place();
    await page.evaluate(() => {
      for (const id of ['answer-2', 'answer-4', 'answer-6'])
        window.host.grow('And more words of it. '.repeat(300), 'text', id);
    });
    await poll('more text', () => page.getByTestId('jump-to-latest').count());
    assert.ok(Math.abs((await place()) - before) <= 2, `${before} became ${await place()}`);
    await page.setViewportSize({ width: 500, height: 600 });
    await page.getByRole('tablist').waitFor();
    await page.setViewportSize({ width: 1_300, height: 600 });
    await page.getByRole('tablist').waitFor({ state: 'detached' });
    assert.equal(await isAtEnd(), false);
  });
});
