import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

// Tests of parts that are in the page, but that the browser does not lay out because they are far out of sight. The functions
// given to `evaluate` and `open` run in the browser.

/** 120 turns, the 60th with an answer of many screens whose lines are as short as they are in no guess. */
const conversation = (page: PageWindow): void => {
  for (let turn = 1; turn <= 120; turn += 1) {
    const line = (index: number): string => `- ${index}\n${index % 7 === 0 ? '\n# Title\n\n---\n\n' : ''}`;
    const lines = Array.from({ length: 1_500 }, (_each, index) => (index === 800 ? '\nThe needle.\n\n' : line(index)));
    page.host.addTurn({ prompt: `Question ${turn}`, answer: turn === 60 ? lines.join('') : `Answer ${turn}.` });
  }
};
const turn60 = '[data-turn-id="prompt-119"]';

/** Short turns and a long answer at the end, in a page that never comes to be quiet. */
const conversationWithoutQuiet = (page: PageWindow): void => {
  const setTimer = page.setTimeout.bind(page);
  page.setTimeout = ((work: () => void, ms = 0) => (ms < 1_000 ? setTimer(work, ms) : 0)) as typeof page.setTimeout;
  const paragraphs = Array.from({ length: 1_500 }, (_each, index) => `Paragraph ${index} with some words.\n\n`);
  for (let turn = 1; turn <= 120; turn += 1) {
    page.host.addTurn({ prompt: `Question ${turn}`, answer: turn === 120 ? paragraphs.join('') : 'Short.' });
  }
};

/** Goes to the end of the long answer once all of it stands in the page, and stays there. */
async function goToLongAnswer(page: Page): Promise<void> {
  const goToItsEnd = (): Promise<void> =>
    page.evaluate((id) => document.querySelector(id)!.scrollIntoView({ block: 'end' }), turn60);
  await goToItsEnd();
  await page.waitForFunction(
    (id) => document.querySelector(`${id} .markdown`)?.textContent.includes('1499') === true,
    turn60,
  );
  // It is much taller than was guessed.
  await goToItsEnd();
  await page.waitForFunction((id) => {
    const last = [...document.querySelectorAll(`${id} li`)].at(-1)!.getBoundingClientRect();
    const box = document.querySelector('ai-conversation')!.getBoundingClientRect();
    return last.height > 0 && last.top > box.top && last.bottom < box.bottom;
  }, turn60);
}

// Where something is painted, the browser says as of a frame. Asked between two of them, it would count boxes that are new as tall
// as was guessed, or as tall as they are before the view has followed, which nobody sees.

interface PaintedLine {
  readonly text: string;
  readonly top: number;
  /** It begins in what is seen. Where one begins that is not may change with what is laid out between. */
  readonly isSeen: boolean;
}

/** The lines of the long answer that the browser has laid out. */
const paintedLines = (page: Page): Promise<PaintedLine[]> =>
  page.evaluate(
    (id) =>
      new Promise<PaintedLine[]>((resolve) => {
        const root = document.querySelector('ai-conversation')!;
        const observer = new IntersectionObserver(
          (entries) => {
            observer.disconnect();
            const laidOut = entries.filter(({ boundingClientRect }) => boundingClientRect.height > 0);
            resolve(
              laidOut.map(({ target, boundingClientRect, rootBounds }) => ({
                text: target.textContent.trim(),
                top: boundingClientRect.top,
                isSeen: boundingClientRect.top > rootBounds!.top && boundingClientRect.top < rootBounds!.bottom,
              })),
            );
          },
          { root },
        );
        for (const line of document.querySelectorAll(`${id} li`)) observer.observe(line);
      }),
    turn60,
  );

/** Where the marked match is painted. */
const paintedMatch = (page: Page): Promise<{ inSight: boolean; top: number }> =>
  page.evaluate(async () => {
    const [range] = [...(CSS.highlights.get('find-current') ?? [])] as Range[];
    const element = range?.startContainer.parentElement;
    // A match for the first letters of the word is none.
    if (range?.toString() !== 'needle' || element == null) return { inSight: false, top: -1 };
    const entry = await new Promise<IntersectionObserverEntry>((resolve) => {
      const root = document.querySelector('ai-conversation');
      new IntersectionObserver((entries) => resolve(entries[0]!), { root }).observe(element);
    });
    return { inSight: entry.intersectionRatio === 1, top: entry.boundingClientRect.top };
  });

