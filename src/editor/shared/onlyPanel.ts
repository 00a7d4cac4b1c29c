import { TabInputWebview, ViewColumn, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { viewType } from './contributions';
import type { ViewTypeName } from './contributions';

/**
 * Makes the tab of a kind that a window has once. VS Code brings a tab back after a reload only when it is shown: one that is
 * behind another one has no panel yet, and would be the second of its kind. The new tab takes its place.
 * `takesFocus`: as VS Code does it.
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
