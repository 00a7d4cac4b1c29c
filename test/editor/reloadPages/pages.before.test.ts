import * as vscode from 'vscode';
import { commandId } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { closeEditors } from '../support/clean';
import { openSample } from '../support/texts';
import { pageWith, readPage } from '../support/window';
import { onScreen, ui } from '../support/ui';

describe('before a reload, the pages', () => {
  // Closes what an earlier reload has brought back.
  before(closeEditors);

  onScreen('has the lab behind them, has been on two pages, and has made a report', async () => {
    await vscode.commands.executeCommand(commandId('lab.open'));
    await poll('the lab', () => vscode.window.tabGroups.activeTabGroup.activeTab?.label === 'The Lab');
    // VS Code may show nothing in a tab that covers another one whose page is still coming.
    await ui.inWebview('ai-lab h1').text('ai-lab h1');
    await vscode.commands.executeCommand(commandId('pages.open'), 'families/claude');
    await readPage('Claude');
    await vscode.commands.executeCommand(commandId('pages.open'), 'families/gpt#gpt-4o');
    await readPage('GPT');
    await pageWith('GPT').click('[data-testid="zoom-in"]');
    await openSample('foundation-models.md');
    await vscode.commands.executeCommand(commandId('tokens.count'));
    await readPage('Tokens of foundation-models.md');
  });
});
