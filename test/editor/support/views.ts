import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { ui } from './ui';
import { untilAnswered } from './window';

/** A click that has led to nothing by then is lost: VS Code drew its list anew, or another row stood there. ms. */
const clickMs = 3_000;

/** Clicks a row until what it leads to is there. */
export async function clickUntil(row: string, what: string, isThere: () => unknown): Promise<void> {
  let clickedAt = 0;
  await poll(what, async () => {
    if (await isThere()) return true;
    if (Date.now() - clickedAt > clickMs && (await ui.count(row)) > 0) {
      // It may have changed by now, too: then the next look tells.
      await ui.click(row).catch(() => undefined);
      clickedAt = Date.now();
    }
    return false;
  });
}

/** Unfolds a row, and waits until `inside` stands below it. */
export const unfold = (row: string, inside: string): Promise<void> =>
  // A second click on one that is unfolded would fold it.
  clickUntil(`${row}[aria-expanded="false"]`, `${inside} below ${row}`, () => ui.count(inside));

/** To be run after a suite that shows a view: what stands in one of ours, no message and no status bar says elsewhere. */
export const hideViews = (): Thenable<unknown> => vscode.commands.executeCommand('workbench.view.explorer');

/**
 * Shows a view of the side bar and folds those beside it: rows for which a view has no room are not in the window. VS Code reads
 * its rows then, and mostly has given them the focus once more when this ends: a list that is open then would be closed.
 */
export async function showAlone(viewId: string, name: string): Promise<void> {
  await vscode.commands.executeCommand(`${viewId}.focus`);
  if (!ui.available) return;
  const others = `.part.sidebar .pane-header.expanded:not(:has(:text-is("${name}")))`;
  await poll('no other view unfolded', async () => {
    if ((await ui.count(others)) === 0) return true;
    await ui.click(others);
    return false;
  });
  await untilAnswered();
}
