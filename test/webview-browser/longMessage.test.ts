import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { poll } from '../support/poll';
import { usePages } from './browserPage';
import type { PageWindow } from './browserPage';

declare const window: PageWindow;

const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.querySelector('#message')!.dispatchEvent(event);
  }, text);
const told = (page: Page): Promise<string> => page.evaluate(() => window.host.draft.message);
const inField = (page: Page): Promise<number> =>
  page
    .getByTestId('message')
    .inputValue()
    .then(({ length }) => length);

describe('a message of 5 million characters', () => {
  const long = 'A line of words.\n'.repeat(5_000_000 / 17);
  const pages = usePages();
  let page: Page;
  beforeEach(async () => {
    page = await pages.open(() => undefined);
  });

  it('is shown by its start when the draft has it, and sent as a whole', async () => {
    await page.evaluate((message) => window.host.changeDraft({ message, model: 'gpt-5.1' }), long);
    await page.getByTestId('long-message').waitFor();
    assert.ok((await inField(page)) < 10_000);
    await page.getByTestId('send').click();
    await poll('the message', () => page.evaluate(() => window.host.received.some(({ type }) => type === 'send')));
    assert.equal(await told(page), long);
  });

  it('can be pasted between what stands there, added to, and removed', async () => {
    await page.getByTestId('message').fill('ab');
    await page.evaluate(() => document.querySelector<HTMLTextAreaElement>('#message')!.setSelectionRange(1, 1));
    await paste(page, long);
    await poll('the draft', async () => (await told(page)) === `a${long}b`);
    assert.ok((await inField(page)) < 10_000);
    await paste(page, ' and more');
    await poll('the rest', async () => (await told(page)) === `a${long}b and more`);
    await page.getByTestId('remove-message').click();
    await poll('nothing', async () => (await told(page)) === '');
    assert.equal(await inField(page), 0);
    assert.equal(await page.getByTestId('message').isEditable(), true);
  });

  it('is said to be too long beyond 32 million characters, and nothing is lost @deep', async () => {
    await page.getByTestId('message').fill('ab');
    await paste(page, 'x'.repeat(32_000_000));
    await page.locator('.announcer:has-text("32 million")').waitFor({ state: 'attached' });
    await poll('the draft', async () => (await told(page)) === 'ab');
    assert.equal(await page.getByTestId('message').inputValue(), 'ab');
  });
});
