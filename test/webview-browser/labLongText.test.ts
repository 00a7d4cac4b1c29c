import assert from 'node:assert/strict';
import { maxText } from '../../src/core/lab/labPlace';
import { useLab } from './labSuite';

// Tests of how the browser handles a text before the page hears of it.

const megabyte = 1_000_000;

describe('the lab in a browser, with a long text', () => {
  const lab = useLab();

  /** As from the clipboard of another program. */
  async function paste(text: string): Promise<void> {
    await lab.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await lab.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await lab.page.focus('textarea');
    await lab.page.keyboard.press('ControlOrMeta+a');
    await lab.page.keyboard.press('ControlOrMeta+v');
  }

  const field = (): Promise<string> => lab.page.inputValue('textarea');

  it('refuses a megabyte that is pasted, with both counts', async () => {
    await lab.open('dark');
    const before = await field();
    await paste('one two '.repeat(megabyte / 8));
    await lab.page.getByText('4,000 characters at most; this would make 1,000,000').waitFor();
    assert.equal(await field(), before);
  });

  it('takes as much as fits as it is, and refuses the next key @deep', async () => {
    await lab.open('dark');
    const text = 'one two '.repeat(maxText / 8);
    await paste(text);
    await lab.page.getByText(/Pocket has turned 4,000 bytes/).waitFor();
    assert.equal(await field(), text);
    await lab.page.keyboard.press('x');
    await lab.page.getByText('4,000 characters at most; this would make 4,001').waitFor();
    await lab.page.keyboard.press('Enter');
    assert.equal(await field(), text);
    await lab.page.keyboard.press('Backspace');
    await lab.page.getByText(/Pocket has turned 3,999 bytes/).waitFor();
    await lab.page.keyboard.press('Enter');
    await lab.page.getByText(/Pocket has turned 4,000 bytes/).waitFor();
    assert.equal(await field(), `${text.slice(0, -1)}\n`);
  });
});
