import { commands } from 'vscode';
import type { Disposable } from 'vscode';
import type { WebviewGlossary } from './webviewGlossary';
import { registerCommand } from '../shared/commands';

/** Explain Word at Selection: in the page of ours that the user is in; in an editor it is VS Code's own Show Hover. */
export function registerExplainWord(words: WebviewGlossary): Disposable {
  return registerCommand('glossary.explainWord', async () => {
    if (!words.explainSelection()) await commands.executeCommand('editor.action.showHover');
  });
}
