import * as vscode from 'vscode';
import { commandId, viewId } from '../../../src/editor/shared/contributions';
import { ui } from './ui';

export const tree = '.pane-body .monaco-list';
export const row = (label: string): string =>
  `${tree} .monaco-list-row:has(.monaco-icon-name-container :text-is("${label}"))`;

/** Shows the tree as it begins, with the room of the card below it: rows out of sight are not in the window. */
export async function showTree(): Promise<void> {
  await vscode.commands.executeCommand(`${viewId('models')}.focus`);
  await vscode.commands.executeCommand(`workbench.actions.treeView.${viewId('models')}.collapseAll`);
  const card = '.pane-header.expanded:has(:text-is("Glossary Card"))';
  if (ui.available && (await ui.count(card)) > 0) await ui.click(card);
}

/** Makes the children of a row visible. */
export async function expand(label: string): Promise<void> {
  await ui.text(row(label));
  if ((await ui.count(`${row(label)}[aria-expanded="false"]`)) > 0) await ui.click(row(label));
  await ui.text(`${row(label)}[aria-expanded="true"]`);
}

/** Brings a model into sight, with its facts: a family has more of them than the view has room for. @returns its row. */
export async function showModel(id: string, name: string): Promise<string> {
  await vscode.commands.executeCommand(commandId('models.showInTree'), id);
  await ui.text(`${row(name)}.selected`);
  return row(name);
}
