import assert from 'node:assert/strict';
import type { CDPSession, Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

/** The key as an input method takes it: it writes no character. */
const enter = { type: 'rawKeyDown', key: 'Enter', code: 'Enter' } as const;

describe('a message that an input method composes', () => {
  const pages = usePages();
  let page: Page;
  let browser: CDPSession;

  const sent = (): Promise<string[]> =>
    page.evaluate(() => window.host.received.flatMap((each) => (each.type === 'send' ? [each.draft.message] : [])));
  const message = (): Promise<string> => page.getByTestId('message').inputValue();
  const compose = (text: string): Promise<unknown> =>
    browser.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

  beforeEach(async () => {
    page = await pages.open(({ host }) => host.changeDraft({ providerId: 'openai', model: 'gpt-5.1' }));
    browser = await page.context().newCDPSession(page);
    await page.getByTestId('message').focus();
  });

  it('is not sent by the Enter that ends a character, and is by the next one', async () => {
    await compose('とうきょう');
    await browser.send('Input.dispatchKeyEvent', { ...enter, windowsVirtualKeyCode: 13 });
    assert.deepEqual([await sent(), await message()], [[], 'とうきょう']);
    await browser.send('Input.insertText', { text: '東京' });
    assert.deepEqual([await sent(), await message()], [[], '東京']);
    await page.keyboard.press('Enter');
    assert.deepEqual(await poll('the message', sent, ({ length }) => length > 0), ['東京']);
  });

  it('is not sent by a key of the input method itself, which tells no more than that', async () => {
    await compose('きょう');
    await browser.send('Input.insertText', { text: '京' });
    await browser.send('Input.dispatchKeyEvent', { ...enter, windowsVirtualKeyCode: 229 });
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('x');
    assert.deepEqual([await sent(), await message()], [[], 'x']);
  });
});
