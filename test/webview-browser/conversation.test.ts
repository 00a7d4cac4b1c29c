import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';
import {
  drawn,
  drawnTurns,
  firstLineInSight,
  isAtEnd,
  openLongConversation,
  scrollTo,
  topOf,
} from './longConversation';

// Tests that need a layout: which turns are drawn, where the user looks, what is selected.

declare const window: PageWindow;

describe('a long conversation in a browser', () => {
  const pages = usePages();
  let page: Page;

  beforeEach(async () => {
    page = await openLongConversation(pages.open);
  });

  it('shows its end, has two headings for every turn, and draws those in sight only', async () => {
    await poll('the end', () => isAtEnd(page));
    assert.equal(await page.locator('.turn > h2').count(), 300);
    assert.equal(await page.locator('.turn > h3').count(), 300);
    const turns = await drawnTurns(page);
    assert.ok(turns.includes('prompt-599') && turns.length <= 6, turns.join());
  });

  it('draws what it is scrolled to, and takes out what is left behind', async () => {
    for (const turn of [200, 100, 5, 290]) {
      await scrollTo(page, turn);
      await drawn(page, turn);
      const near = (id: string): boolean => id === 'prompt-599' || Math.abs(Number(id.slice(7)) - 2 * turn) < 16;
      await poll(
        `only turns near ${turn}`,
        () => drawnTurns(page),
        (turns) => turns.every(near),
      );
    }
  });

  it('keeps no more texts in memory than it needs @deep', async () => {
    for (let turn = 1; turn <= 300; turn += 10) {
      await scrollTo(page, turn);
      await drawn(page, turn);
    }
    const kept = await page.evaluate(() => {
      const page = document.querySelector('ai-playground') as unknown as {
        store: { main: { bodies: { size: number } } };
      };
      return page.store.main.bodies.size;
    });
    assert.ok(kept <= 60, `${kept} bodies`);
  });

  it('keeps what is looked at in its place while turns above it are drawn', async () => {
    await scrollTo(page, 150, 300);
    await drawn(page, 150);
    await page.mouse.move(400, 300);
    const before = await topOf(page, 150);
    await page.evaluate(() => {
      // As if turns above were shorter than was guessed.
      for (const turn of [...document.querySelectorAll('ai-turn')].slice(0, 140)) {
        turn.querySelector<HTMLElement>('.turn')!.style.minHeight = '40px';
      }
    });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    assert.ok(Math.abs((await topOf(page, 150)) - before) < 2, `${before} became ${await topOf(page, 150)}`);
  });

  it('does not jump when it is scrolled upwards through turns that were never drawn @deep', async () => {
    await page.mouse.move(400, 300);
    // The line is in the upper half of what is seen, and stays in sight.
    for (let step = 0; step < 24; step += 1) {
      const seen = await firstLineInSight(page);
      await page.mouse.wheel(0, -200);
      const moved = (): Promise<number> =>
        seen.evaluate(
          ({ line, top }) =>
            new Promise<number>((resolve) => {
              new IntersectionObserver(([entry], observer) => {
                observer.disconnect();
                resolve(entry!.boundingClientRect.top - top);
              }).observe(line);
            }),
        );
      await poll('the scroll', moved, (by) => Math.abs(by - 200) < 2);
    }
  });

  it('keeps a selection while its turn is out of sight', async () => {
    await scrollTo(page, 100);
    await drawn(page, 100);
    await page.evaluate(() => {
      const item = document.querySelector('[data-turn-id="prompt-199"] .markdown li strong')!;
      document.getSelection()?.selectAllChildren(item);
    });
    await scrollTo(page, 250);
    await drawn(page, 250);
    await poll(
      'the others to go',
      () => drawnTurns(page),
      (turns) => !turns.includes('prompt-201'),
    );
    assert.equal(await page.evaluate(() => document.getSelection()?.toString()), 'bold');
    await page.evaluate(() => document.getSelection()?.removeAllRanges());
    await poll(
      'its turn to go',
      () => drawnTurns(page),
      (turns) => !turns.includes('prompt-199'),
    );
  });

  it('keeps the focus while its turn is out of sight', async () => {
    await scrollTo(page, 100);
    await drawn(page, 100);
    await page.locator('[data-turn-id="prompt-199"] [data-testid="copy"]').focus();
    // For a moment the page keeps in sight what has got the focus, unless the user moves on.
    await page.mouse.wheel(0, 1);
    await scrollTo(page, 250);
    await drawn(page, 250);
    await poll(
      'the others to go',
      () => drawnTurns(page),
      (turns) => !turns.includes('prompt-201'),
    );
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    assert.equal(focused, 'copy');
  });

  it('keeps the place of a turn that is taken out as tall as it was', async () => {
    await scrollTo(page, 100);
    await drawn(page, 100);
    const heightOf = (): Promise<number> =>
      page.evaluate(() =>
        Math.round(
          document.querySelector('[data-turn-id="prompt-199"]')!.closest('ai-turn')!.getBoundingClientRect().height,
        ),
      );
    const before = await heightOf();
    await scrollTo(page, 250);
    await poll(
      'it to go',
      () => drawnTurns(page),
      (turns) => !turns.includes('prompt-199'),
    );
    assert.equal(await heightOf(), before);
  });

  it('asks the browser for no layout each time text is drawn, and has the end in sight all the same', async () => {
    await page.evaluate(() => {
      const box = document.querySelector('ai-conversation')!;
      const counted = Object.assign(window, { drawings: 0, asked: 0 });
      let drawing = false;
      for (const type of ['ai-drawn', 'ai-settled']) {
        window.addEventListener(type, () => (drawing = true), { capture: true });
        window.addEventListener(type, () => {
          drawing = false;
          counted.drawings += 1;
        });
      }
      const ofBrowser = Object.getOwnPropertyDescriptor(Element.prototype, 'scrollHeight')!;
      Object.defineProperty(box, 'scrollHeight', {
        get() {
          if (drawing) counted.asked += 1;
          return ofBrowser.get!.call(box) as number;
        },
      });
      window.host.startTurn({ prompt: 'More, please' });
      window.host.grow('- A line\n'.repeat(100));
    });
    await page.waitForFunction(
      () => [...document.querySelectorAll('.markdown')].at(-1)?.querySelectorAll('li').length === 100,
    );
    await poll('the end', () => isAtEnd(page));
    const { drawings, asked } = await page.evaluate(() => {
      const { drawings, asked } = window as unknown as { drawings: number; asked: number };
      return { drawings, asked };
    });
    assert.ok(drawings > 0);
    assert.equal(asked, 0);
  });

  it('keeps the end in sight while an answer streams, unless the user has scrolled away', async () => {
    await page.evaluate(() => window.host.startTurn({ prompt: 'And now?' }));
    for (let piece = 0; piece < 5; piece += 1) {
      await page.evaluate(() => window.host.grow('More words in a paragraph.\n\n'.repeat(20)));
      await poll('the end', () => isAtEnd(page));
    }
    await scrollTo(page, 280);
    await drawn(page, 280);
    const before = await topOf(page, 280);
    await page.evaluate(() => window.host.grow('The last word.\n\n'.repeat(30)));
    await poll('the text', () => page.evaluate(() => document.body.textContent.includes('The last word.')));
    assert.ok(Math.abs((await topOf(page, 280)) - before) < 2);
    assert.ok((await drawnTurns(page)).includes('prompt-601'), 'what streams stays drawn');
  });
});
