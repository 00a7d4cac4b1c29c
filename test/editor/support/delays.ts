import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { poll } from '../../support/poll';
import { watchWork } from '../../support/watchWork';
import { ui } from './ui';
import { setSetting } from './clean';
import { inMs } from './folders';

/** The text that is typed at each of four lines. */
export const typedAtLine = 'How many tokens are these 1234 words? ';

/** Watches the extension host while `steps` run, and says how late its event loop was and how long it worked at once. */
export async function delaysDuring(steps: () => Promise<unknown>): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const work = watchWork();
  delay.enable();
  await steps();
  delay.disable();
  return `event loop late by ${inMs(delay)}; longest stretch of work ${work.stop().toFixed(1)} ms of processor time`;
}

/** Types `text` with the keyboard at the start of each of these lines, where the cursor is not yet, and waits until the document has it. */
async function typeAtLines(editor: vscode.TextEditor, lines: readonly number[], text: string): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  for (const line of lines) {
    const start = new vscode.Position(line, 0);
    editor.selection = new vscode.Selection(start, start);
    editor.revealRange(editor.selection);
    // A key that comes before the cursor would type elsewhere.
    await poll(
      'the cursor',
      () => ui.text('[id="status.editor.selection"]'),
      (shown) => new RegExp(`Ln ${line + 1}, Col 1\\b`).test(shown),
    );
    await ui.type(text);
    await poll(
      'the typed text',
      () => editor.document.lineAt(line).text,
      (typed) => typed.startsWith(text),
    );
  }
}

/** Opens a file and types at several places of it. Both go on until what they cause is done, which the caller knows. */
export async function delaysInDocument(
  uri: vscode.Uri,
  untilOpened: () => Promise<unknown>,
  untilCounted: () => Promise<unknown>,
): Promise<{ document: vscode.TextDocument; opening: string; typing: string }> {
  let editor: vscode.TextEditor | undefined;
  const opening = await delaysDuring(async () => {
    editor = await vscode.window.showTextDocument(uri, { preview: false });
    await untilOpened();
  });
  if (!editor) throw new Error(`${uri.path} was not opened.`);
  const opened = editor;
  const lines = [0.01, 0.3, 0.7, 0.99].map((share) => Math.floor(share * opened.document.lineCount));
  const typing = await delaysDuring(async () => {
    await typeAtLines(opened, lines, typedAtLine);
    await untilCounted();
  });
  return { document: opened.document, opening, typing };
}

/**
 * Turns off what else works in the extension host: merge-conflict and the links of an editor read a whole document, 50 ms
 * for 10 MB; git and the search for open ports start processes.
 */
export async function quietHost(): Promise<void> {
  await setSetting('merge-conflict.codeLens.enabled', false);
  await setSetting('merge-conflict.decorators.enabled', false);
  await setSetting('editor.links', false);
  await setSetting('git.enabled', false);
  await setSetting('remote.autoForwardPorts', false);
}
