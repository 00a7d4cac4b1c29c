import { isRecord } from '../../base/json';
import { parameterName } from '../../chat/parameters/parameterNames';
import type { JsonObject } from '../../prompts/prompt';
import type { ConfigValue } from './configValue';
import { changesAnswers, readsEnvironment, refusalOf } from './refusals';
import type { SuiteReading } from './suiteReading';

/** Fields of a request that promptfoo's providers have besides parameters of ours. */
const others = new Set([
  ...['reasoning', 'thinking', 'response_format', 'tools', 'tool_choice', 'top_logprobs', 'service_tier'],
  'generationConfig',
]);

interface ObeyedParameters {
  readonly parameters: JsonObject;
  /** Why nothing is asked with them: without what is left out, an answer is another one. */
  readonly skip?: string;
}

/** Of a config of a provider, or of a prompt, what is obeyed. What is in files is loaded. */
export async function obeyedParameters(config: ConfigValue, reading: SuiteReading): Promise<ObeyedParameters> {
  const parameters: [string, unknown][] = [];
  let skip: string | undefined;
  for (const [key, value] of config.fields()) {
    if (parameterName(key) === undefined && !others.has(key)) {
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
  reading: SuiteReading,
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
