import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { faultsIn, fitsWidth } from './axe';
import { usePages } from './browserPage';
import type { OpenOptions, PageWindow } from './browserPage';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

declare const window: PageWindow;

/** An answer of so many tokens, of all levels, with line breaks. Runs in the browser. */
function addAnswer(count: number): void {
  const { host } = window;
  const texts = Array.from({ length: count }, (_, i) => (i % 40 === 39 ? '.\n\n' : ` word${i}`));
  const { answerId } = host.addTurn({ reasoning: 'Hm', answer: texts.join('') });
  const shares = [0.95, 0.7, 0.4, 0.2, 0.05];
  host.tokens.views.set(answerId, {
    ...{ state: 'known', start: 0, continues: true },
    lengths: texts.map(({ length }) => length),
    logprobs: texts.map((_text, i) => Math.log(shares[i % 5]!)),
  });
  host.tokens.at = (at) => {
    const top = [' one', ' two', '<|end|>'].map((text, i) => ({ text, logprob: -i - 1, starts: i < 2 }));
    return [{ text: texts[at]!, logprob: -0.5, top }];
  };
  host.snapshot();
}

describe('the tokens of an answer in a browser', () => {
  const pages = usePages();

  async function open(count: number, options: OpenOptions = {}): Promise<Page> {
    const page = await pages.open(() => undefined, options);
    await page.evaluate(addAnswer, count);
    await page.getByTestId('tokens').click();
    await page.getByTestId('heat').waitFor();
    await page.locator('.heat-text .heat-token').first().waitFor();
    return page;
  }

  /** The contrast of the text of each level with its ground, as the browser draws it. */
  const contrasts = (page: Page): Promise<number[]> =>
    page.evaluate(() => {
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
      const over = (...colours: string[]): number[] => {
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        return [...canvas.getImageData(0, 0, 1, 1).data];
      };
      const luminance = (rgb: number[]): number => {
        const [r = 0, g = 0, b = 0] = rgb.map((value) => {
          const part = value / 255;
          return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = getComputedStyle(document.body).backgroundColor;
      return [0, 1, 2, 3, 4].map((level) => {
        const { color, backgroundColor } = getComputedStyle(document.querySelector(`.heat-text .s${level}`)!);
        const [text, back] = [luminance(over(ground, color)), luminance(over(ground, backgroundColor))];
        return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
      });
    });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`are legible in ${theme}, not by colour alone, and have no fault that axe-core finds${theme === 'dark' ? '' : ' @deep'}`, async () => {
      const page = await open(20, { theme });
      await page.locator('.heat-text .heat-token').nth(4).click();
      await page.getByTestId('what-if').first().waitFor();
      const found = await contrasts(page);
      assert.ok(
        found.every((contrast) => contrast >= 4.5),
        found.map((each) => each.toFixed(1)).join(', '),
      );
      const lines = await page.evaluate(() =>
        [0, 1, 2, 3, 4].map((level) => {
          const style = getComputedStyle(document.querySelector(`.heat-text .s${level}`)!);
          return style.textDecorationColor === 'rgba(0, 0, 0, 0)' ? 'none' : style.textDecorationStyle;
        }),
      );
      assert.deepEqual(lines, ['none', 'dotted', 'dashed', 'solid', 'double']);
      assert.deepEqual(await faultsIn(page), []);
    });
  }

  it('fit in a narrow view, with the card in sight @deep', async () => {
    const page = await open(2_000, { viewport: { width: 350, height: 600 } });
    assert.ok(await fitsWidth(page));
    await page.locator('.heat-text .heat-token').first().click();
    await page.getByTestId('what-if').first().waitFor();
    const card = await page.getByTestId('heat-card').boundingBox();
    const conversation = await page.locator('ai-conversation').boundingBox();
    assert.ok(card!.y >= conversation!.y && card!.y + card!.height <= conversation!.y + conversation!.height + 1);
    assert.deepEqual(await faultsIn(page), []);
  });

  it('of a long answer are drawn in sight only, where the plain text was', async () => {
    const page = await open(20_000);
    const drawn = (): Promise<number> => page.locator('.heat-text .heat-token').count();
    const height = (): Promise<number> => page.evaluate(() => document.querySelector('.heat-text')!.clientHeight);
    const [first, before] = [await drawn(), await height()];
    assert.ok(first > 0 && first < 4_000, `${first} tokens`);
    await page.evaluate(() => document.querySelector('ai-conversation')!.scrollTo(0, 4_000));
    await poll('more tokens', async () => (await drawn()) > first);
    assert.ok(Math.abs((await height()) - before) <= 1, `${before} became ${await height()}`);
    assert.ok((await drawn()) < 8_000);
    const [shown, told] = await page.evaluate(() => {
      const [view] = window.host.tokens.views.values();
      const lengths = view?.state === 'known' ? view.lengths : [];
      return [
        document.querySelector('.heat-text')!.textContent.length,
        lengths.reduce((sum, length) => sum + length, 0),
      ];
    });
    assert.equal(shown, told);
  });

  it('are reached by keys alone: the button, a token, an alternative', async () => {
    const page = await open(10);
    await page.getByTestId('tokens').focus();
    const focused = (): Promise<string> =>
      page.evaluate(
        () =>
          document.activeElement?.getAttribute('data-cell') ??
          document.activeElement?.getAttribute('data-testid') ??
          '',
      );
    for (let press = 0; press < 40 && (await focused()) !== '0'; press += 1) await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), '1');
    await page.getByTestId('what-if').first().waitFor();
    await page.keyboard.press('Tab');
    if ((await focused()) !== 'what-if') await page.keyboard.press('Tab');
    assert.equal(await focused(), 'what-if');
    await page.keyboard.press('Enter');
    const sent = () =>
      page.evaluate(() => window.host.received.flatMap((each) => (each.type === 'continueFrom' ? [each.at] : [])));
    await poll('the wish', async () => (await sent()).length > 0);
    assert.deepEqual(await sent(), [1]);
  });
});

describe('the fold of reasoning in a browser', () => {
  const pages = usePages();

  it('is opened by keys, fits in a narrow column, and has no fault that axe-core finds', async () => {
    const page = await pages.open(
      ({ host }) => {
        const usage = { inputTokens: 9, outputTokens: 2_000, reasoningTokens: 1_234 };
        const end = { status: 'done', finishReason: 'stop', usage, reasoningMs: 61_000 } as const;
        const target = { sampling: 'reasoning_effort=minimal' };
        host.addTurn({ reasoning: 'Let me think. '.repeat(40), answer: 'So.', target, end });
      },
      { viewport: { width: 200, height: 600 } },
    );
    const summary = page.locator('[data-testid=reasoning] summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=reasoning][open]').waitFor();
    assert.equal(await summary.textContent(), 'Reasoning · effort minimal · 1,234 tokens · 1 min 1 s');
    assert.ok(await fitsWidth(page));
    assert.ok(await summary.evaluate((each) => each.scrollWidth <= each.clientWidth), 'no word of it is cut');
    assert.deepEqual(await faultsIn(page), []);
  });
});
