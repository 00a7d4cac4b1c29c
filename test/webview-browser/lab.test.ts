import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { root } from '../../scripts/vscode/paths';
import { tokenSpans } from '../../src/core/tokens/document/tokenSpans';
import type { EncodedText } from '../../src/core/lab/labProtocol';
import { stations } from '../../src/webview/lab/stations';
import { index } from '../unit/core/glossary/glossary';
import { engine } from '../support/engines';
import { pocketBytes } from '../support/pocket';
import { poll } from '../support/poll';
import { BrowserPages } from './browserPage';
import type { LabWindow } from './page/labHost';
import { themes } from './page/themes';
import type { ThemeName } from './page/themes';

// What needs a layout: contrast, width, the pointer, how long a frame takes. The functions given to `evaluate` run in the browser.

declare const window: Window & LabWindow & { axe: { run: () => Promise<AxeResults> } };

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const weights = Buffer.from(pocketBytes()).toString('base64');
const terms = index.terms.map(({ id, term }) => ({ id, name: term }));
const ids = stations.map(({ id }) => id);

describe('the lab in a browser', () => {
  let pages: BrowserPages;
  let page: Page;

  async function open(theme: ThemeName, width = 900): Promise<void> {
    page = await pages.open(() => undefined, { theme, viewport: { width, height: 900 } });
    await page.evaluate((all) => window.host.say({ type: 'start', strings: {}, terms: all }), terms);
    await page.evaluate((text) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      window.host.say({ type: 'weights', bytes });
    }, weights);
    await page.waitForSelector('.stage svg');
  }

  async function goTo(id: string): Promise<void> {
    await page.click(`#tab-${id}`);
    await page.waitForSelector(`[data-station="${id}"] .stage svg`);
    if (id === 'tokens') await answerEncode();
  }

  /** The host's answer, with the real vocabularies. */
  async function answerEncode(): Promise<void> {
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
    await page.evaluate((answer) => window.host.say(answer), { type: 'encoded' as const, request, texts });
    await page.waitForFunction(() => document.querySelectorAll('svg .heading').length === 4);
  }

  before(async () => {
    pages = await BrowserPages.start(
      {},
      { title: 'The Lab', element: 'ai-lab', name: 'lab', host: 'test/webview-browser/page/labHost.ts' },
    );
  });
  after(() => pages.close());
  afterEach(() => page.context().close());

  for (const theme of Object.keys(themes) as ThemeName[]) {
    for (const width of [900, 400]) {
      it(`has nothing for axe-core to find, and nothing wider than ${width} px, in ${theme}`, async () => {
        await open(theme, width);
        await page.addScriptTag({ content: axe });
        for (const id of ids) {
          await goTo(id);
          await page.click('summary');
          const pictures = process.env.PICTURES;
          const file = `lab-${id}-${theme}-${width}.png`;
          if (pictures !== undefined) await page.screenshot({ path: path.join(root, pictures, file) });
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), file);
          const { violations } = await page.evaluate(() => window.axe.run());
          const found = violations.map(({ id: rule, nodes }) => `${file}: ${rule}: ${nodes[0]?.html}`);
          assert.deepEqual(found, []);
          await page.click('summary');
        }
      }).timeout(60_000);
    }
  }
});
