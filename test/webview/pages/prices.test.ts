import assert from 'node:assert/strict';
import { priceBlock } from '../../../src/core/pages/familyPage';
import { drawPrices } from '../../../src/webview/shared/page/blocks';
import { fullModel, fullPrice } from '../../support/prices';

describe('the prices of a model', () => {
  it('are a table with a name, whose headers say what its rows and columns are', () => {
    const table = drawPrices(priceBlock(fullModel.name, fullPrice)!);
    assert.equal(table.getAttribute('aria-label'), 'Prices of Maker 1 Full, in US$ per million tokens');
    const texts = (selector: string): string[] => [...table.querySelectorAll(selector)].map((cell) => cell.textContent);
    assert.deepEqual(texts('thead th[scope="col"]'), [
      'US$ per million tokens',
      'Input',
      'Cache read',
      'Cache write',
      'Output',
    ]);
    assert.deepEqual(texts('tbody tr:first-child td'), ['$2', '$0.20', '$2.50 kept 5 minutes, $4 kept 1 hour', '$10']);
    assert.equal(texts('tbody th[scope="row"]').length, 7);
  });

  it('are text, whatever is in them', () => {
    const row = { when: '<b>Standard</b>', cells: ['<img src=x>'] };
    const table = drawPrices({ type: 'prices', caption: 'C', columns: ['Input'], rows: [row] });
    assert.equal(table.querySelector('b, img'), null);
    assert.equal(table.querySelector('td')?.textContent, '<img src=x>');
  });
});
