import { isRecord } from '../../base/json';
import type { JsonObject } from '../../prompts/prompt';
import type { ConfigValue } from './configValue';
import { readsEnvironment, refusalOf } from './refusals';
import type { Reading } from './reading';

/** Parameters of promptfoo's providers that are fields of a request. */
const obeyed = new Set([
  ...[
    'temperature',
    'max_tokens',
    'maxTokens',
    'max_completion_tokens',
    'max_output_tokens',
    'maxOutputTokens',
    'num_predict',
  ],
  ...['top_p', 'topP', 'top_k', 'topK', 'min_p', 'seed', 'stop', 'stop_sequences', 'stopSequences'],
  ...['frequency_penalty', 'presence_penalty', 'repeat_penalty', 'reasoning_effort', 'reasoning', 'thinking', 'effort'],
  ...['verbosity', 'response_format', 'tools', 'tool_choice', 'top_logprobs', 'service_tier', 'generationConfig'],
]);

/** What makes another answer, and is no field that is sent: without it the checks would be of something else. */
const shaping = new Set([
  ...[
    'instructions',
    'system',
    'systemPrompt',
    'system_prompt',
    'systemInstruction',
    'system_instruction',
    'passthrough',
  ],
  ...['functions', 'function_call', 'toolConfig', 'tool_config', 'responseFormat', 'responseSchema', 'response_schema'],
]);

interface Obeyed {
  readonly parameters: JsonObject;
  /** Why nobody is to be asked with these alone. */
  readonly skip?: string;
}

/** Of a config of a provider, or of a prompt, what is obeyed. What is in files is loaded. */
export async function obeyedParameters(config: ConfigValue, reading: Reading): Promise<Obeyed> {
  const parameters: [string, unknown][] = [];
  let skip: string | undefined;
  const onLeft = (why: string): void => void (skip ??= why);
  for (const [key, value] of config.fields()) {
    if (!obeyed.has(key)) {
      const why = reading.skip(value, refusalOf(key) ?? 'unknown');
      if (shaping.has(key)) onLeft(why);
    } else if (key === 'generationConfig') {
      const inner = await obeyedParameters(value, reading);
      parameters.push([key, inner.parameters]);
      skip ??= inner.skip;
    } else if (readsEnvironment(JSON.stringify(value.value))) reading.skip(value, 'environment');
    else parameters.push([key, await loadedFields(value, reading, onLeft)]);
  }
  return { parameters: Object.fromEntries(parameters), ...(skip !== undefined && { skip }) };
}

/** A schema, or tools, may be in a file: as a whole, or as a field. */
async function loadedFields(
  at: ConfigValue,
  reading: Reading,
  onLeft: (why: string) => void,
  depth = 0,
): Promise<unknown> {
  if (depth > 10) return at.value;
  const inner = (item: ConfigValue): Promise<unknown> => loadedFields(item, reading, onLeft, depth + 1);
  if (Array.isArray(at.value)) return Promise.all(at.items().map(inner));
  if (isRecord(at.value)) {
    const fields = at.fields().map(async ([key, value]) => [key, await inner(value)] as const);
    return Object.fromEntries(await Promise.all(fields));
  }
  const loaded = await reading.loaded(at);
  if ('value' in loaded) return loaded.value.value;
  onLeft(loaded.why);
  return undefined;
}
