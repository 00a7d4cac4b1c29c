import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { words } from '../shared/strings';
import type { ColumnStore } from './columnStore';
import { loadSelect } from './select';

/** Choice of all columns. It is no id of a column. */
export const toAll = ' all';

/** Draws the choice of the column that a message goes to, or of all columns. */
export function sendTo(
  columns: readonly ColumnStore[],
  chosen: string,
  onChange: (target: string) => void,
): TemplateResult {
  loadSelect();
  const options = [
    { label: words('sendToAll', columns.length), value: toAll },
    ...columns.map(({ name, columnId }) => ({ label: name, value: columnId })),
  ];
  const target = columns.some(({ columnId }) => columnId === chosen) ? chosen : toAll;
  return html`<vscode-single-select
    class="send-to"
    data-testid="send-to"
    .label=${words('sendTo')}
    title=${words('sendTo')}
    .position=${'above'}
    .options=${options}
    .value=${live(target)}
    @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
  ></vscode-single-select>`;
}
