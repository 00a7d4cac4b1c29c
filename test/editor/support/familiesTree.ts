import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { ui } from './ui';
import { clickUntil, showAlone } from './views';

export const tree = '.pane-body .monaco-list';
export const row = (label: string): string =>
  `${tree} .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;

/** Shows the tree as it begins. */
export async function showTree(): Promise<void> {
  await showAlone(viewId('models'), 'Model Families');
  await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
}

/** Makes the children of a row visible. */
export async function expand(label: string): Promise<void> {
  await ui.text(row(label));
  const isExpanded = (): Promise<number> => ui.count(`${row(label)}[aria-expanded="true"]`);
  await clickUntil(`${row(label)}[aria-expanded="false"]`, `${label} unfolded`, isExpanded);
}

/** Brings a model into sight, with its facts: a family has more of them than the view has room for. @returns its row. */
export async function showModel(id: string, name: string): Promise<string> {
  await vscode.commands.executeCommand(commandId('models.showInTree'), id);
  await ui.text(`${row(name)}.selected`);
  return row(name);
}
