import { isRecord, parseJson } from '../../base/json';
import { samplingValues } from '../../chat/messages/sampling';
import { readOutputSchema } from '../../chat/parameters/outputSchema';
import { readTools } from '../../chat/parameters/toolDefinitions';
import type { JsonObject } from '../../prompts/prompt';
import { readsEnvironment } from './refusals';

/** Settings with which the playground asked for an answer. */
export interface TurnTarget {
  /** `null`: left to the provider. */
  readonly temperature: number | null;
  readonly maxOutputTokens: number | null;
  /** These fields are texts as they were typed. */
  readonly sampling?: string;
  readonly tools?: string;
  readonly toolChoice?: string;
  readonly schema?: string;
  readonly bodyFields?: string;
}

/** The parts of a turn that a suite does not have. */
export type TurnLoss = 'earlier' | 'images' | 'documents' | 'tools' | 'schema' | 'fields';

/** Returns the config of the provider of a suite, with promptfoo's names, and the parts that it cannot hold. */
export function turnConfig(target: TurnTarget): { readonly config: JsonObject; readonly lost: readonly TurnLoss[] } {
  const { temperature, maxOutputTokens, sampling = '', bodyFields = '' } = target;
  const { logprobs, ...drawn } = samplingValues(sampling);
  const [tools, format] = [toolsIn(target), formatIn(target)];
  const isLost = { tools: tools === 'lost', schema: format === 'lost', fields: bodyFields.trim() !== '' };
  return {
    config: {
      ...(temperature !== null && { temperature }),
      ...(maxOutputTokens !== null && { max_tokens: maxOutputTokens }),
      ...drawn,
      ...(logprobs !== undefined && { logprobs: true, ...(Number(logprobs) > 0 && { top_logprobs: logprobs }) }),
      ...(tools !== 'lost' && tools),
      ...(format !== 'lost' && format),
    },
    lost: (['tools', 'schema', 'fields'] as const).filter((each) => isLost[each]),
  };
}

function toolsIn({ tools: text = '', toolChoice = '' }: TurnTarget): JsonObject | 'lost' {
  const read = readTools(text);
  if ('problem' in read) return 'lost';
  if (read.tools.length === 0) return {};
  const tools = read.tools.map(({ name, description, parameters, strict }) => ({
    type: 'function',
    function: {
      ...{ name, ...(description !== undefined && { description }), parameters },
      ...(typeof strict === 'boolean' && { strict }),
    },
  }));
  const isNamed = read.tools.some(({ name }) => name === toolChoice);
  const choice = isNamed ? { type: 'function', function: { name: toolChoice } } : toolChoice;
  return isPlain(tools) ? { tools, ...(choice !== '' && { tool_choice: choice }) } : 'lost';
}

function formatIn({ schema: text = '' }: TurnTarget): JsonObject | 'lost' {
  const read = readOutputSchema(text);
  if ('problem' in read) return 'lost';
  if (!read.schema) return {};
  // The schema is written as it was typed, as its reader may have taken a name out of it.
  const { name } = read.schema;
  const json_schema = { name, schema: parseJson(text) };
  return isPlain(json_schema) ? { response_format: { type: 'json_schema', json_schema } } : 'lost';
}

/** Whether a value means nothing but itself in a config, as no part of it names a file or the environment. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !/^(?:file|package):/.test(value) && !readsEnvironment(value);
  if (Array.isArray(value)) return value.every(isPlain);
  if (!isRecord(value)) return true;
  const { $ref } = value;
  // In a config, a `$ref` may stand for another place of the config.
  const isOfSchema = typeof $ref !== 'string' || /^#(?:$|\/(?:\$defs|definitions|properties|items)(?:\/|$))/.test($ref);
  return isOfSchema && Object.entries(value).flat().every(isPlain);
}
