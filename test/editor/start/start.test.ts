import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { onScreen, ui } from '../support/ui';

describe('the first window of npm start', () => {
  onScreen('begins with the walkthrough beside the sample article', async () => {
    await ui.text('.gettingStartedContainer .step-title:has-text("Rest the mouse on a word")');
    const columns = await poll(
      'two columns',
      () => vscode.window.tabGroups.all.map(({ tabs }) => tabs.map(({ label }) => label)),
      (groups) => groups.length === 2 && groups.every((tabs) => tabs.length === 1),
    );
    if (columns[1]?.[0] !== 'foundation-models.md') throw new Error(`beside it stands ${columns[1]?.join() ?? ''}`);
    await ui.text('.editor-instance .view-line:has-text("Foundation models: a field guide")');
    await ui.screenshot('start');
  });
});
