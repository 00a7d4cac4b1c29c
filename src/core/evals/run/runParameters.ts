import { isRecord } from '../../base/json';
import type { Say } from '../../base/say';
import type { Backend } from '../../chat/backend';
import { ParameterFault, givenParams } from '../../chat/givenParams';
import type { ChatRequest, DialectId } from '../../chat/messages/chatTypes';
import { parameterName } from '../../chat/parameters/parameterNames';
import { readOutputSchema } from '../../chat/parameters/outputSchema';
import { readToolChoice, readTools } from '../../chat/parameters/toolDefinitions';
import { changesAnswers } from '../suite/refusals';

type Parameters = Pick<ChatRequest, 'params' | 'tools' | 'toolChoice' | 'outputSchema'>;

export interface ReadParameters {
  readonly taken: Parameters;
  /** Reasons for parameters that are not sent. */
  readonly left: readonly string[];
  /** The first of these reasons for a parameter that changes answers. Nothing is asked then. */
  readonly fault?: string;
}

/** The field of each API that asks for JSON without a schema; `undefined`: it has none. */
const jsonModes: Readonly<Record<DialectId, readonly [name: string, value: unknown] | undefined>> = {
  'chat-completions': ['response_format', { type: 'json_object' }],
  responses: ['text', { format: { type: 'json_object' } }],
  'anthropic-messages': undefined,
};

/** The API that is asked. */
interface Asked {
  readonly backend: Backend;
  readonly dialect: DialectId;
}

/** Turns the parameters of a config into those of a request. */
export async function parametersOf(
  config: Readonly<Record<string, unknown>>,
  model: string,
  asked: Asked,
  say: Say,
): Promise<ReadParameters> {
  const { tools, tool_choice: choice, response_format: format, ...plain } = config;
  const schema = schemaIn(format);
  const mode = schema ? {} : modeOf(format, asked.dialect, say);
  const offered = new Map([...offeredOf(plain), ...(mode.field ? [mode.field] : [])]);
  const send = (params: ReadonlyMap<string, unknown>) => {
    const words = { say, fieldReason: () => say('it cannot be a field of the request.') };
    return givenParams(params, model, asked.backend, words, { schema: schema !== undefined });
  };
  const { taken, left, faults } = await takenOf(
    offered,
    send,
    (name) => name === mode.field?.[0] || changesAnswers(name),
  );
  const read = tools === undefined ? undefined : readTools(JSON.stringify(tools));
  if (read && 'problem' in read) faults.push(say('tools: they are not written as one of the APIs has them.'));
  const own = read && 'tools' in read && read.tools.length > 0 ? read.tools : undefined;
  const all = [...(mode.fault === undefined ? [] : [mode.fault]), ...faults];
  return {
    taken: {
      params: await send(taken),
      ...(own && { tools: own }),
      ...(own && choice !== undefined && { toolChoice: readToolChoice(choiceName(choice), own) }),
      ...(schema && { outputSchema: schema }),
    },
    left: [...left, ...all],
    ...(all[0] !== undefined && { fault: all[0] }),
  };
}

/** Returns the fields of a config by the names that parameters have here. */
function offeredOf(config: Readonly<Record<string, unknown>>): Map<string, unknown> {
  const { reasoning, generationConfig, ...plain } = config;
  const effort = isRecord(reasoning) && reasoning['effort'] !== undefined ? { effort: reasoning['effort'] } : {};
  const all: Record<string, unknown> = { ...(isRecord(generationConfig) && generationConfig), ...plain, ...effort };
  const { logprobs, top_logprobs: top, ...others } = all;
  const offered = new Map<string, unknown>();
  for (const [key, value] of Object.entries({ ...others, ...logProbsOf(logprobs, top) }))
    offered.set(parameterName(key) ?? key, value);
  return offered;
}

/** Finds the field that asks for a format without a schema, or why that cannot be asked for. Text needs no field. */
function modeOf(
  format: unknown,
  dialect: DialectId,
  say: Say,
): { readonly field?: readonly [name: string, value: unknown]; readonly fault?: string } {
  const kind = isRecord(format) ? format['type'] : format;
  if (kind === undefined || kind === 'text') return {};
  if (kind !== 'json_object') return { fault: say('response_format: it is not written as one of the APIs has it.') };
  const field = jsonModes[dialect];
  return field ? { field } : { fault: say('response_format: this API has JSON only with a schema.') };
}

/** Tries one parameter after the other. @param isNeeded returns whether a parameter changes answers */
async function takenOf(
  offered: ReadonlyMap<string, unknown>,
  send: (params: ReadonlyMap<string, unknown>) => Promise<unknown>,
  isNeeded: (name: string) => boolean,
) {
  const taken = new Map<string, unknown>();
  const [left, faults]: [string[], string[]] = [[], []];
  for (const [name, value] of offered) {
    try {
      await send(new Map([...taken, [name, value]]));
      taken.set(name, value);
    } catch (error) {
      if (!(error instanceof ParameterFault)) throw error;
      (isNeeded(name) ? faults : left).push(`${error.parameter}: ${error.message}`);
    }
  }
  return { taken, left, faults };
}

/**
 * Reads `{logprobs: true, top_logprobs: 2}` of Chat Completions, of which either is enough here. The first asks for the
 * log probabilities of the tokens, and the second for those of that many others.
 */
function logProbsOf(logprobs: unknown, top: unknown): { readonly logprobs?: unknown } {
  if (logprobs === false) return {};
  const asked = top ?? (logprobs === true ? 0 : logprobs);
  return asked === undefined ? {} : { logprobs: asked };
}

/**
 * Reads `{type: json_schema, json_schema: {name, schema}}` of Chat Completions, or `{type: json_schema, name, schema}` of
 * Responses.
 */
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
