import { QuickInputButtons } from 'vscode';
import type { InputBox, QuickInputButton, QuickPick, QuickPickItem } from 'vscode';

/** Which question of several. */
export interface QuestionStep {
  readonly at: number;
  /** `undefined` while the answers decide how many there are: a total that jumps says less than none. */
  readonly of: number | undefined;
}

/** Numbers the question where there are several and it is known how many, and leads back from the second on. */
export function showStep(box: InputBox | QuickPick<QuickPickItem>, step: QuestionStep | undefined): void {
  if (step?.of !== undefined && step.of > 1) {
    box.step = step.at;
    box.totalSteps = step.of;
  }
  const buttons: QuickInputButton[] = step && step.at > 1 ? [QuickInputButtons.Back] : [];
  box.buttons = buttons;
}
