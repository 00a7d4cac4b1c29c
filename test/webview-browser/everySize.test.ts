import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { usePages } from './browserPage';
import { assertSound, columnStates, unreachedByTab } from './everySize';

describe('the playground with one, two and six columns', () => {
  const pages = usePages();
  let page: Page;

  for (const { name, prepare, act } of columnStates) {
    const deep = name.startsWith('two columns') ? '' : ' @deep';
    it(`has no fault that axe-core finds, and nothing is cut, at every size and zoom: ${name}${deep}`, async () => {
      page = await pages.open(prepare, { viewport: { width: 1_400, height: 800 } });
      await act?.(page);
      await assertSound(page);
    });

    for (const width of [1_400, 350]) {
      it(`is reached by Tab alone, in ${width} px: ${name}${deep}`, async () => {
        page = await pages.open(prepare, { viewport: { width, height: 800 } });
        await act?.(page);
        assert.deepEqual(await unreachedByTab(page), []);
      });
    }
  }

  it('has names for what is in it, and for each column', async () => {
    const failed = columnStates.find(({ name }) => name.startsWith('two columns'))!;
    page = await pages.open(failed.prepare, { viewport: { width: 1_400, height: 800 } });
    await failed.act?.(page);
    const second = page.getByRole('group', { name: '2: llama3.2', exact: true });
    await second.getByRole('group', { name: 'Error' }).getByText('Edit Provider').waitFor();
    await second.getByRole('log', { name: 'Conversation 2: llama3.2' }).waitFor();
    const first = page.getByRole('group', { name: '1: gpt-5.1', exact: true });
    for (const name of ['Model', 'System prompt', 'Temperature'])
      await first.getByRole('textbox', { name }).or(first.getByRole('combobox', { name })).waitFor();
    await page.getByRole('textbox', { name: 'Message' }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  });
});
