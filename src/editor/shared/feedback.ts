import { TabInputWebview, window } from 'vscode';
import { viewType } from './contributions';
import { showMessage, showModal } from './messages';
import type { MessageKind } from './messages';

// Where feedback stands, the first of these that fits, and only there:
// 1. On what the action was about, where that is seen: its row, its page, its field. With Undo, a row says what was there.
// 2. In the status bar for a moment (`sayDone`): something is done, and nothing that is seen shows it.
// 3. In a message with buttons: something wants a choice, was found out, or can be undone, and no place of ours is seen.
//    Also what went wrong without anybody having asked for something.
// 4. In a message without buttons: why a command does nothing. VS Code cuts it after one line, so it has 60 characters
//    without the names in it. What needs more gets a button.
// 5. In a modal question: something would be lost for good, or go where nobody has seen it go.

const doneMs = 5_000;

/** Says in the status bar that something is done. */
export const sayDone = (message: string): void => void window.setStatusBarMessage(message, doneMs);

/** Shows a message with one button, and runs what that stands for. */
export async function offer(kind: MessageKind, message: string, button: string, run: () => unknown): Promise<void> {
  if ((await showMessage(kind, message, button)) === button) await run();
}

/** Asks before something that cannot be taken back, or that leaves the machine. */
export const confirm = async (message: string, detail: string, button: string): Promise<boolean> =>
  (await showModal(message, detail, button)) === button;

/** Whether the user looks at the playground. It shows its providers and their keys. */
export function isPlaygroundInFront(): boolean {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof TabInputWebview && input.viewType.endsWith(viewType('playground'));
}
