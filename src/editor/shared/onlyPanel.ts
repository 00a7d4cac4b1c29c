import { TabInputWebview, ViewColumn, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { viewType } from './contributions';
import type { ViewTypeName } from './contributions';

/**
 * Makes a tab of a kind that exists once in a window. After a reload, VS Code restores a tab only when it is shown: a
 * tab behind another one has no panel yet, and would be the second of its kind. The new tab replaces it.
 * `takesFocus` moves the focus to the tab, as VS Code does by default.
 */
export function createOnlyPanel(
  name: ViewTypeName,
  title: string,
  column: ViewColumn,
  takesFocus = true,
): WebviewPanel {
  const waiting = window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof TabInputWebview && input.viewType.endsWith(viewType(name)));
  const place = column === ViewColumn.Active ? (waiting[0]?.group.viewColumn ?? column) : column;
  const panel = window.createWebviewPanel(
    viewType(name),
    title,
    { viewColumn: place, preserveFocus: !takesFocus },
    { enableFindWidget: true },
  );
  if (waiting.length > 0) void window.tabGroups.close(waiting);
  return panel;
}
