import { choiceParameters, numberParameters } from '../messages/sampling';

/** The name of the output limit, as the playground has it in its text of parameters and Responses in its body. */
export const limitName = 'max_output_tokens';

/** Our names of parameters, by the names that may be written: ours, camel case, and those of APIs and prompt files. */
const names: ReadonlyMap<string, string> = new Map<string, string>([
  ...['temperature', 'stop', limitName].map((name) => [name, name] as const),
  ...Object.entries({ ...numberParameters, ...choiceParameters }).flatMap(([name, { field }]) => [
    [field, name] as const,
    [name, name] as const,
  ]),
  ...['max_tokens', 'max_completion_tokens', 'maxTokens', 'maxOutputTokens', 'maxCompletionTokens', 'num_predict'].map(
    (name) => [name, limitName] as const,
  ),
  ...['stop_sequences', 'stopSequences'].map((name) => [name, 'stop'] as const),
  ['repeat_penalty', 'repetition_penalty'],
  ['effort', 'reasoning_effort'],
]);

/** Returns our name of a parameter that a prompt or a config names. `undefined`: it is none of ours. */
export const parameterName = (written: string): string | undefined => names.get(written);
