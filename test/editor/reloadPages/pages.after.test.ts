import assert from 'node:assert/strict';
import { pageWith, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

const tab = (label: string): string => `.tab:has-text("${label}")`;

describe('after a reload, the pages', () => {
  // One test: what it finds is there once.
  onScreen('are back with the way back, and a report says that it was not kept and is made again', async () => {
    await pageWith('This report was not kept').click('[data-testid="make-again"]');
    assert.match(await readPage('Tokens of foundation-models.md'), /Where the tokens go/);
    await ui.click(tab('GPT'));
    const page = pageWith('GPT');
    assert.match(await page.text('[data-testid="zoom-reset"]'), /110 %/);
    await page.click('[data-testid="back"]');
    await readPage('Claude');
  });
});
