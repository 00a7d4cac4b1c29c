import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { ui } from './ui';

/** Shows a view of the side bar and folds those beside it: rows for which a view has no room are not in the window. */
export async function showAlone(viewId: string, name: string): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  if (!ui.available) return;
  const others = `.part.sidebar .pane-header.expanded:not(:has(:text-is("${name}")))`;
  await poll('no other view unfolded', async () => {
    if ((await ui.count(others)) === 0) return true;
    await ui.click(others);
    return false;
  });
}
