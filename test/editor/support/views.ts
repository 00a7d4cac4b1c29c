import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { ui } from './ui';

/** A row that has not unfolded by then has lost its click: VS Code drew its list anew. ms. */
const unfoldMs = 3_000;

/** Unfolds a row by a click, and waits until `inside` stands below it. */
export async function unfold(row: string, inside: string): Promise<void> {
  let clickedAt = 0;
  await poll(`${inside} below ${row}`, async () => {
    if ((await ui.count(inside)) > 0) return true;
    if (Date.now() - clickedAt > unfoldMs && (await ui.count(`${row}[aria-expanded="false"]`)) > 0) {
      await ui.click(row);
      clickedAt = Date.now();
    }
    return false;
  });
}

/** To be run after a suite that shows a view: what stands in one of ours, no message and no status bar says elsewhere. */
export const hideViews = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.view.explorer');

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
