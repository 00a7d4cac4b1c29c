import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { byId, page, playground, useFaultServer } from '../support/playground';
import { hideViews } from '../support/views';
import { answerInputBox } from '../support/window';
import { onScreen, ui } from '../support/ui';

const row = (title: string): string => `.monaco-list-row:has-text("${title}")`;

/** Puts the focus on the first row. A list that is shown for the first time does not take the focus before it has its rows. */
async function focusFirst(): Promise<void> {
  await poll('the focus in the list', async () => {
    await vscode.commands.executeCommand(`${viewId('playground.sessions')}.focus`);
    return ui.count('.monaco-list:focus');
  });
  await ui.key('Home');
}

/** Gives the focus to the first row once that is the one with that name. */
const focusOn = (name: string): Promise<unknown> =>
  poll('the focus on its row', async () => {
    await focusFirst();
    return ui.count(`.monaco-list-row.focused:has-text("${name}")`);
  });

/** Opens the session of the focused row, which gives the focus to its message. */
async function openByKey(): Promise<void> {
  await ui.key('Enter');
  await poll('the focus in the message', () => page.count(`${byId('message')}:focus`));
}

describe('the sessions in their list', () => {
  after(hideViews);
  useFaultServer();

  onScreen('are renamed with F2 and deleted with Delete, by keyboard alone, and Ctrl+Z undoes that @deep', async () => {
    await playground.ask('ok', 'To be renamed');
    await playground.readTurn('done');
    await focusOn('To be renamed');
    await openByKey();
    await focusFirst();
    await ui.key('F2');
    await answerInputBox('Rename Session', 'By keys');
    await ui.text(row('By keys'));
    // The list is drawn anew with the name, and may have lost the focus.
    await focusOn('By keys');
    await ui.key('Delete');
    await ui.text(`${row('By keys')}:has-text("deleted")`);
    await focusFirst();
    await ui.key('ControlOrMeta+Z');
    await ui.text(`${row('By keys')}:not(:has-text("deleted"))`);
    await page.text('ai-turn:has-text("To be renamed")');
  });

  onScreen('are deleted once where Delete is held down, so that Ctrl+Z brings them back @deep', async () => {
    await playground.ask('ok', 'Held down');
    await playground.readTurn('done');
    await focusOn('Held down');
    await openByKey();
    await focusFirst();
    const press = () => vscode.commands.executeCommand(commandId('playground.deleteSession'), { selected: true });
    // While the first deletion goes on, and after it.
    await Promise.all([press(), press()]);
    await press();
    await ui.text(`${row('Held down')}:has-text("deleted")`);
    await focusFirst();
    await ui.key('ControlOrMeta+Z');
    await ui.text(`${row('Held down')}:not(:has-text("deleted"))`);
  });
});
