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
  throw new Error(`No webview shows ${selector}.`);
}
