import { poll } from '../../support/poll';
import { ui } from './ui';

const list = '.quick-input-widget .quick-input-list';

/** One row of a list, as it is seen: `separator` stands above it. */
export interface PickedRow {
  readonly label: string;
  readonly description: string;
  readonly separator: string;
  readonly isFocused: boolean;
}

/** The text from the element of that class to `end`. */
function textIn(html: string, className: string, end: string): string {
  const [, inner = ''] = new RegExp(`class="${className}[^>]*>(.*?)${end}`, 's').exec(html) ?? [];
  return inner
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .trim();
}

/** The row at that place of the list, from 0; nothing below what is on screen. */
export async function rowAt(index: number): Promise<PickedRow> {
  const html = await ui.html(`${list} .monaco-list-row[data-index="${index}"]`);
  return {
    label: textIn(html, 'monaco-icon-name-container', '<span class="monaco-icon-description'),
    description: textIn(html, 'label-description', '</span></span>|$'),
    separator: textIn(html, 'quick-input-list-separator', '</div>'),
    isFocused: (await ui.count(`${list} .monaco-list-row.focused[data-index="${index}"]`)) > 0,
  };
}

/** Types into the open list until its first row is `label`. */
export async function firstRowFor(typed: string, label: string): Promise<PickedRow> {
  await ui.fill('.quick-input-widget .quick-input-filter input', typed);
  return poll(
    `${label} as the first row for "${typed}"`,
    () => rowAt(0),
    (row) => row.label === label,
  );
}
