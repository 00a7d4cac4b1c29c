import { isRecord } from '../../base/json';
import { parameterName } from '../../chat/parameters/parameterNames';
import type { JsonObject } from '../../prompts/prompt';
import type { ConfigValue } from './configValue';
import { changesAnswers, readsEnvironment, refusalOf } from './refusals';
import type { SuiteReading } from './suiteReading';

/** Fields of a request that promptfoo's providers have in addition to the parameters that are known here. */
const others = new Set([
  ...['reasoning', 'thinking', 'response_format', 'tools', 'tool_choice', 'top_logprobs', 'service_tier'],
  'generationConfig',
]);

interface ObeyedParameters {
  readonly parameters: JsonObject;
  /** Why nothing is asked with them, as a part that is left out would change the answer. */
  readonly skip?: string;
}

/** Returns the parameters that are obeyed in a config of a provider or a prompt. Their files are loaded. */
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

/** Loads a schema, or tools, that are in a file, as a whole or as a field. @param onLeft gets why a file is not read */
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
