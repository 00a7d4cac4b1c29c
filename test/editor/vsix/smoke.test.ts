import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the packaged extension', () => {
  it('is installed, not loaded from the repository, and activates', async () => {
    const extension = vscode.extensions.getExtension('ai-field-guide.ai-field-guide');
    assert.ok(extension, 'the extension is not installed');
    assert.match(extension.extensionUri.path, /\/extensions\/ai-field-guide\.ai-field-guide-\d/);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
