import type { Block } from '../../core/pages/page';
import { factHeaders } from '../../core/pages/page';

type Facts = Extract<Block, { readonly type: 'facts' }>;

/** Made by hand: as Markdown, the facts of thirty models would take most of the time that their page takes. */
export function drawFacts({ facts }: Facts): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'facts';
  const header = table.createTHead().insertRow();
  for (const label of factHeaders) header.append(cell('th', 'col', label));
  const body = table.createTBody();
  for (const { label, value } of facts) {
    const row = body.insertRow();
    row.append(cell('th', 'row', label));
    row.insertCell().textContent = value;
  }
  return table;
}

function cell(tag: 'th', scope: 'col' | 'row', text: string): HTMLTableCellElement {
  const header = document.createElement(tag);
  header.scope = scope;
  header.textContent = text;
  return header;
}
