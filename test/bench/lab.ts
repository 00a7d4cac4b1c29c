// How long the page of the lab keeps its thread busy, in a browser with the real weights. Prints figures. The functions given
// to `evaluate` run in the browser.
import { cpus, loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { stations } from '../../src/webview/lab/stations';
import { poll } from '../support/poll';
import { index } from '../unit/core/glossary/glossary';
import { LabPages, answerEncode, terms, weights } from '../webview-browser/labPages';
import { closeBrowser } from '../webview-browser/oneBrowser';
import type { LabWindow } from '../webview-browser/page/labHost';
import { longTasks, tasksDuring } from './page/mainThread';

declare const window: Window & LabWindow;

/** Fills the window of the built-in model. */
const long = index.terms
  .map(({ summary }) => summary)
  .join(' ')
  .slice(0, 1_100);

const nextFrame = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );

/** Moves a slider through all its range, a frame each. */
async function dragSlider(page: Page, name: string): Promise<void> {
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
    await nextFrame(page);
  }
}

/** Drags from a word of the example over the map. */
async function dragOverMap(page: Page): Promise<void> {
  const map = (await page.locator('.stage svg').boundingBox())!;
  const dot = (await page.locator('circle[data-word="predicts"]').boundingBox())!;
  await page.mouse.move(dot.x + dot.width / 2, dot.y + dot.height / 2);
  await page.mouse.down();
  for (let step = 0; step <= 40; step++) {
    await page.mouse.move(map.x + (map.width * step) / 40, map.y + (map.height * ((step * 7) % 40)) / 40);
    await nextFrame(page);
  }
  await page.mouse.up();
}

/** A station, and what is dragged in it: a slider, or a word. */
const drags = [
  ['tokens', 'step'],
  ['tokens', 'step', 'with the table open'],
  ['embeddings', 'a word'],
  ['attention', 'token'],
  ['attention', 'head'],
  ['next-token', 'temperature'],
  ['next-token', 'topP'],
  ['generation', 'step'],
  ['context-window', 'window'],
  ['training', 'step'],
  ['hallucination', 'word'],
] as const;

/** Until the picture says something else, or what is expected. */
async function write(page: Page, text: string, expected?: RegExp): Promise<void> {
  const said = (): Promise<string> => page.locator('figcaption').innerText();
  const before = await said();
  await page.fill('textarea', text);
  await poll('the new picture', said, (now) => expected?.test(now) ?? now !== before);
}

/** The longest frames of dragging, over a text that fills the window. */
async function measureDrag(lab: LabPages, [id, what, table]: (typeof drags)[number]): Promise<string> {
  const page = await lab.open();
  await lab.goTo(page, id);
  if (id !== 'embeddings') await write(page, long);
  if (id === 'tokens') await answerEncode(page);
  if (table !== undefined) {
    await page.click('summary');
    await page.waitForSelector('tbody tr');
  }
  const drag = (): Promise<void> => (id === 'embeddings' ? dragOverMap(page) : dragSlider(page, what));
  // Once, so that the code is compiled.
  await drag();
  const { tasks } = await tasksDuring(lab.pages.browser, page, drag, { withFrames: true });
  await page.context().close();
  const frames = tasks.map(({ frame }) => frame).sort((a, b) => b - a);
  const longest = frames.slice(0, 5).map((ms) => ms.toFixed(1));
  return `the longest frames ${longest.join(', ')} ms of processor; ${longTasks(tasks)}`;
}

async function measureReading(lab: LabPages, id: string, text: string, expected?: RegExp): Promise<string> {
  const page = await lab.open();
  await lab.goTo(page, id);
  const { tasks } = await tasksDuring(lab.pages.browser, page, () => write(page, text, expected));
  await page.context().close();
  return longTasks(tasks);
}

/** A megabyte from the clipboard of another program, which the lab refuses. */
async function measurePaste(lab: LabPages): Promise<string> {
  const page = await lab.open();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const { tasks } = await tasksDuring(lab.pages.browser, page, async () => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), 'one two '.repeat(125_000));
    await page.focus('textarea');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+v');
    await page.getByText('4,000 characters at most; this would make 1,000,000').waitFor();
  });
  await page.context().close();
  return longTasks(tasks);
}

/** From the weights to the first picture, in pages of their own. */
async function measureFirstPicture(lab: LabPages): Promise<string> {
  const times: number[] = [];
  for (let i = 0; i < 4; i++) {
    const page = await lab.pages.open(() => undefined);
    const ms = await page.evaluate(
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
    times.push(ms);
    await page.context().close();
  }
  return `${times.map((ms) => ms.toFixed(0)).join(', ')} ms`;
}

export async function printLabFigures(): Promise<void> {
  const lab = await LabPages.start();
  const print = (what: string, words: string): void =>
    console.log(`  ${what}: ${words} (load ${loadavg()[0]?.toFixed(1) ?? '?'} on ${cpus().length} processors)`);
  try {
    for (const drag of drags) {
      const [id, what, more] = drag;
      print(`dragging ${what} of ${id}${more === undefined ? '' : ` ${more}`}`, await measureDrag(lab, drag));
    }
    for (const { id } of stations) {
      print(`a text that fills the window in ${id}`, await measureReading(lab, id, long));
    }
    print(
      '2,000 emoji in context-window',
      await measureReading(lab, 'context-window', '😀'.repeat(2_000), /dropped from the start: “… /),
    );
    print('a megabyte that is pasted', await measurePaste(lab));
    print('the first picture after the weights', await measureFirstPicture(lab));
  } finally {
    await closeBrowser();
    lab.close();
  }
}