describe('what is out of sight', () => {
  const pages = usePages();
  let page: Page;
  async function openConversation(): Promise<void> {
    page = await pages.open(conversation);
    await page.waitForFunction(() => document.querySelectorAll('.turn > h2').length === 120);
  }

  it('is there for a screen reader: the headings of every turn, and all of an answer @deep', async () => {
    await openConversation();
    await goToLongAnswer(page);
    const session = await page.context().newCDPSession(page);
    const names = async (role: string): Promise<string[]> => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return nodes.filter((node) => node.role?.value === role).map((node) => String(node.name?.value));
    };
    await poll(
      'the headings of all turns',
      () => names('heading'),
      (all) => all.filter((name) => /^You ?: Question \d+$/.test(name)).length === 120,
    );
    await poll(
      'the headings of the answer',
      () => names('heading'),
      (all) => all.filter((name) => name === 'Title').length === 215,
    );
    assert.ok((await names('StaticText')).includes('The needle.'));
  });

  describe('of a long answer at the end, while the page does not come to be quiet', () => {
    let busy: Page;
    beforeEach(async () => {
      busy = await pages.open(conversationWithoutQuiet);
      await busy.waitForFunction(
        () =>
          document.querySelectorAll('.turn > h2').length === 120 &&
          document.querySelector('.markdown')?.textContent.includes('Paragraph 1499') === true,
      );
    });

    it('is not laid out: neither turns nor parts of an answer', async () => {
      const laidOut = (): Promise<boolean[]> =>
        busy.evaluate(() =>
          [...document.querySelectorAll('.turn')].map((element) =>
            element.checkVisibility({ contentVisibilityAuto: true }),
          ),
        );
      const few = (seen: readonly boolean[]): boolean => seen.filter(Boolean).length < seen.length / 2;
      await poll('the turns', laidOut, (seen) => seen.length === 120 && few(seen) && seen.includes(true));
    });

    it('is not even drawn, but for what is near to what is seen, and is drawn as it comes near', async () => {
      const waiting = (): Promise<{ all: number; inSight: number; chunks: number }> =>
        busy.evaluate(() => {
          const box = document.querySelector('ai-conversation')!.getBoundingClientRect();
          const all = [...document.querySelectorAll('.waiting')].map((each) => each.getBoundingClientRect());
          const inSight = all.filter(({ top, bottom }) => bottom > box.top && top < box.bottom).length;
          return { all: all.length, inSight, chunks: document.querySelectorAll('.chunk').length };
        });
      const { chunks } = await poll('the end', waiting, ({ inSight }) => inSight === 0);
      assert.ok(chunks > 20);
      assert.ok((await waiting()).all > chunks / 2, 'most of it waits');
      await busy.evaluate(() => {
        const box = document.querySelector('ai-conversation')!;
        box.scrollTop = box.scrollHeight - 15_000;
      });
      await poll('what is scrolled to', waiting, ({ inSight }) => inSight === 0);
      assert.ok((await waiting()).all > chunks / 2, 'most of it still waits');
    });

    it('is copied with what is selected around it, also at once', async () => {
      const copied = await busy.evaluate(() => {
        document.getSelection()!.selectAllChildren(document.querySelector('.markdown')!);
        // The browser reads what is selected as soon as all have heard of this.
        document.body.dispatchEvent(new ClipboardEvent('copy', { bubbles: true }));
        return document.getSelection()!.toString();
      });
      for (const paragraph of [0, 700, 1_499])
        assert.ok(copied.includes(`Paragraph ${paragraph} with`), copied.slice(0, 99));
    });

    it('is drawn where something is selected in it', async () => {
      await busy.evaluate(() => document.getSelection()!.selectAllChildren(document.querySelector('.markdown')!));
      await poll(
        'all of it',
        () => busy.evaluate(() => document.getSelection()!.toString()),
        (text) => [0, 700, 1_499].every((paragraph) => text.includes(`Paragraph ${paragraph} with`)),
      );
    });
  });

  it('does not move what is seen when it comes near @deep', async () => {
    await openConversation();
    await goToLongAnswer(page);
    await page.mouse.move(400, 300);
    const scrolled = (): Promise<number> => page.evaluate(() => document.querySelector('ai-conversation')!.scrollTop);
    const firstSeen = async (): Promise<PaintedLine | undefined> =>
      (await paintedLines(page)).find((line) => line.isSeen);
    for (let step = 0; step < 30; step += 1) {
      // On a busy machine, what comes in sight may be drawn a moment later.
      const { text, top } = await poll('a line in sight', firstSeen);
      const from = await scrolled();
      await page.mouse.wheel(0, -500);
      const moved = async (): Promise<{ readonly by: number; readonly scrolled: number }> => {
        const line = (await paintedLines(page)).find((each) => each.text === text);
        return { by: (line?.top ?? top) - top, scrolled: await scrolled() };
      };
      await poll(`scroll ${step}, of "${text}" from ${from}`, moved, ({ by }) => Math.abs(by - 500) < 2);
    }
  });

  it('is found in the middle of an answer, and stays in sight when what is around it is laid out', async () => {
    await openConversation();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('needle');
    await poll(
      'the match in sight',
      () => paintedMatch(page),
      ({ inSight }) => inSight,
    );
    const { top } = await paintedMatch(page);
    await page.evaluate(async () => {
      for (let frame = 0; frame < 10; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
    const after = await paintedMatch(page);
    assert.ok(Math.abs(after.top - top) < 2, `${top} became ${after.top}`);
  });
});
