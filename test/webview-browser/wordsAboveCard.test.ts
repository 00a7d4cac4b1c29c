import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { takePicture, usePages } from './browserPage';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

/** The room that VS Code leaves for a page in a window of 1400 × 900 pixels at 200 %. */
const viewport = { width: 640, height: 348 };

/** Whether the first words of the last answer are in sight, and where the view begins. Runs in the browser. */
function seen(): { readonly words: boolean; readonly top: number; readonly left: number } {
  const scroller = document.querySelector('ai-conversation')!;
  const frame = scroller.getBoundingClientRect();
  const first = [...document.querySelectorAll('[data-part="answer"] p')].at(-1)?.getBoundingClientRect();
  const words = first !== undefined && first.top >= frame.top && first.top + 15 <= frame.bottom;
  const { scrollTop, scrollHeight, clientHeight } = scroller;
  return { words, top: scrollTop, left: scrollHeight - scrollTop - clientHeight };
}

/** A card that is taller than what is seen, below the last answer. Runs in the browser. */
function sayCard(): void {
  const { host } = window;
  const answerId = [...host.session.nodes.values()].findLast(({ kind }) => kind === 'answer')!.id;
  const facts = ['Maker', 'Access', 'Newest', 'Cheapest', 'Window'].map((label) => ({ label, value: 'A value' }));
  const card = {
    kind: 'family',
    ...{ title: 'Claude', text: 'A family of models. '.repeat(8), facts, address: 'families/claude' },
    ...{ source: 'Models overview', checked: '2026-09-01' },
    isRepeated: false,
  } as const;
  host.say({ type: 'reference', answerId, cards: [card] });
}

describe('an answer with a tall card below it', () => {
  const pages = usePages();
  let page: Page;
  const look = (): Promise<ReturnType<typeof seen>> => page.evaluate(seen);
  const quiet = (): Promise<unknown> =>
    page.evaluate(async () => {
      for (let frame = 0; frame < 10; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });

  beforeEach(async () => {
    await openWithCard(viewport);
  });

  async function openWithCard(size: typeof viewport): Promise<void> {
    page = await pages.open(
      ({ host }) => {
        host.providers = [...host.providers, host.pocket];
        for (let turn = 1; turn <= 3; turn += 1) host.addTurn({ prompt: `Question ${turn}`, answer: 'Short.' });
      },
      { viewport: size },
    );
    await page.evaluate(() => {
      const { id: providerId, name: providerName } = window.host.pocket;
      const target = { providerId, providerName, host: '', model: 'pocket' };
      window.host.startTurn({ prompt: 'Who makes Claude?', target });
      window.host.grow('Claude is made by Anthropic.');
      window.host.end();
    });
    await page.getByText('Claude is made by Anthropic.').waitFor();
    await quiet();
    await page.evaluate(sayCard);
    await page.getByTestId('reference').waitFor();
    await quiet();
  }

  it('keeps its first words in sight', async () => {
    await takePicture(page, 'words-above-card.png');
    const { words, left } = await look();
    assert.ok(words);
    assert.ok(left > 100, 'The card is taller than what is seen.');
    assert.equal(await page.getByTestId('jump-to-latest').count(), 0);
  });

  it('lets the user go on to the card, and stays there when the room changes', async () => {
    const { top } = await look();
    await page.mouse.move(300, 100);
    await page.mouse.wheel(0, 60);
    await poll('the step', async () => (await look()).top >= top + 50);
    await quiet();
    const stepped = (await look()).top;
    await page.setViewportSize({ ...viewport, height: 330 });
    await quiet();
    assert.ok(Math.abs((await look()).top - stepped) < 3);
    await page.mouse.wheel(0, 5_000);
    await poll('the end', async () => (await look()).left < 2);
    await page.setViewportSize(viewport);
    await quiet();
    assert.ok((await look()).left < 2);
  });

  it('shows the next answer', async () => {
    await page.evaluate(() => {
      window.host.startTurn({ prompt: 'And who makes GPT?' });
      window.host.grow('OpenAI makes GPT.');
    });
    await page.getByText('OpenAI makes GPT.').waitFor();
    await quiet();
    const { words, left } = await look();
    assert.ok(words && left < 2);
  });

  it('gives the card the room of the turns before it', async () => {
    await openWithCard({ width: 640, height: 720 });
    const { words, left } = await look();
    assert.ok(words);
    assert.ok(left < 2, `${left} pixels of the card are out of sight.`);
  });

  it('gives the facts most of the width of a card in a narrow window', async () => {
    await openWithCard({ width: 300, height: 720 });
    const width = async (part: string): Promise<number> =>
      (await page.locator(`.reference ${part}`).first().boundingBox())!.width;
    assert.ok((await width('dd')) > 1.5 * (await width('dt')), `${await width('dd')} beside ${await width('dt')}`);
  });
});
