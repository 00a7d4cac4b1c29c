// Measures what an image of 5 MB costs the page when it is pasted, shown and sent.
import type { Browser, Page } from 'playwright-core';
import { cpuOf, longTasks, tasksDuring } from './mainThread';

declare const window: Window & { photo: File };

/** Makes a photo of 12 megapixels and about 5 MB in the page, and serves it as what the host keeps. */
async function takePhoto(page: Page): Promise<number> {
  const base64 = await page.evaluate(async () => {
    const [width, height] = [4_000, 3_000];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    const image = context.createImageData(width, height);
    let seed = 1;
    for (let at = 0; at < image.data.length; at += 4) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      const grey = 128 + 60 * Math.sin(at / 50_000) + (seed % 40);
      image.data.set([grey, grey * 0.9, grey * 0.8, 255], at);
    }
    context.putImageData(image, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    window.photo = new File([blob], 'photo.jpg', { type: 'image/jpeg' });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 30_000) text += String.fromCharCode(...bytes.subarray(at, at + 30_000));
    return btoa(text);
  });
  const body = Buffer.from(base64, 'base64');
  await page.route('**/kept/*', (route) => route.fulfill({ body, contentType: 'image/jpeg' }));
  // The browser clears away what making it has left.
  await page.waitForTimeout(2_000);
  return body.length;
}

/** As a screenshot tool and Ctrl+V do it. */
const paste = (page: Page): Promise<void> =>
  page.getByTestId('message').evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(window.photo);
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });

const isShown = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.querySelector('.file-view img[data-loaded]') !== null);

export async function measureImage(browser: Browser, page: Page): Promise<string> {
  const bytes = await takePhoto(page);
  const pasted = await tasksDuring(browser, page, async () => {
    await paste(page);
    await isShown(page);
    await page.waitForTimeout(500);
  });
  await page.getByTestId('message').fill('What is this?');
  const sent = await tasksDuring(browser, page, async () => {
    await page.keyboard.press('Enter');
    await page.getByTestId('sent-files').waitFor();
    await isShown(page);
    await page.waitForTimeout(500);
  });
  const said = [pasted, sent].map(({ tasks }) => `${cpuOf(tasks).toFixed(0)} ms of processor; ${longTasks(tasks)}`);
  return `${(bytes / 1e6).toFixed(1)} MB\n    pasted and shown: ${said[0]!}\n    sent and shown: ${said[1]!}`;
}
