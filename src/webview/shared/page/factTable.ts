import type { Block } from '../../../core/pages/page';
import { factHeaders } from '../../../core/pages/page';
import type { DrawOptions } from './drawOptions';

type Facts = Extract<Block, { readonly type: 'facts' }>;

/** Made by hand: as Markdown, the facts of thirty models would take most of the time that their page takes. */
export function drawFacts({ facts }: Facts, options: DrawOptions): HTMLTableElement {
  const table = document.createElement('table');
  table.className = 'facts';
  const header = table.createTHead().insertRow();
  for (const label of factHeaders) header.append(headerCell('col', label));
  const body = table.createTBody();
  for (const { label, value, href } of facts) {
    const row = body.insertRow();
    row.append(headerCell('row', label));
    row.insertCell().append(href === undefined ? value : linked(value, href, options));
  }
  return table;
}

function linked(text: string, href: string, { targetOf, onLink }: DrawOptions): HTMLElement | string {
  const target = targetOf(href);
  if (target?.kind !== 'web') return text;
  const link = document.createElement('a');
  link.textContent = text;
  link.href = target.url;
  link.title = target.url;
  onLink(link, target);
  return link;
}

export function headerCell(scope: 'col' | 'row', text: string): HTMLTableCellElement {
  const header = document.createElement('th');
  header.scope = scope;
  header.textContent = text;
  return header;
}
