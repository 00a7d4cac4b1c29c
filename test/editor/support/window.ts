import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { hoverAt, positionOf } from './texts';
import { ui } from './ui';

/** The token counter in the status bar. */
export const tokenStatus = '[id="ai-field-guide.ai-field-guide.aiFieldGuide.tokens"]';

const escapeQuotes = (text: string): string => text.replaceAll('"', '\\"');

/**
 * The message of VS Code that holds `text`, in the notification center: VS Code pops no message up while
 * --enable-smoke-test-driver is on, which development extensions need. A center without messages closes by itself.
 */
async function notification(text: string): Promise<string> {
  const item = `.notifications-center .notification-list-item:has-text("${escapeQuotes(text)}")`;
  await poll(`the message "${text}"`, async () => {
    await vscode.commands.executeCommand('notifications.showList');
    return ui.count(item);
  });
  return item;
}

/** Waits for the message and returns its text. */
export async function readMessage(text: string): Promise<string> {
  const message = await ui.text(`${await notification(text)} .notification-list-item-message`);
  await vscode.commands.executeCommand('notifications.hideList'); // It covers what the test goes on with.
  return message;
}

export const clickInMessage = async (text: string, button: string): Promise<void> =>
  ui.click(`${await notification(text)} .monaco-button:has-text("${escapeQuotes(button)}")`);

/** Waits for what the status bar says for a moment, and returns it. */
export const readDone = (text: string): Promise<string> => ui.text(`.statusbar-item:has-text("${escapeQuotes(text)}")`);

const quickInput = '.quick-input-widget';

/** Types into the input box with that title and accepts it. */
export async function answerInputBox(title: string, value: string): Promise<void> {
  await ui.fill(`${quickInput}:has-text("${escapeQuotes(title)}") input`, value);
  await ui.key('Enter');
}

/** Answers the dialog that asks where to save with the path of a file. It puts its own proposal there, a moment after it is open. */
export async function saveAs(file: string, proposal: string): Promise<void> {
  const input = `${quickInput} input`;
  await poll(
    'the proposal',
    () => ui.value(input),
    (value) => value.includes(proposal),
  );
  await ui.fill(input, file);
  await ui.click(`${quickInput} .monaco-button:text-is("OK")`);
}

/**
 * Waits until the window has what this host made of all that was done in the window by now: messages between the two come in
 * their order, and what a list is to show is sent with the next turn of the event loop.
 */
export async function untilAnswered(): Promise<void> {
  for (let trip = 1; trip <= 3; trip++) {
    await vscode.commands.executeCommand('setContext', 'aiFieldGuide.tests.trip', trip);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Filters the list with that placeholder as a user does, and takes the row with that label, or else the first that says it. */
export async function pickRow(placeholder: string, filter: string, row: string): Promise<void> {
  await ui.fill(`${quickInput} input[placeholder^="${escapeQuotes(placeholder)}"]`, filter);
  // Our lists are filtered by the host: until it has answered, all rows stand there, and the click meets what takes their place.
  await untilAnswered();
  const rows = `${quickInput} .monaco-list-row`;
  const saying = `${rows}:has-text("${escapeQuotes(row)}")`;
  let before = '';
  await poll(`${row} in a list at rest`, async () => {
    const shown = await ui.text(`${quickInput} .monaco-list-rows`);
    const isAtRest = shown === before && (await ui.count(saying)) > 0;
    before = shown;
    return isAtRest;
  });
  const labelled = `${rows}:has(.monaco-icon-name-container :text-is("${escapeQuotes(row)}"))`;
  await ui.click((await ui.count(labelled)) > 0 ? labelled : saying);
}

/** The page or report with that title, wherever its tab is. */
export const pageWith = (title: string) => ui.inWebview(`ai-pages h1:has-text("${escapeQuotes(title)}")`);

/** Everything that stands on the page with that title, once it is there. */
export const readPage = (title: string): Promise<string> => pageWith(title).text('main');

/** Rests the mouse on `text` in an editor until the hover says `expected`; it may say "Loading..." first. */
export async function readHover(text: string, expected: RegExp): Promise<string> {
  try {
    return await poll(
      `the hover over ${text}`,
      () => ui.hover(text),
      (said) => expected.test(said),
    );
  } catch (error) {
    const document = vscode.window.activeTextEditor?.document;
    const said = document && (await hoverAt(document, positionOf(document, text)));
    throw new Error(`${String(error)} Asked without a mouse, it says: ${said}`, { cause: error });
  }
}

/** Rests the mouse on an element until its tooltip says `expected`; the one of what was under the mouse may come late. */
export const readTooltip = (selector: string, expected: RegExp): Promise<string> =>
  poll(
    `the tooltip of ${selector}`,
    () => ui.hoverOver(selector),
    (said) => expected.test(said),
  );

export const menuItem = (label: string): string => `.context-view .action-label:text-is("${escapeQuotes(label)}")`;

/** A menu that has not opened by then was closed by a row that was drawn again. ms. */
const menuMs = 3_000;

/** Opens the context menu of an element and, where two labels are given, the submenu of the first. */
export async function openMenu(selector: string, label: string, inSubmenu?: string): Promise<void> {
  let clickedAt = 0;
  await poll(`the menu with ${label}`, async () => {
    if ((await ui.count(menuItem(label))) > 0) return true;
    if (Date.now() - clickedAt < menuMs) return false;
    await ui.rightClick(selector);
    clickedAt = Date.now();
    return false;
  });
  if (inSubmenu === undefined) return;
  await poll(`the submenu ${label}`, async () => {
    if ((await ui.count(menuItem(inSubmenu))) === 0) await ui.click(menuItem(label));
    return (await ui.count(menuItem(inSubmenu))) > 0;
  });
}

/** For 100 ms after it opens, a menu of VS Code takes no click, so that the one that opened it does not choose. */
const menuGuardMs = 150;

/** Opens the context menu of an element and takes an action, of the menu or of a submenu. */
export async function chooseFromMenu(selector: string, label: string, inSubmenu?: string): Promise<void> {
  const action = inSubmenu ?? label;
  const item = menuItem(action);
  await poll(`${action} chosen`, async () => {
    await openMenu(selector, label, inSubmenu);
    const openedAt = Date.now();
    await poll('a menu that takes a click', () => Date.now() - openedAt > menuGuardMs);
    // A row that is drawn again closes its menu: then nothing was chosen, and it is opened once more.
    if ((await ui.count(item)) === 0) return false;
    return ui.choose(item).catch(() => false);
  });
  await poll(
    `the menu with ${action} closed`,
    () => ui.count(item),
    (items) => items === 0,
  );
}
