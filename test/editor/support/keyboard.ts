import { poll } from '../../support/poll';
import { ui } from './ui';

/** The row of a quick input that has the focus. */
export const quickRow = (text: string): string => `.quick-input-list .monaco-list-row.focused:has-text("${text}")`;

/** Runs a command through the palette, without the mouse. */
export async function commandByKeys(title: string): Promise<void> {
  await ui.key('F1');
  // All at once: the palette draws its list anew for each letter.
  await ui.fill('.quick-input-widget input', `>${title}`);
  await ui.text(quickRow(title));
  await ui.key('Enter');
}

/** Puts the focus into a tree of the side bar. The command has ended before VS Code has moved the focus there. */
export async function focusTreeByKeys(view: string): Promise<void> {
  await commandByKeys(`Focus on ${view} View`);
  const tree = `.pane:has(.pane-header:has-text("${view}")) .monaco-list:focus`;
  await poll(`the focus in ${view}`, () => ui.count(tree));
}
