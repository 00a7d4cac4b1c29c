import { InputBoxValidationSeverity, window } from 'vscode';
import type { CancellationToken, InputBox, InputBoxOptions, Progress, ProgressOptions } from 'vscode';

// VS Code makes a link of [words](command:…), which runs that command, in a message, in the title and steps of a
// progress, and below an input. Names, settings, titles and texts of others appear there, and must not become links. So
// no other file shows such a text: lint refuses it (`words/inert`).

/** Returns the text without links. */
export const inert = (text: string): string => text.replaceAll('](', '] (');

export type MessageKind = 'Information' | 'Warning' | 'Error';

/** Shows a message, and returns the button that the user chose. */
export const showMessage = <Button extends string>(
  kind: MessageKind,
  message: string,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> => window[`show${kind}Message`](inert(message), ...buttons);

/** Shows a warning that the user has to answer. */
export const showModal = <Button extends string>(
  message: string,
  detail: string | undefined,
  ...buttons: readonly Button[]
): Thenable<Button | undefined> => {
  const options = { modal: true, ...(detail !== undefined && { detail: inert(detail) }) };
  return window.showWarningMessage(inert(message), options, ...buttons);
};

type Step = Parameters<Progress<{ message?: string; increment?: number }>['report']>[0];

/** Shows the progress of a task. */
export const showProgress = <T>(
  options: ProgressOptions & { readonly title?: string },
  work: (report: (step: Step) => void, cancel: CancellationToken) => Thenable<T>,
): Thenable<T> =>
  window.withProgress(inertIn(options, 'title'), (progress, cancel) =>
    work((step) => progress.report(inertIn(step, 'message')), cancel),
  );

const inertIn = <Key extends string, T extends { readonly [K in Key]?: string }>(texts: T, key: Key): T => {
  const text = texts[key];
  return text === undefined ? texts : { ...texts, [key]: inert(text) };
};

/** Asks for a line of text. */
export const showInput = ({ problemOf, ...options }: InputQuestion): Thenable<string | undefined> =>
  window.showInputBox({
    ...inertIn(options, 'prompt'),
    ...(problemOf && {
      validateInput: (typed: string) => {
        const problem = problemOf(typed);
        return problem === undefined ? undefined : inert(problem);
      },
    }),
  });

interface InputQuestion extends Omit<InputBoxOptions, 'validateInput'> {
  /** Says what is wrong with the typed text, which is not accepted then. */
  readonly problemOf?: (typed: string) => string | undefined;
}

/** Writes below an input its purpose, and a problem with the typed text, or else a hint on it. */
export function writeBelow(box: InputBox, prompt: string, problem?: string, hint?: string): void {
  box.prompt = inert(prompt);
  if (problem !== undefined) box.validationMessage = inert(problem);
  else if (hint === undefined) box.validationMessage = undefined;
  else box.validationMessage = { message: inert(hint), severity: InputBoxValidationSeverity.Info };
}
