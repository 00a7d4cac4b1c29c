import { isRecord } from '../../base/json';
import type { JsonObject } from '../../prompts/prompt';
import type { ConfigValue } from './configValue';
import { changesAnswers, readsEnvironment, refusalOf } from './refusals';
import type { Reading } from './reading';

/** Parameters of promptfoo's providers that are fields of a request. */
const obeyed = new Set([
  ...['temperature', 'max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxOutputTokens', 'num_predict'],
  ...['maxTokens'],
  ...['top_p', 'topP', 'top_k', 'topK', 'min_p', 'seed', 'stop', 'stop_sequences', 'stopSequences'],
  ...['frequency_penalty', 'presence_penalty', 'repeat_penalty', 'reasoning_effort', 'reasoning', 'thinking', 'effort'],
  ...[
    'verbosity',
    'response_format',
    'tools',
    'tool_choice',
    'logprobs',
    'top_logprobs',
    'service_tier',
    'generationConfig',
  ],
]);

interface ObeyedParameters {
  readonly parameters: JsonObject;
  /** Why nothing is asked with them: without what is left out, an answer is another one. */
  readonly skip?: string;
}

/** Of a config of a provider, or of a prompt, what is obeyed. What is in files is loaded. */
export async function obeyedParameters(config: ConfigValue, reading: Reading): Promise<ObeyedParameters> {
  const parameters: [string, unknown][] = [];
  let skip: string | undefined;
  for (const [key, value] of config.fields()) {
    if (!obeyed.has(key)) {
      const why = reading.skip(value, refusalOf(key) ?? 'unknown');
      if (changesAnswers(key)) skip ??= why;
    } else if (key === 'generationConfig') {
      const inner = await obeyedParameters(value, reading);
      parameters.push([key, inner.parameters]);
      skip ??= inner.skip;
    } else if (readsEnvironment(JSON.stringify(value.value))) skip ??= reading.skip(value, 'environment');
    else parameters.push([key, await loadedFields(value, reading, (why) => (skip ??= why))]);
  }
  return { parameters: Object.fromEntries(parameters), ...(skip !== undefined && { skip }) };
}

/** A schema, or tools, may be in a file: as a whole, or as a field. @param onLeft of a file that is not read, why */
async function loadedFields(
  at: ConfigValue,
  reading: Reading,
  onLeft: (why: string) => void,
  depth = 0,
): Promise<unknown> {
  if (depth > 10) return at.value;
  if (Array.isArray(at.value)) {
    return Promise.all(at.items().map((item) => loadedFields(item, reading, onLeft, depth + 1)));
  }
  if (isRecord(at.value)) {
    const fields = at
      .fields()
      .map(async ([key, value]) => [key, await loadedFields(value, reading, onLeft, depth + 1)] as const);
    return Object.fromEntries(await Promise.all(fields));
  }
  const loaded = await reading.loaded(at);
  if ('value' in loaded) return loaded.value.value;
  onLeft(loaded.why);
  return undefined;
}
