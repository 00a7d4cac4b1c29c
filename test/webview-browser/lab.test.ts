import assert from 'node:assert/strict';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { visibleControls } from '../../src/core/lab/shownBytes';
import { stations } from '../../src/webview/lab/stations';
import { index } from '../unit/core/glossary/glossary';
import { poll } from '../support/poll';
import { LabPages, answerEncode, axe, takePicture, terms, weights } from './labPages';
import { tasksDuring } from './mainThread';
import type { LabWindow } from './page/labHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// What needs a layout: contrast, width, the pointer, how long a frame takes. The functions given to `evaluate` run in the browser.

declare const window: Window & LabWindow & { axe: { run: () => Promise<AxeResults> } };

const ids = stations.map(({ id }) => id);

describe('the lab in a browser', () => {
  let lab: LabPages;
  let page: Page;

  async function open(theme: ThemeName, width = 900): Promise<void> {
    page = await lab.open({ theme, width });
  }
  const goTo = (id: string): Promise<void> => lab.goTo(page, id);

  before(async () => {
    lab = await LabPages.start();
  });
  after(() => lab.close());
  afterEach(() => page.context().close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [900, 400]) {
      it(`has nothing for axe-core to find, and nothing wider than ${width} px, in ${theme}`, async () => {
        await open(theme, width);
        await page.addScriptTag({ content: axe });
        for (const id of ids) {
          await goTo(id);
          await page.click('summary');
          const file = `lab-${id}-${theme}-${width}.png`;
          await takePicture(page, file);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), file);
          const { violations } = await page.evaluate(() => window.axe.run());
          const found = violations.map(({ id: rule, nodes }) => `${file}: ${rule}: ${nodes[0]?.html}`);
          assert.deepEqual(found, []);
          await page.click('summary');
        }
      }).timeout(60_000);
    }
  }

  it('has room for the large type in 400 px, and nothing for axe-core to find there', async () => {
    await open('light', 400);
    await page.addScriptTag({ content: axe });
    await page.click('[data-testid="large"]');
    for (const id of ids) {
      await goTo(id);
      await page.waitForSelector('.stage > svg[font-size="20"]');
      const file = `lab-${id}-large-400.png`;
      await takePicture(page, file);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), file);
      const { violations } = await page.evaluate(() => window.axe.run());
      assert.deepEqual(
        violations.map(({ id: rule }) => `${file}: ${rule}`),
        [],
      );
    }
  }).timeout(60_000);

  const nextFrame = (): Promise<void> =>
    page.evaluate(
      () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
    );

  /** Moves a slider through all its range, a frame each. */
  async function dragSlider(name: string): Promise<void> {
    for (let step = 0; step <= 40; step++) {
      await page.evaluate(
        ([control, share]) => {
          const slider = document.querySelector<HTMLInputElement>(`[data-control="${control}"]`)!;
          const [min, max] = [Number(slider.min), Number(slider.max)];
          slider.value = String(min + (max - min) * share);
          slider.dispatchEvent(new Event('input', { bubbles: true }));
        },
        [name, step / 40] as const,
      );
      await nextFrame();
    }
  }

  /** Drags from a word of the example over the map. */
  async function dragOverMap(): Promise<void> {
    const map = (await page.locator('.stage svg').boundingBox())!;
    const dot = (await page.locator('circle[data-word="predicts"]').boundingBox())!;
    await page.mouse.move(dot.x + dot.width / 2, dot.y + dot.height / 2);
    await page.mouse.down();
    for (let step = 0; step <= 40; step++) {
      await page.mouse.move(map.x + (map.width * step) / 40, map.y + (map.height * ((step * 7) % 40)) / 40);
      await nextFrame();
    }
    await page.mouse.up();
  }

  const long = index.terms
    .map(({ summary }) => summary)
    .join(' ')
    .slice(0, 1_100);

  async function writeLong(): Promise<void> {
    const before = await page.locator('figcaption').innerText();
    await page.fill('textarea', long);
    await poll('the new picture', async () => (await page.locator('figcaption').innerText()) !== before);
  }

  for (const [id, what, drag] of [
    ['tokens', 'the merges', () => dragSlider('step')],
    ['tokens', 'the merges, with the table open,', () => dragSlider('step')],
    ['embeddings', 'a word', dragOverMap],
    ['attention', 'the token', () => dragSlider('token')],
    ['attention', 'the head', () => dragSlider('head')],
    ['next-token', 'the temperature', () => dragSlider('temperature')],
    ['next-token', 'top-p', () => dragSlider('topP')],
    ['generation', 'the step', () => dragSlider('step')],
    ['context-window', 'the window', () => dragSlider('window')],
    ['training', 'the step', () => dragSlider('step')],
    ['hallucination', 'the word', () => dragSlider('word')],
  ] as const) {
    it(`takes at most 8 ms of script and layout in a frame of dragging ${what} of ${id}, over a long text`, async () => {
      await open('dark');
      await goTo(id);
      if (id !== 'embeddings') await writeLong();
      if (id === 'tokens') await answerEncode(page);
      if (what.includes('table')) {
        await page.click('summary');
        await page.waitForSelector('tbody tr');
      }
      // Once, so that the code is compiled.
      await drag();
      const tasks = await tasksDuring(page, drag);
      // A frame is one task: what was changed is drawn, styled and laid out in it.
      const frames = tasks.map(({ frame }) => frame).sort((a, b) => b - a);
      const said = frames.slice(0, 5).map((ms) => ms.toFixed(1));
      const longest = Math.max(...tasks.map(({ all }) => all));
      console.log(`      ${what}: ${said.join(', ')} ms, the longest task ${longest.toFixed(1)} ms`);
      assert.ok(frames[40]! > 0, 'a frame for each step');
      // The garbage of others may be collected in one or two of them.
      assert.ok(frames[2]! <= 8, `${said.join(', ')} ms`);
      assert.ok(longest <= 50, `${longest.toFixed(1)} ms`);
    }).timeout(60_000);
  }

  for (const id of ids) {
    it(`reads a text that fills the window in ${id} without a task of over 50 ms`, async () => {
      await open('dark');
      await goTo(id);
      const most = Math.max(...(await tasksDuring(page, writeLong)).map(({ all }) => all));
      console.log(`      ${id}: most ${most.toFixed(1)} ms`);
      assert.ok(most > 0 && most <= 50, `${most.toFixed(1)} ms`);
    });
  }

  it('reads 2,000 emoji in context-window without a task of over 50 ms', async () => {
    await open('dark');
    await goTo('context-window');
    const write = async (): Promise<void> => {
      await page.fill('textarea', '😀'.repeat(2_000));
      await page.waitForFunction(() => /fell out: “… /.test(document.querySelector('figcaption')?.textContent ?? ''));
    };
    const most = Math.max(...(await tasksDuring(page, write)).map(({ all }) => all));
    console.log(`      emoji: most ${most.toFixed(1)} ms`);
    assert.ok(most > 0 && most <= 50, `${most.toFixed(1)} ms`);
  });

  it('compares a word with the one that it is dragged to', async () => {
    await open('dark');
    await goTo('embeddings');
    const middle = async (word: string): Promise<{ x: number; y: number }> => {
      const box = (await page.locator(`circle[data-word="${word}"]`).boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const [from, to] = [await middle('predicts'), await middle('few-shot')];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => /“predicts” and “few-shot” have a similarity/.test(document.body.innerText));
  });

  /** A no-break space, what HTML and XML have signs for, control characters, half a character, and what closes a part in XML. */
  const hostile =
    'What\u00a0is <b> &amp; "q" <!-- x --> ]]>\u001b[31m a\u0000b\u000c\u007f \ud83d \ufffe token, here\u00a0?';

  const show = (station: string, text: string): Promise<void> =>
    page.evaluate((place) => window.host.say({ type: 'show', place }), { station, text, settings: {} });

  it('copies each picture as XML whatever stands in the text', async () => {
    await open('light');
    for (const id of ids) {
      await show(id, hostile);
      await page.waitForSelector(`[data-station="${id}"] .stage svg`);
      if (id === 'tokens') await answerEncode(page);
      const { error, texts, shown } = await page.evaluate(() => {
        const textsOf = (root: ParentNode) => [...root.querySelectorAll('text')].map(({ textContent }) => textContent);
        document.querySelector<HTMLElement>('[data-testid="copy-svg"]')!.click();
        const { svg } = window.host.said.findLast((message) => message.type === 'copySvg')!;
        const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
        const failed = read.querySelector('parsererror')?.textContent;
        return { error: failed, texts: textsOf(read), shown: textsOf(document.querySelector('.stage > svg')!) };
      });
      assert.equal(error, undefined, id);
      assert.deepEqual(texts, shown.map(visibleControls), id);
    }
  }).timeout(60_000);

  it('paints signs for control characters in the PNG, as in the SVG', async () => {
    await open('light');
    const text = 'What is a token\u001b?';
    await show('hallucination', text);
    await page.waitForFunction((own) => document.querySelector('svg .heading')?.textContent === own, text);
    const painted = await page.evaluate(() => {
      const said: string[] = [];
      OffscreenCanvasRenderingContext2D.prototype.fillText = (one) => void said.push(one);
      // It paints at once; only the file takes a while.
      document.querySelector<HTMLElement>('[data-testid="copy-png"]')!.click();
      return said;
    });
    assert.equal(painted[0], 'What is a token␛?');
  });

  it('paints the picture as a PNG that has its colours, and puts it into the clipboard', async () => {
    await open('light');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await goTo('next-token');
    await page.click('[data-testid="copy-png"]');
    await page.getByText('Picture copied').waitFor();
    const { width, colours } = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const bitmap = await createImageBitmap(await item!.getType('image/png'));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
      const seen = new Set<string>();
      for (let i = 0; i < data.length; i += 4) seen.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
      return { width: bitmap.width, colours: [...seen] };
    });
    const picture = (await page.locator('.stage svg').boundingBox())!;
    assert.equal(width, Math.round(picture.width * 2));
    // The page, a bar, the text.
    for (const colour of ['255,255,255', '0,99,211', '59,59,59']) assert.ok(colours.includes(colour), colour);
  });

  it('gives the PNG to its host for a file where the clipboard takes none', async () => {
    await open('light');
    await goTo('tokens');
    await page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await page.click('[data-testid="copy-png"]');
    const start = await poll('the picture', () =>
      page.evaluate(() => {
        const saved = window.host.said.find((message) => message.type === 'savePng');
        return saved && [...saved.bytes.subarray(0, 8)];
      }),
    );
    assert.deepEqual(start, [0x89, ...Buffer.from('PNG\r\n'), 0x1a, 0x0a]);
    await page.evaluate(() => window.host.say({ type: 'copied', what: 'file' }));
    await page.getByText('Picture saved').waitFor();
  });

  /** ms from the weights to the first picture, in a page of its own. */
  async function firstPicture(): Promise<number> {
    page = await lab.pages.open(() => undefined, { theme: 'dark' });
    return page.evaluate(
      ([all, text]) => {
        const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
        return new Promise<number>((resolve) => {
          const started = performance.now();
          const look = (): void => {
            if (document.querySelector('.stage svg')) resolve(performance.now() - started);
            else requestAnimationFrame(look);
          };
          window.host.say({ type: 'start', strings: {}, terms: [...all] });
          window.host.say({ type: 'weights', bytes });
          look();
        });
      },
      [terms, weights] as const,
    );
  }

  it('shows its first picture within 300 ms of getting the weights', async () => {
    // The best of some: what other processes take is not the page's.
    const times: number[] = [];
    for (let i = 0; i < 4; i++) times.push(await firstPicture());
    console.log(`      the first picture after ${times.map((ms) => ms.toFixed(0)).join(', ')} ms`);
    assert.ok(Math.min(...times) <= 300);
  });
});
