import { TabInputNotebook, TabInputText, TabInputTextDiff, commands, window, workspace } from 'vscode';
import type { NotebookDocument, TextDocument, TextEditor, Uri } from 'vscode';
import type { CountedUnit } from '../../core/tokens/counting/describeCount';
import { ActiveDocument } from './activeDocument';
import { showMessage } from './messages';
import { say } from './words';

/**
 * Whether a text is one that VS Code itself writes below the editors: the Output panel or the line of the debug console.
 * Such texts are no prompts.
 */
export const isPanelText = ({ scheme, path }: Uri): boolean =>
  scheme === 'output' || (scheme === 'debug' && path === 'replinput');

/**
 * Finds the editor whose text is counted: the active one, search editors included. While the Output panel has the focus,
 * it is the one in the editor area.
 */
export function countedEditor(): TextEditor | undefined {
  const active = window.activeTextEditor;
  if (!active || !isPanelText(active.document.uri)) return active;
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const shown =
    input instanceof TabInputTextDiff ? input.modified : input instanceof TabInputText ? input.uri : undefined;
  return window.visibleTextEditors.find(({ document }) => document.uri.toString() === shown?.toString());
}

/** Follows the counted editor by the events of this window. */
export const followCountedEditor = (): ActiveDocument =>
  new ActiveDocument({
    editor: countedEditor,
    onDidChangeActive: window.onDidChangeActiveTextEditor,
    onDidChangeNotebook: window.onDidChangeActiveNotebookEditor,
    onDidChangeSeen: window.onDidChangeVisibleTextEditors,
    onDidSelect: window.onDidChangeTextEditorSelection,
    onDidScroll: window.onDidChangeTextEditorVisibleRanges,
    onDidEdit: workspace.onDidChangeTextDocument,
    onDidOpen: workspace.onDidOpenTextDocument,
  });

/** Tells the unit that a document is to the user: VS Code makes a document of each cell of a notebook. */
export const unitOf = ({ uri }: TextDocument): CountedUnit =>
  uri.scheme === 'vscode-notebook-cell' ? 'cell' : 'document';

/**
 * Says why there is no text to count or to show, and what to do. VS Code gives extensions no text of binary and of
 * large files.
 */
export function noTextWords(): string {
  const tab = window.tabGroups.activeTabGroup.activeTab;
  if (!tab) return say('No text editor is open. Open a text file first.');
  if (tab.input instanceof TabInputText) {
    return say('VS Code shows no text of "{0}": it is large or not text.', tab.label);
  }
  return tab.input instanceof TabInputNotebook
    ? say('Click into a cell of "{0}" first.', tab.label)
    : say('"{0}" is not open as text. Open a text file first.', tab.label);
}

/** Returns the file of the active tab where VS Code shows a text, but gives none to extensions. */
export function unopenedFile(): Uri | undefined {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputText && input.uri.scheme !== 'untitled' ? input.uri : undefined;
}

/** Returns the active notebook, while the user is in none of its cells and there is no cursor. */
export const notebookWithoutCursor = (): NotebookDocument | undefined =>
  window.activeTextEditor ? undefined : window.activeNotebookEditor?.notebook;

/** Says why there is no text or no cursor, with a button that makes one where VS Code can. */
export async function sayNoText(): Promise<void> {
  const enter = say('Enter the Cell');
  const buttons = notebookWithoutCursor() ? [enter] : [];
  const chosen = await showMessage('Warning', noTextWords(), ...buttons);
  if (chosen === enter) await commands.executeCommand('notebook.cell.edit');
}
