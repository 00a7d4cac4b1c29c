import { ui } from './ui';

/** The row of a quick input that has the focus. */
export const quickRow = (text: string): string => `.quick-input-list .monaco-list-row.focused:has-text("${text}")`;

/** Runs a command through the palette, without the mouse. */
export async function commandByKeys(title: string): Promise<void> {
  await ui.key('F1');
  await ui.text('.quick-input-widget input');
  await ui.type(title);
  await ui.text(quickRow(title));
  await ui.key('Enter');
}
