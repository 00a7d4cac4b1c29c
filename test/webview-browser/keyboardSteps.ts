import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { FromPage } from '../../src/core/playground/playgroundProtocol';
import { poll } from '../support/poll';
import type { BrowserPages, PageWindow } from './browserPage';
import type { ThemeName } from './page/themes';

// The page without a mouse. The functions given to `evaluate` and `open` run in the browser.

declare const window: PageWindow;

/** The element with the focus: what it is, and what of it cannot be seen. */
export const focused = (page: Page): Promise<{ id: string; hidden: string }> =>
  page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const element = document.activeElement as HTMLElement;
    if (element === document.body) return { id: 'the start', hidden: '' };
    const id = element.getAttribute('data-testid') ?? (element.className || element.tagName);
    const { left, top, right, bottom } = element.getBoundingClientRect();
    // Where 175 × 150 pixels are left, the conversation has less room than a button is tall.
    const seenHeight = Math.min(bottom, innerHeight) - Math.max(top, 0);
    const isIn = left >= -1 && right <= innerWidth + 1 && seenHeight >= Math.min(bottom - top - 2, 10);
    // The list of providers has a border of that colour instead of an outline.
    const ring = document.createElement('i');
    ring.style.color = 'var(--vscode-focusBorder)';
    document.body.append(ring);
    const { color } = getComputedStyle(ring);
    ring.remove();
    const hasRing = [element, ...(element.shadowRoot?.querySelectorAll('*') ?? [])].some((each) => {
      const { outlineStyle, outlineWidth, borderTopColor, borderTopWidth } = getComputedStyle(each);
      return (
        (outlineStyle !== 'none' && outlineWidth !== '0px') || (borderTopColor === color && borderTopWidth !== '0px')
      );
    });
    const hidden = [isIn ? '' : `at ${left},${top} to ${right},${bottom}`, hasRing ? '' : 'without a ring'];
    return { id, hidden: hidden.filter((each) => each !== '').join(', ') };
  });
/** Goes on with Tab to that control. All that it passes is in sight and shows that it has the focus. */
async function tabTo(page: Page, id: string, key = 'Tab'): Promise<void> {
  const seen: string[] = [];
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press(key);
    // Parts that are drawn late may still move the control.
    const now = await poll(
      'a control in sight',
      () => focused(page),
      ({ hidden }) => hidden === '',
      2_000,
    ).catch(() => focused(page));
    assert.equal(now.hidden, '', now.id);
    seen.push(now.id);
    if (now.id === id) return;
  }
  assert.fail(`${id} is not among ${seen.join()}`);
}

const posted = (page: Page, type: FromPage['type']): Promise<FromPage[]> =>
  page.evaluate((wanted) => window.host.received.filter((message) => message.type === wanted), type);
const press = async (page: Page, id: string, key: string, type: FromPage['type']): Promise<void> => {
  const before = (await posted(page, type)).length;
  await tabTo(page, id);
  await page.keyboard.press(key);
  await poll(
    type,
    () => posted(page, type),
    ({ length }) => length === before + 1,
  );
};

/** All that the page is for, in 350 × 300 pixels at a zoom: what has the focus is in sight and shows it, on all of the way. */
export async function assertWorkedByKeyboard(
  open: BrowserPages['open'],
  theme: ThemeName,
  zoom: number,
): Promise<void> {
  const size = { width: 350 / zoom, height: 300 / zoom };
  const page = await open(() => undefined, { theme, viewport: size, deviceScaleFactor: zoom });
  // Provider and model, in the settings, which unfold and fold.
  await tabTo(page, 'settings');
  await page.keyboard.press('Enter');
  await tabTo(page, 'provider');
  for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await tabTo(page, 'model');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('llama:8b');
  await tabTo(page, 'settings', 'Shift+Tab');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('#settings').isHidden(), true);
  await tabTo(page, 'message');
  await page.keyboard.type('Hello');
  await page.keyboard.press('ControlOrMeta+Enter');
  await poll(
    'the message',
    () => posted(page, 'send'),
    ([sent]) => sent?.type === 'send' && sent.draft.model === 'llama:8b' && sent.draft.providerId === 'ollama',
  );
  await page.evaluate(() => {
    window.host.startTurn({ prompt: 'Hello', target: { providerId: 'ollama', model: 'llama:8b' } });
    window.host.changeDraft({ message: '' });
    window.host.grow('Half an answer');
  });
  await press(page, 'stop', 'Enter', 'stop');
  await page.evaluate(() => window.host.end({ status: 'stopped' }));
  await page.getByTestId('send').waitFor();
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press(page, 'copy', 'Space', 'copy');
  await press(page, 'retry', 'Enter', 'retry');
  await page.evaluate(() => {
    window.host.startAnswer([...window.host.session.nodes.values()][0]!.id);
    window.host.grow('Another answer');
    window.host.end();
  });
  await press(page, 'previous-answer', 'Enter', 'showSibling');
  // There is no room for the bar with New Session in 175 × 150 pixels; the command and the view have it.
  if (zoom === 2) return;
  await tabTo(page, 'new-session', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await poll(
    'a new session',
    () => posted(page, 'newSession'),
    ({ length }) => length === 1,
  );
}
