import { window } from 'vscode';
import { writeBelow } from './messages';
import { answerOf, showStep } from './question';
import type { QuestionStep } from './question';
import { back } from './rankedPick';

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  /** Replaces the prompt once it is known. */
  readonly promptLater?: Promise<string>;
  readonly value?: string;
  /** The part of `value` that is selected for replacement; without it, all of it. */
  readonly selected?: string | undefined;
  readonly placeholder?: string;
  readonly step?: QuestionStep;
  /** Shows dots for what is typed. */
  readonly isSecret?: boolean;
  /** Says what is wrong with the typed text, which is not accepted then. */
  readonly problemOf?: (typed: string) => string | undefined;
  /** Gives a hint on the typed text, which is accepted all the same. */
  readonly hintOf?: (typed: string) => string | undefined;
}

/** Asks for one line. `undefined` when the user leaves without an answer, `back` for the question before. */
export function askText(question: TextQuestion): Promise<string | typeof back | undefined> {
  const box = window.createInputBox();
  box.title = question.title;
  let { prompt } = question;
  box.value = question.value ?? '';
  const at = question.selected === undefined ? -1 : box.value.indexOf(question.selected);
  if (at >= 0) box.valueSelection = [at, at + (question.selected ?? '').length];
  box.placeholder = question.placeholder;
  box.password = question.isSecret ?? false;
  box.ignoreFocusOut = true; // The user may copy an address or a key from elsewhere.
  showStep(box, question.step);
  const show = (): void => {
    writeBelow(box, prompt, question.problemOf?.(box.value), question.hintOf?.(box.value));
  };
  // No problem is shown before the user has typed.
  writeBelow(box, prompt, undefined, box.value === '' ? undefined : question.hintOf?.(box.value));
  question.promptLater?.then(
    (later) => {
      prompt = later;
      if (box.value === '') writeBelow(box, prompt);
      else show();
    },
    () => undefined, // The prompt stays.
  );
  return answerOf<string | typeof back>(box, (answer) => [
    box.onDidChangeValue(show),
    box.onDidAccept(() => {
      show();
      if (question.problemOf?.(box.value) === undefined) answer(box.value.trim());
    }),
    box.onDidTriggerButton(() => answer(back)),
  ]);
}
