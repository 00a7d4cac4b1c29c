import { commands } from 'vscode';
import { stepKeys } from './contributions';
import type { Step } from './contributions';

/**
 * Tells the walkthrough that the user has done it. VS Code keeps which steps are done; to tell it again changes nothing.
 * Commands would not do: one that was run may have failed, and most things are done in more ways than by a command.
 */
export function stepDone(step: Step): void {
  void commands.executeCommand('setContext', stepKeys[step], true);
}
