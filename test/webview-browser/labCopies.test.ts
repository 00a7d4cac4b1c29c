import assert from 'node:assert/strict';
import { visibleControls } from '../../src/core/lab/tokenNames';
import { poll } from '../support/poll';
import { ids, useLab } from './labSuite';
import type { LabWindow } from './page/labHost';

// Pictures that are copied. The functions given to `evaluate` run in the browser.

declare const window: Window & LabWindow;

describe('the lab in a browser, copied', () => {
  const lab = useLab();

  /** A no-break space, what HTML and XML have signs for, control characters, half a character, and what closes a part in XML. */
  const hostile =
    'What\u00a0is <b> &amp; "q" <!-- x --> ]]>\u001b[31m a\u0000b\u000c\u007f \ud83d \ufffe token, here\u00a0?';

  it('copies each picture as XML whatever stands in the text @deep', async () => {
    await lab.open('light');
    for (const id of ids) {
      await lab.show(id, hostile);
      await lab.page.waitForSelector(`[data-station="${id}"] .stage svg`);
      if (id === 'tokens') await lab.answerEncode();
      const { error, texts, shown } = await lab.page.evaluate(() => {
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
    await lab.open('light');
    const text = 'What is a token\u001b?';
    await lab.show('hallucination', text);
    await lab.page.waitForFunction((own) => document.querySelector('svg .heading')?.textContent === own, text);
    const painted = await lab.page.evaluate(() => {
      const said: string[] = [];
      OffscreenCanvasRenderingContext2D.prototype.fillText = (one) => void said.push(one);
      // It paints at once; only the file takes a while.
      document.querySelector<HTMLElement>('[data-testid="copy-png"]')!.click();
      return said;
    });
    assert.equal(painted[0], 'What is a token␛?');
  });

  it('paints the picture as a PNG that has its colours, and puts it into the clipboard @deep', async () => {
    await lab.open('light');
    await lab.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await lab.goTo('next-token');
    await lab.page.click('[data-testid="copy-png"]');
    await lab.page.getByText('Picture copied').waitFor();
    const { width, colours } = await lab.page.evaluate(async () => {
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
    const picture = (await lab.page.locator('.stage svg').boundingBox())!;
    assert.equal(width, Math.round(picture.width * 2));
    // The page, a bar, the text.
    for (const colour of ['255,255,255', '0,99,211', '59,59,59']) assert.ok(colours.includes(colour), colour);
  });

  it('gives the PNG to its host for a file where the clipboard takes none @deep', async () => {
    await lab.open('light');
    await lab.goTo('tokens');
    await lab.page.evaluate(() => {
      navigator.clipboard.write = () => Promise.reject(new DOMException('No.', 'NotAllowedError'));
    });
    await lab.page.click('[data-testid="copy-png"]');
    const start = await poll('the picture', () =>
      lab.page.evaluate(() => {
        const saved = window.host.said.find((message) => message.type === 'savePng');
        return saved && [...saved.bytes.subarray(0, 8)];
      }),
    );
    assert.deepEqual(start, [0x89, ...Buffer.from('PNG\r\n'), 0x1a, 0x0a]);
    await lab.page.evaluate(() => window.host.say({ type: 'copied', what: 'file' }));
    await lab.page.getByText('Picture saved').waitFor();
  });
});
