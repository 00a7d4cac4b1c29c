import { priceHeader } from '../../core/pages/page';
import type { Block } from '../../core/pages/page';
import { headerCell } from './factTable';

type Prices = Extract<Block, { readonly type: 'prices' }>;

export function drawPrices({ caption, columns, rows }: Prices): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'facts prices';
  table.setAttribute('aria-label', caption);
  const header = table.createTHead().insertRow();
  for (const label of [priceHeader, ...columns]) header.append(headerCell('col', label));
  const body = table.createTBody();
  for (const { when, cells } of rows) {
    const row = body.insertRow();
    row.append(headerCell('row', when));
    for (const text of cells) row.insertCell().textContent = text;
  }
  return table;
}
