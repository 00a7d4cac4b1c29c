import * as vscode from 'vscode';
import { commandIds } from '../../../src/editor/shared/contributions';
import { openSample } from '../support/texts';
import { pageWith, readPage } from '../support/window';
import { onScreen } from '../support/ui';

describe('before a reload, the pages', () => {
  onScreen('has been on two pages, and has made a report', async () => {
    await vscode.commands.executeCommand(commandIds.openPage, 'families/claude');
    await readPage('Claude');
    await vscode.commands.executeCommand(commandIds.openPage, 'families/gpt#gpt-4o');
    await readPage('GPT');
    await pageWith('GPT').click('[data-testid="zoom-in"]');
    await openSample('foundation-models.md');
    await vscode.commands.executeCommand(commandIds.countTokens);
    await readPage('Tokens of foundation-models.md');
  });
});
