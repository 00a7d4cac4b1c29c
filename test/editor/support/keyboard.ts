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

/** A key that a list has not followed by then came while it was drawn anew. ms. */
const keyMs = 3_000;

/** Presses a key until what it is for has come, once in `everyMs`: pressed faster, it would go past it. */
export async function keyUntil(
  key: string,
  what: string,
  isThere: () => Promise<boolean>,
  everyMs = keyMs,
): Promise<void> {
  let pressedAt = 0;
  await poll(what, async () => {
    if (await isThere()) return true;
    if (Date.now() - pressedAt > everyMs) {
      await ui.key(key);
      pressedAt = Date.now();
    }
    return false;
  });
}

/** Puts the focus into a tree of the side bar. The command has ended before VS Code has moved the focus there. */
export async function focusTreeByKeys(view: string): Promise<void> {
  await commandByKeys(`Focus on ${view} View`);
  const tree = `.pane:has(.pane-header:has-text("${view}")) .monaco-list:focus`;
  await poll(`the focus in ${view}`, () => ui.count(tree));
}
