import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { usePages } from './browserPage';
import type { ThemeName } from './page/themes';

/** The colour of the border of a button, as the browser draws it. */
const borderOf = (page: Page, testId: string): Promise<string> =>
  page.evaluate((id) => {
    const button = document.querySelector(`vscode-button[data-testid="${id}"]`)!;
    return getComputedStyle(button.shadowRoot!.querySelector('.base')!).borderTopColor;
  }, testId);

describe('a secondary button', () => {
  const pages = usePages();
  let page: Page;
  const open = async (theme: ThemeName): Promise<Page> => {
    const opened = await pages.open(({ host }) => void host.addTurn({ answer: 'Hello' }), { theme });
    await opened.getByTestId('copy').waitFor();
    return opened;
  };

  for (const theme of ['dark', 'light-plain'] as const) {
    it(`has the border that VS Code gives secondary buttons in the theme ${theme}`, async () => {
      page = await open(theme);
      await page.addStyleTag({ content: ':root { --vscode-button-secondaryBorder: rgb(1, 2, 3); }' });
      assert.equal(await borderOf(page, 'copy'), 'rgb(1, 2, 3)');
      assert.notEqual(await borderOf(page, 'send'), 'rgb(1, 2, 3)');
    });
  }

  it('has a border of the text colour where the theme says nothing of it', async () => {
    page = await open('light-plain');
    const border = await borderOf(page, 'copy');
    assert.match(border, /0\.15\)$/);
  });

  it('has the border of the contrast theme', async () => {
    page = await open('hc-light');
    assert.equal(await borderOf(page, 'copy'), 'rgb(15, 74, 133)');
  });

  it('can be read when it has the focus or the pointer, in a contrast theme without a colour for that', async () => {
    page = await open('hc-light');
    const background = (): Promise<string> =>
      page
        .getByTestId('copy')
        .evaluate((button) => getComputedStyle(button.shadowRoot!.querySelector('.base')!).backgroundColor);
    await page.getByTestId('copy').focus();
    assert.equal(await background(), 'rgb(255, 255, 255)');
    await page.getByTestId('message').focus();
    await page.getByTestId('copy').hover();
    assert.equal(await background(), 'rgb(255, 255, 255)');
  });
});
