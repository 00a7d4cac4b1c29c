import type { Prompt, PromptForm } from '../prompt';
import { readDotprompt } from './dotprompt';
import { readGithubPrompt } from './githubPrompt';
import { readPromptfooFile } from './promptfooPrompt';
import { readPrompty } from './prompty';
import { readVsCodePrompt } from './vsCodePrompt';

/** The forms that the name of a file says, the longer endings first. promptfoo's prompts have names of any kind. */
const endings: readonly (readonly [ending: string, form: PromptForm])[] = [
  ['.prompt.yml', 'github'],
  ['.prompt.yaml', 'github'],
  ['.prompt.md', 'vscode'],
  ['.prompt', 'dotprompt'],
  ['.prompty', 'prompty'],
];

/** The form of a prompt by the name of its file. Undefined: the name does not say that it is one. */
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

/** Reads a prompt as the name of its file says, or else as one of promptfoo. What cannot be read is a problem at its place. */
export const readPrompt = (file: string, text: string): Prompt =>
  readPromptForm(promptFormOf(file) ?? 'promptfoo', text);
