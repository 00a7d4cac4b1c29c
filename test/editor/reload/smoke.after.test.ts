import * as vscode from 'vscode';
import { poll } from '../poll';

const openTabs = (): string[] => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

describe('after a reload', () => {
  it('shows the file that was open before', async () => {
    await poll('open tabs', openTabs, (labels) => labels.includes('foundation-models.md'));
  });
});
