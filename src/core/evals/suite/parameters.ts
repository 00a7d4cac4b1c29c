import { isRecord } from '../../base/json';
import type { JsonObject } from '../../prompts/prompt';
import type { ConfigValue } from './configValue';
import { readsEnvironment, refusalOf } from './refusals';
import type { Reading } from './reading';

/** Parameters of promptfoo's providers that are fields of a request. */
const obeyed = new Set([
  ...['temperature', 'max_tokens', 'max_completion_tokens', 'max_output_tokens', 'maxOutputTokens', 'num_predict'],
  ...['top_p', 'topP', 'top_k', 'topK', 'min_p', 'seed', 'stop', 'stop_sequences', 'stopSequences'],
  ...['frequency_penalty', 'presence_penalty', 'repeat_penalty', 'reasoning_effort', 'reasoning', 'thinking', 'effort'],
  ...['verbosity', 'response_format', 'tools', 'tool_choice', 'top_logprobs', 'service_tier', 'generationConfig'],
]);

/** Of a config of a provider, or of a prompt, what is obeyed. What is in files is loaded. */
export async function obeyedParameters(config: ConfigValue, reading: Reading): Promise<JsonObject> {
  const parameters: [string, unknown][] = [];
  for (const [key, value] of config.fields()) {
    if (!obeyed.has(key)) reading.skip(value, refusalOf(key) ?? 'unknown');
    else if (key === 'generationConfig') parameters.push([key, await obeyedParameters(value, reading)]);
    else if (readsEnvironment(JSON.stringify(value.value))) reading.skip(value, 'environment');
    else {
      const loaded = await loadedFields(value, reading);
      if (loaded !== undefined) parameters.push([key, loaded]);
    }
  }
  return Object.fromEntries(parameters);
}

/** A schema, or tools, may be in a file: as a whole, or as a field. */
async function loadedFields(at: ConfigValue, reading: Reading, depth = 0): Promise<unknown> {
  if (depth > 10) return at.value;
  if (Array.isArray(at.value)) {
    return Promise.all(at.items().map((item) => loadedFields(item, reading, depth + 1)));
  }
  if (isRecord(at.value)) {
    const fields = at
      .fields()
      .map(async ([key, value]) => [key, await loadedFields(value, reading, depth + 1)] as const);
    return Object.fromEntries(await Promise.all(fields));
  }
  const loaded = await reading.loaded(at);
  return 'value' in loaded ? loaded.value.value : undefined;
}
