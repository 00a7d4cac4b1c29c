import type { TextDocument } from 'vscode';
import { quickPromptSource } from '../../core/prompts/language/promptSource';
import type { Prompt } from '../../core/prompts/prompt';
import { committedText } from '../files/gitApi';
import { formOf } from './promptSources';

/** Reads the prompt of the last commit; `undefined` where the text is the same, or there is no commit of it. */
export async function committedPrompt(document: TextDocument): Promise<Prompt | undefined> {
  const text = await committedText(document);
  return text === undefined || text === document.getText()
    ? undefined
    : quickPromptSource(text, formOf(document))?.prompt;
}
