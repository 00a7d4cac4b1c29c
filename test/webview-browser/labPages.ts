import type { BrowserContextOptions, Page } from 'playwright-core';
import type { EncodedText } from '../../src/core/lab/labProtocol';
import { tokenSpans } from '../../src/core/tokens/document/tokenSpans';
import { engine } from '../support/engines';
import { pocketBytes } from '../support/pocket';
import { poll } from '../support/poll';
import { index } from '../unit/core/glossary/glossary';
import { BrowserPages } from './browserPage';
import type { OpenOptions } from './browserPage';
import type { LabWindow } from './page/labHost';

// The lab as it is shipped, in a real browser. The functions given to `evaluate` run in the browser.

declare const window: Window & LabWindow;

/** As base64: what `evaluate` can take along. */
export const weights = Buffer.from(pocketBytes()).toString('base64');
export const terms = index.terms.map(({ id, term }) => ({ id, name: term }));

export interface LabOptions extends Omit<OpenOptions, keyof BrowserContextOptions> {
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** The pages of a suite: one is open at a time. */
export class LabPages {
  private constructor(readonly pages: BrowserPages) {}

  static async start(): Promise<LabPages> {
    const frame = { title: 'The Lab', element: 'ai-lab', name: 'lab', host: 'test/webview-browser/page/labHost.ts' };
    return new LabPages(await BrowserPages.start({}, frame));
  }

  /** The page with its first picture. Sizes are CSS pixels. */
  async open({ theme = 'dark', width = 900, height = 900, reducedMotion }: LabOptions = {}): Promise<Page> {
    const viewport = { width, height };
    const page = await this.pages.open(() => undefined, { theme, viewport, ...(reducedMotion && { reducedMotion }) });
    await page.evaluate((all) => window.host.say({ type: 'start', strings: {}, terms: all }), terms);
    await page.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      window.host.say({ type: 'weights', bytes });
    }, weights);
    await page.waitForSelector('.stage svg');
    return page;
  }

  /** The station with its picture, as far as that comes at once. */
  async goTo(page: Page, id: string): Promise<void> {
    await page.click(`#tab-${id}`);
    await page.waitForSelector(`[data-station="${id}"] .stage svg`);
    if (id === 'tokens') await answerEncode(page);
  }

  close(): void {
    this.pages.close();
  }
}

/** The host's answer, with the real vocabularies. */
export async function answerEncode(page: Page): Promise<void> {
  const asked = await poll('a question for other vocabularies', () =>
    page.evaluate(() => window.host.said.findLast((message) => message.type === 'encode')),
  );
  const texts = asked.encodings.map((encoding): EncodedText => {
    const spans = tokenSpans(engine(encoding), asked.text);
    return {
      ...{ encoding, ids: spans.map(({ id }) => id) },
      ...{ starts: spans.map(({ start }) => start), ends: spans.map(({ end }) => end) },
    };
  });
  const { request } = asked;
  await page.evaluate((answer) => window.host.say(answer), { type: 'reply' as const, request, value: texts });
  await page.waitForFunction(() => document.querySelectorAll('svg .heading').length >= 4);
}
