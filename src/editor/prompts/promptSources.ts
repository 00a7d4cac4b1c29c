import type { TextDocument } from 'vscode';
import { promptFormOf } from '../../core/prompts/forms/readPrompt';
import { quickPromptSource } from '../../core/prompts/language/promptSource';
import type { PromptSource } from '../../core/prompts/language/promptSource';
import type { PromptForm } from '../../core/prompts/prompt';
import { nameOf } from '../files/paths';
import { promptScheme } from '../shared/contributions';
import { namedPrompts, promptLanguage } from './promptForms';

/** Tells the form of the prompt in a document. `undefined` where it is not a prompt. */
export function formOf({ languageId, uri }: TextDocument): PromptForm | undefined {
  if (languageId === promptLanguage) return 'dotprompt';
  // A preview has the name of its prompt.
  if (uri.scheme === promptScheme) return undefined;
  const form = promptFormOf(nameOf(uri));
  // A file to which another language was given is not taken for Dotprompt.
  if (form !== undefined) return form === 'dotprompt' ? undefined : form;
  return namedPrompts.has(uri) ? 'promptfoo' : undefined;
}

interface Read {
  readonly version: number;
  readonly form: PromptForm | undefined;
  readonly source: PromptSource | undefined;
}

const read = new WeakMap<TextDocument, Read>();

/** Reads an open prompt file, once for each of its versions. `undefined` where it is not a prompt, or is too long. */
export function promptSourceOf(document: TextDocument): PromptSource | undefined {
  const { version } = document;
  const form = formOf(document);
  const before = read.get(document);
  if (before?.version === version && before.form === form) return before.source;
  const source = form && quickPromptSource(document.getText(), form);
  read.set(document, { version, form, source });
  return source;
}
