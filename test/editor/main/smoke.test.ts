import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll, pollFor } from '../../support/poll';
import { onScreen, ui } from '../support/ui';

describe('the editor', () => {
  it('opens the samples in a trusted window', () => {
    assert.equal(vscode.workspace.isTrusted, true);
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.name, 'samples');
  });

  it('activates the extension', async () => {
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    assert.ok(extension, 'the extension is not there');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  onScreen('opens a file the way a user does @deep', async () => {
    await ui.openFile('foundation-models.md');
    const activeFile = (): string => vscode.window.activeTextEditor?.document.fileName ?? '';
    await poll('the active file', activeFile, (name) => name.endsWith('foundation-models.md'));
    await pollFor(() => ui.text('.tab.active'), /foundation-models/);
  });
});
