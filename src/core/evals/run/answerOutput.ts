import { isRecord } from '../../base/json';
import type { GatheredAnswer } from '../../chat/gatheredAnswer';
import type { JsonObject } from '../../prompts/prompt';
import type { Answer } from './answerCache';

// The output of an answer that checks look at, in the form in which promptfoo passes an answer of Chat Completions.

/** Returns the text; where the model calls tools, its calls, with the text that is beside them. */
export function outputOf({ text, toolCalls }: GatheredAnswer): Pick<Answer, 'output' | 'isCalls'> {
  if (toolCalls.length === 0) return { output: text };
  const calls = toolCalls.map(({ id, name, input }) => ({
    id,
    type: 'function',
    function: { name, arguments: input },
  }));
  const message = { role: 'assistant', content: text, tool_calls: calls };
  return { output: JSON.stringify(text === '' ? calls : message), isCalls: true };
}

/** Whether a request asks for an answer that fits a schema. Such an answer is checked as a value, however it is written. */
export const hasSchema = ({ response_format: format }: JsonObject): boolean =>
  isRecord(format) && format['type'] === 'json_schema';
