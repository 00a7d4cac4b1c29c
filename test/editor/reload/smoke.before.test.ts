import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../poll';

const openTabs = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('before a reload', () => {
  it('opens a file that the window is to remember', async () => {
    assert.deepEqual(openTabs(), []);
    const [file] = await vscode.workspace.findFiles('foundation-models.md');
    assert.ok(file);
    await vscode.window.showTextDocument(file, { preview: false });
    await poll('open tabs', openTabs, (labels) => labels.includes('foundation-models.md'));
  });
});
