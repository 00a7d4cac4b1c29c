import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { poll } from '../poll';
import { ui } from '../ui';
import { inMs, watchWork } from './folders';

/** Watches the extension host while `steps` run, and says how late its event loop was and how long it worked at once. */
export async function delaysDuring(steps: () => Promise<void>): Promise<string> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const work = watchWork();
  delay.enable();
  await steps();
  delay.disable();
  return `event loop late by ${inMs(delay)}; longest stretch of work ${work.stop().toFixed(1)} ms of processor time`;
}

/** Types `text` with the keyboard at the start of each of these lines, and waits until the document has it. */
export async function typeAtLines(editor: vscode.TextEditor, lines: readonly number[], text: string): Promise<void> {
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
