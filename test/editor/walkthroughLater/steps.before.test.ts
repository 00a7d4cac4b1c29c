import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { openSample } from '../support/texts';
import { readHover } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('before the walkthrough was ever shown', () => {
  onScreen('a word is explained', async () => {
    await openSample('foundation-models.md');
    await readHover('token', /Token/);
  });

  onScreen('tokens are shown and hidden again', async () => {
    await vscode.commands.executeCommand(commandId('tokens.toggleColors'));
    await vscode.commands.executeCommand(commandId('tokens.toggleColors'), false);
  });

  onScreen('the lab is opened and closed', async () => {
    await vscode.commands.executeCommand(commandId('lab.open'));
    await ui.inWebview('ai-lab main').text('[data-station]');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  onScreen('the families are open, and stay open', async () => {
    await vscode.commands.executeCommand(`${viewId('models')}.focus`);
    await ui.text('.pane-header:has-text("Model Families")');
  });
});
