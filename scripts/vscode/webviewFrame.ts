/// <reference lib="dom" />
import type { ElementHandle, Frame, Page } from 'playwright-core';

/** The element that a frame is in. It stays the same, and takes long to find. */
const owners = new WeakMap<Frame, ElementHandle>();

/** Whether `selector` is visible in a frame that is: a page that a webview still loads, behind the one it shows, is not. */
async function shows(frame: Frame, selector: string): Promise<boolean> {
  try {
    if (!(await frame.locator(selector).first().isVisible())) return false;
    const owner = owners.get(frame) ?? (await frame.frameElement());
    owners.set(frame, owner);
    return await owner.isVisible();
  } catch {
    // Frames come and go while a webview loads.
    owners.delete(frame);
    return false;
  }
}

/** Lists the frames of webviews, for a failure that no picture explains: an empty page and one that is not there look alike. */
async function describeFrames(page: Page): Promise<string> {
  const described = page.frames().map(async (frame) => {
    if (frame === page.mainFrame()) return [];
    const isVisible = await frame.frameElement().then((owner) => owner.isVisible());
    const text = await frame.evaluate(() => `${document.readyState} ${document.body.innerHTML.length}`);
    return [`${isVisible ? '' : 'hidden '}${frame.url().replace(/\?.*/, '')} ${text}`];
  });
  const settled = await Promise.allSettled(described);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : [String(each.reason)])).join('; ');
}

/**
 * The frame of the webview in which `selector` is visible. A webview is two frames deep and comes late.
 * @throws when there is none after `timeout` ms.
 */
export async function webviewFrame(page: Page, selector: string, timeout: number): Promise<Frame> {
  const deadline = Date.now() + timeout;
  do {
    // The newest first: it is mostly the one.
    for (const frame of page.frames().toReversed()) {
      if (frame !== page.mainFrame() && (await shows(frame, selector))) return frame;
    }
    await page.waitForTimeout(50);
  } while (Date.now() < deadline);
  throw new Error(`No webview shows ${selector}. Frames: ${await describeFrames(page)}`);
}
