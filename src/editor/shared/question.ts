import { Disposable, QuickInputButtons } from 'vscode';
import type { InputBox, QuickInput, QuickInputButton, QuickPick, QuickPickItem } from 'vscode';

/** The place of a question among several. */
export interface QuestionStep {
  readonly at: number;
  /** `undefined` while the answers decide the number: a total that jumps says less than none. */
  readonly of: number | undefined;
}

/**
 * Numbers the question where there are several and their number is known. From the second on, it shows a button that
 * leads back.
 */
export function showStep(box: InputBox | QuickPick<QuickPickItem>, step: QuestionStep | undefined): void {
  if (step?.of !== undefined && step.of > 1) {
    box.step = step.at;
    box.totalSteps = step.of;
  }
  const buttons: QuickInputButton[] = step && step.at > 1 ? [QuickInputButtons.Back] : [];
  box.buttons = buttons;
}

/**
 * Shows a box, and waits for the answer that one of its listeners gives; `undefined` when the user leaves without one.
 * The box is disposed of then.
 */
export function answerOf<T>(
  box: QuickInput,
  listen: (answer: (given: T) => void) => readonly Disposable[],
): Promise<T | undefined> {
  return new Promise((resolve) => {
    const answer = (given: T | undefined): void => {
      resolve(given);
      listeners.dispose();
    };
    const listeners = Disposable.from(
      box,
      ...listen(answer),
      box.onDidHide(() => answer(undefined)),
    );
    box.show();
  });
}
