import * as vscode from 'vscode';
import { onScreen, ui } from '../support/ui';

describe('the walkthrough', () => {
  onScreen('shows a newcomer four things to try, each with its button', async () => {
    await vscode.commands.executeCommand('workbench.action.openWalkthrough', 'ai-field-guide.ai-field-guide#start');
    const page = '.gettingStartedContainer';
    for (const title of ['Rest the mouse on a word', 'See the models', 'Count tokens', 'Try a prompt']) {
      await ui.text(`${page} .step-title:has-text("${title}")`);
    }
    await ui.click(`${page} .step-title:has-text("See the models")`);
    await ui.text(`${page} .monaco-button:has-text("Show Model Families")`);
    await ui.screenshot('walkthrough');
    await ui.click(`${page} .monaco-button:has-text("Show Model Families")`);
    await ui.text('.pane-header:has-text("Model Families")');
    await vscode.commands.executeCommand('workbench.view.explorer');
  });
});
