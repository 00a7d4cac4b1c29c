import { isRecord } from '../../base/json';
import type { Say } from '../../base/say';
import type { Backend } from '../../chat/backend';
import { ParameterFault, givenParams } from '../../chat/givenParams';
import type { ChatRequest, DialectId } from '../../chat/messages/types';
import { parameterName } from '../../chat/parameters/parameterNames';
import { readOutputSchema } from '../../chat/parameters/outputSchema';
import { readToolChoice, readTools } from '../../chat/parameters/toolDefinitions';
import { changesAnswers } from '../suite/refusals';

type Parameters = Pick<ChatRequest, 'params' | 'tools' | 'toolChoice' | 'outputSchema'>;

export interface ReadParameters {
  readonly taken: Parameters;
  /** Why one of them is not sent. */
  readonly left: readonly string[];
  /** The first without which an answer is another one: nothing is asked. */
  readonly fault?: string;
}

/** The field of each API by which an answer is JSON without a schema. */
const jsonModes: Readonly<Record<DialectId, readonly [name: string, value: unknown] | undefined>> = {
  'chat-completions': ['response_format', { type: 'json_object' }],
  responses: ['text', { format: { type: 'json_object' } }],
  'anthropic-messages': undefined,
};

/** The parameters of a config as a request has them. */
export async function parametersOf(
  config: Readonly<Record<string, unknown>>,
  model: string,
  { backend, dialect }: { readonly backend: Backend; readonly dialect: DialectId },
  say: Say,
): Promise<ReadParameters> {
  const left: string[] = [];
  const faults: string[] = [];
  const words = { say, fieldReason: () => say('it cannot be a field of the request.') };
  const { tools, tool_choice: choice, response_format: format, reasoning, generationConfig, ...plain } = config;
  const offered = new Map<string, unknown>();
  const effort = isRecord(reasoning) && reasoning['effort'] !== undefined ? { effort: reasoning['effort'] } : {};
  const all: Record<string, unknown> = { ...(isRecord(generationConfig) && generationConfig), ...plain, ...effort };
  const { logprobs, top_logprobs: top, ...others } = all;
  for (const [key, value] of Object.entries({ ...others, ...logProbsOf(logprobs, top) }))
    offered.set(parameterName(key) ?? key, value);
  const schema = schemaIn(format);
  const kind = isRecord(format) ? format['type'] : format;
  const jsonMode = kind === 'json_object' ? jsonModes[dialect] : undefined;
  if (jsonMode) offered.set(...jsonMode);
  else if (kind === 'json_object') faults.push(say('response_format: this API has JSON only with a schema.'));
  else if (!schema && kind !== undefined && kind !== 'text') {
    faults.push(say('response_format: it is not written as one of the APIs has it.'));
  }
  const taken = new Map<string, unknown>();
  for (const [name, value] of offered) {
    try {
      await givenParams(new Map([...taken, [name, value]]), model, backend, words, { schema: schema !== undefined });
      taken.set(name, value);
    } catch (error) {
      if (!(error instanceof ParameterFault)) throw error;
      const isNeeded = name === jsonMode?.[0] || changesAnswers(name);
      (isNeeded ? faults : left).push(`${error.parameter}: ${error.message}`);
    }
  }
  const read = tools === undefined ? undefined : readTools(JSON.stringify(tools));
  if (read && 'problem' in read) faults.push(say('tools: they are not written as one of the APIs has them.'));
  const own = read && 'tools' in read && read.tools.length > 0 ? read.tools : undefined;
  return {
    taken: {
      params: await givenParams(taken, model, backend, words, { schema: schema !== undefined }),
      ...(own && { tools: own }),
      ...(own && choice !== undefined && { toolChoice: readToolChoice(choiceName(choice), own) }),
      ...(schema && { outputSchema: schema }),
    },
    left: [...left, ...faults],
    ...(faults[0] !== undefined && { fault: faults[0] }),
  };
}

/** `{logprobs: true, top_logprobs: 2}` of Chat Completions, of which either is enough here: those of the tokens, and so many others. */
function logProbsOf(logprobs: unknown, top: unknown): { readonly logprobs?: unknown } {
  if (logprobs === false) return {};
  const asked = top ?? (logprobs === true ? 0 : logprobs);
  return asked === undefined ? {} : { logprobs: asked };
}

/** `{type: json_schema, json_schema: {name, schema}}` of Chat Completions, or `{type: json_schema, name, schema}` of Responses. */
function schemaIn(format: unknown): ChatRequest['outputSchema'] {
  if (!isRecord(format) || format['type'] !== 'json_schema') return undefined;
  const inside = isRecord(format['json_schema']) ? format['json_schema'] : format;
  const read = readOutputSchema(JSON.stringify(inside['schema'] ?? inside));
  return 'schema' in read ? read.schema : undefined;
}

function choiceName(choice: unknown): string {
  if (typeof choice === 'string') return choice;
  const inside = isRecord(choice) && isRecord(choice['function']) ? choice['function'] : choice;
  return isRecord(inside) && typeof inside['name'] === 'string' ? inside['name'] : '';
}
