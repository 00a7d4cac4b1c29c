import type { Prompt, PromptForm } from '../prompt';
import { readDotprompt } from './dotprompt';
import { readGithubPrompt } from './githubPrompt';
import { readPromptfooFile } from './promptfooPrompt';
import { readPrompty } from './prompty';
import { readVsCodePrompt } from './vsCodePrompt';

/** The forms by the ending of a file name, the longer endings first. Prompts of promptfoo may have any name. */
const endings: readonly (readonly [ending: string, form: PromptForm])[] = [
  ['.prompt.yml', 'github'],
  ['.prompt.yaml', 'github'],
  ['.prompt.md', 'vscode'],
  ['.prompt', 'dotprompt'],
  ['.prompty', 'prompty'],
];

/**
 * Returns the form of a prompt by the name of its file; `undefined` where the name does not tell that it is a prompt.
 */
export function promptFormOf(file: string): PromptForm | undefined {
  const name = file.toLowerCase();
  return endings.find(([ending]) => name.endsWith(ending))?.[1];
}

const readers: Readonly<Record<PromptForm, (text: string) => Prompt>> = {
  dotprompt: (text) => readDotprompt(text),
  prompty: (text) => readPrompty(text).prompt,
  github: readGithubPrompt,
  vscode: readVsCodePrompt,
  promptfoo: readPromptfooFile,
};

export const readPromptForm = (form: PromptForm, text: string): Prompt => readers[form](text);

/**
 * Reads a prompt in the form that its file name indicates, or else as one of promptfoo. Parts that cannot be read are
 * problems at their places.
 */
export const readPrompt = (file: string, text: string): Prompt =>
  readPromptForm(promptFormOf(file) ?? 'promptfoo', text);
