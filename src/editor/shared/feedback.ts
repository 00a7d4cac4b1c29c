import { TabInputWebview, commands, window } from 'vscode';
import { viewType } from './contributions';
import { showMessage, showModal } from './messages';
import type { MessageKind } from './messages';
import { say } from './words';

// Rules for the place of feedback. The first that fits applies, and feedback is given only there.
// 1. On the subject of the action, where that is visible: its row, its page, its field. With Undo, a row says what was
//    there.
// 2. In the status bar for a moment (`sayDone`): something is done, and nothing visible shows it.
// 3. In a message with buttons: there is a choice, a finding or an undo, and no place of ours is visible.
//    Also for a failure in something that the user has not asked for.
// 4. In a message without buttons: why a command does nothing. VS Code cuts it after one line, so it has 60 characters
//    at most, not counting the names in it. A longer text gets a button.
// 5. In a modal question: something would be lost for good, or sent to a place that the user has not seen.

const doneMs = 5_000;

/** Says in the status bar that something is done. */
export const sayDone = (message: string): void => void window.setStatusBarMessage(message, doneMs);

/** Shows a message with one button, and calls `run` when the user presses it. */
export async function offer(kind: MessageKind, message: string, button: string, run: () => unknown): Promise<void> {
  if ((await showMessage(kind, message, button)) === button) await run();
}

/** Says that no folder is open, and what a folder is wanted for. */
export const sayNoFolder = (message: string): Promise<void> =>
  offer('Warning', message, say('Open Folder'), () => commands.executeCommand('vscode.openFolder'));

/** Asks before an action that cannot be undone, or that sends something off the machine. */
export const confirm = async (message: string, detail: string, button: string): Promise<boolean> =>
  (await showModal(message, detail, button)) === button;

/** Whether the playground is in front. It shows its providers and their keys. */
export function isPlaygroundInFront(): boolean {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputWebview && input.viewType.endsWith(viewType('playground'));
}
