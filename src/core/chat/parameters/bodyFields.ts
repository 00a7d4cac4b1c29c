import { isRecord, parseJson } from '../../base/json';
import { jsonErrorIn } from '../../base/jsonError';
import type { TextPosition } from '../../base/jsonError';
import { samplingPieces } from '../messages/sampling';
import type { ParameterOffer } from './offers';

// Fields that the user adds to the body of a request, as one text of JSON, apart from parameters with an input of their own.

/** UTF-16 code units of the text. */
export const maxBodyFieldsLength = 20_000;
/** Levels of nested lists and objects, at most. */
const maxDepth = 20;

/** Values of the fields, by their names in the body. */
type BodyFields = Readonly<Record<string, unknown>>;

/**
 * Why a text gives no such fields. `own`: the playground decides on that field. `tools`: they have their own place.
 * `limit`, `parameter`: there is an input for it. `schema`: the field would undo the schema that the answer is to fit.
 * `refused`: the model does not take it. `key`: it belongs to the provider. `name`: no object may have a field of that
 * name.
 */
export type BodyFieldsProblem =
  | ({ readonly kind: 'syntax' } & TextPosition)
  | { readonly kind: 'form' | 'size' }
  | { readonly kind: 'own' | 'tools' | 'limit' | 'schema' | 'key' | 'name'; readonly name: string }
  | { readonly kind: 'parameter' | 'refused'; readonly name: string; readonly parameter: string };

/**
 * Fields that the playground sets itself: the conversation, how the answer comes, what the provider keeps of it, and
 * how many answers there are.
 */
const own = [
  ...['model', 'messages', 'input', 'system', 'instructions', 'prompt', 'stream', 'stream_options', 'n'],
  ...['store', 'include', 'previous_response_id', 'conversation', 'background'],
  // These decide whether an answer that is begun goes on.
  ...['continue_final_message', 'add_generation_prompt'],
];
export const ofTools: readonly string[] = ['tools', 'tool_choice', 'functions', 'function_call'];
/** Names of the output limit, which the cost is worked out with as well. */
export const limitNames: readonly string[] = ['max_output_tokens', 'max_completion_tokens', 'max_tokens'];

/** Ends of the names of fields in which gateways take keys, in small letters, without dashes and underscores. */
const ofKeys = /(?:apikey|authorization|authorizationtoken|accesstoken|authtoken|secretkey|clientsecret|password)$/;

/** Paths at which each API has the schema of an answer. Other fields beside it, such as its name, undo nothing. */
const ofSchemas = ['response_format.json_schema', 'text.format', 'output_config.format'].map(
  (format) => `${format}.schema`,
);
const ofFormats = ['response_format.type', 'text.format.type', 'output_config.format.type'];

/**
 * Features that are asked for outside the parameters, or that take several fields of the body. No field that the user
 * writes may undo them.
 */
export interface AskedBesides {
  readonly schema?: boolean;
  readonly logprobs?: boolean;
}

/** Finds these features in the texts of a draft, or of an answer that was asked for. */
export const askedBesides = ({ sampling = '', schema = '' }: AskedTexts): AskedBesides => ({
  schema: schema.trim() !== '',
  logprobs: samplingPieces(sampling).some(([name]) => name === 'logprobs'),
});

interface AskedTexts {
  readonly sampling?: string | undefined;
  readonly schema?: string | undefined;
}

type Read = { readonly fields: BodyFields } | { readonly problem: BodyFieldsProblem };

/** Reads the text. The empty text has no fields. `offers`: the parameters that have an input, or are refused. */
export function readBodyFields(
  text: string,
  offers: readonly ParameterOffer[] = [],
  { schema = false, logprobs = false }: AskedBesides = {},
): Read {
  if (text.trim() === '') return { fields: {} };
  if (text.length > maxBodyFieldsLength) return { problem: { kind: 'size' } };
  const value = parseJson(text);
  if (value === undefined) return { problem: { kind: 'syntax', ...(jsonErrorIn(text) ?? { line: 1, column: 1 }) } };
  if (!isRecord(value)) return { problem: { kind: 'form' } };
  const all = logprobs ? [...offers, { name: 'logprobs' }] : offers;
  const problem =
    problemInside(value) ??
    problemOfNames(Object.keys(value)) ??
    problemOfParameters(value, all) ??
    (schema ? problemOfSchema(value) : undefined);
  return problem ? { problem } : { fields: value };
}

/** Finds the first problem of a name or of nesting, at any depth. */
function problemInside(value: unknown, left = maxDepth): BodyFieldsProblem | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (left === 0) return { kind: 'size' };
  for (const [name, inner] of Object.entries(value)) {
    // In an object of our code this name would set the prototype, and add no field.
    if (name === '__proto__') return { kind: 'name', name };
    // A schema may well have a property of such a name, whose value is no text.
    const isKey = typeof inner === 'string' && ofKeys.test(name.toLowerCase().replace(/[-_]/g, ''));
    if (isKey) return { kind: 'key', name: name.slice(0, 60) };
    const problem = problemInside(inner, left - 1);
    if (problem) return problem;
  }
  return undefined;
}

function problemOfNames(names: readonly string[]): BodyFieldsProblem | undefined {
  const kinds = { own, tools: ofTools, limit: limitNames } as const;
  for (const [kind, reserved] of Object.entries(kinds)) {
    const name = names.find((each) => reserved.includes(each));
    if (name !== undefined) return { kind: kind as keyof typeof kinds, name };
  }
  return undefined;
}

function problemOfParameters(fields: BodyFields, offers: readonly ParameterOffer[]): BodyFieldsProblem | undefined {
  const found = offers.find(({ name, path = name }) => takesPlace(fields, path));
  if (!found) return undefined;
  const { name: parameter, path: name = parameter, isRefused } = found;
  return { kind: isRefused === true ? 'refused' : 'parameter', name, parameter };
}

function problemOfSchema(fields: BodyFields): BodyFieldsProblem | undefined {
  const name = [...ofFormats, ...ofSchemas].find((path) => takesPlace(fields, path));
  return name === undefined ? undefined : { kind: 'schema', name };
}

/** Whether a value stands at the path, or in place of an object on the way to it. */
function takesPlace(fields: BodyFields, path: string): boolean {
  const names = path.split('.');
  return names.some((_, i) => {
    const value = valueAt(fields, names.slice(0, i + 1).join('.'));
    return value !== undefined && (i === names.length - 1 || !isRecord(value));
  });
}

/** The value at a path with dots: `reasoning.effort`. */
export function valueAt(fields: BodyFields, path: string): unknown {
  let value: unknown = fields;
  for (const name of path.split('.')) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

/** Merges `other` into `value`: objects are joined at every level, and any other value is replaced. */
export function joined(value: unknown, other: unknown): unknown {
  if (!isRecord(value) || !isRecord(other)) return other;
  const entries = Object.entries(other).map(([name, inner]) => [
    name,
    joined(Object.hasOwn(value, name) ? value[name] : undefined, inner),
  ]);
  return { ...value, ...(Object.fromEntries(entries) as object) };
}
