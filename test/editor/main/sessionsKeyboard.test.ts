import { focusTreeByKeys } from '../support/keyboard';
import { page, playground, useFaultServer } from '../support/playground';
import { answerInputBox } from '../support/window';
import { onScreen, ui } from '../support/ui';

const row = (title: string): string => `.monaco-list-row:has-text("${title}")`;

describe('the sessions in their list', () => {
  useFaultServer();

  onScreen('are renamed with F2 and deleted with Delete, by keyboard alone, and Ctrl+Z undoes that', async () => {
    await playground.ask('ok', 'To be renamed');
    await playground.readTurn('done');
    await focusTreeByKeys('Sessions');
    await ui.key('Home');
    await ui.text('.monaco-list-row.focused:has-text("To be renamed")');
    await ui.key('Enter');
    await focusTreeByKeys('Sessions');
    await ui.key('F2');
    await answerInputBox('Rename Session', 'By keys');
    await ui.text(row('By keys'));
    await focusTreeByKeys('Sessions');
    await ui.key('Delete');
    await ui.text(`${row('By keys')}:has-text("deleted")`);
    await focusTreeByKeys('Sessions');
    await ui.key('ControlOrMeta+Z');
    await page.text('ai-turn:has-text("To be renamed")');
  });
});
