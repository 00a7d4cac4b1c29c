import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { gridViewType } from '../../../src/editor/shared/contributions';
import { poll } from '../../support/poll';
import { evalCell, resultsText } from '../../support/evalCells';
import { workspaceFolder } from '../support/clean';
import { onScreen, ui } from '../support/ui';

const page = ui.inWebview('ai-grid main');

describe('the grid of a run', () => {
  const file = vscode.Uri.joinPath(workspaceFolder(), 'answers.eval.jsonl');
  const write = (count: number): Thenable<void> => {
    const cells = Array.from({ length: count }, (_, test) => evalCell({ test, vars: { question: `Why ${test}?` } }));
    return vscode.workspace.fs.writeFile(file, new TextEncoder().encode(resultsText(cells)));
  };
  afterEach(() => vscode.workspace.fs.delete(file));

  onScreen('opens a file of results, follows it, and shows a cell whole', async () => {
    await write(1);
    await vscode.commands.executeCommand('vscode.open', file);
    const tab = await poll('the tab', () => vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.ok(tab.input instanceof vscode.TabInputCustom && tab.input.viewType === gridViewType);
    await page.text('.cell .verdict');
    await write(3);
    await poll(
      'three rows',
      () => page.count('.cell .verdict'),
      (count) => count === 3,
    );
    await page.click('#cell-2-0');
    await poll(
      'the values',
      () => page.text('aside dl'),
      (text) => text.includes('Why 2?'),
    );
    await ui.picture('eval-grid');
  });
});
