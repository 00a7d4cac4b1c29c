import type { PromptMessage } from '../../prompts/prompt';
import type { SuitePrompt, SuiteTest } from '../suite';
import { filledText, messagesOf } from './promptText';

/** The messages of a prompt with the values of a test. @throws where it cannot be filled; the message is shown as it is. */
export function renderedPrompt(prompt: SuitePrompt, { vars, prefix = '', suffix = '' }: SuiteTest): PromptMessage[] {
  return messagesOf(filledText(`${prefix}${prompt.source}${suffix}`, vars));
}
