import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { onScreen, ui } from '../ui';

describe('Restricted Mode', () => {
  it('keeps the extension enabled in a folder that nobody trusts', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    assert.ok(extension, 'the extension is disabled');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  onScreen('is what the window says', async () => {
    assert.match(await ui.text('.statusbar'), /Restricted Mode/);
  });
});
