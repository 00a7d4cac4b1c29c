import { isRecord } from '../../base/json';
import type { Work } from '../../base/work';
import { dialectOf } from '../../chat/dialects/dialects';
import type { RequestVariant } from '../../chat/dialects/dialect';
import { parseSampling, samplingOf } from '../../chat/messages/sampling';
import type { ChatRequest, DialectId } from '../../chat/messages/chatTypes';
import { readOutputSchema } from '../../chat/parameters/outputSchema';
import {
  askedBesides,
  joined,
  limitNames,
  maxBodyFieldsLength,
  ofTools,
  readBodyFields,
  valueAt,
} from '../../chat/parameters/bodyFields';
import { parametersAt } from '../../chat/parameters/offers';
import { definitionsOf } from '../session/messagesFor';
import type { ImportedRequest } from './importedRequest';
import { takenTools } from './bodyTools';

type Fields = Readonly<Record<string, unknown>>;

/** The parameters of a request, as the settings of a column have them. `left`: the fields that these cannot have. */
interface TakenFields extends Pick<
  ImportedRequest,
  'temperature' | 'maxOutputTokens' | 'sampling' | 'bodyFields' | 'schema' | 'tools' | 'toolChoice'
> {
  readonly left: readonly string[];
}

type Read = Pick<ImportedRequest, 'dialect' | 'address' | 'model'>;

/** Number of fields of a body that are looked at. */
const maxFields = 200;

/** Fields that hold messages, or say how an answer arrives, which is always as a stream here. */
const readFields = ['model', 'messages', 'input', 'system', 'instructions', 'stream', 'stream_options'];

/** Takes the fields of a body except for its messages: parameters into their own fields, the rest into `bodyFields`. */
export function* takenFields(body: Fields, read: Read): Work<TakenFields> {
  // Without an address nothing says that a server has no more parameters than the maker of the API.
  const all = parametersAt({ dialect: read.dialect, baseUrl: read.address ?? '' });
  const temperature = temperatureIn(body);
  const maxOutputTokens = limitIn(body);
  const written = all.flatMap(([name, path]) => {
    const value = name === 'temperature' ? undefined : valueAt(body, path);
    return value === undefined || value === null ? [] : [[name, value] as const];
  });
  const { text: sampling, left: unsaid } = samplingOf(Object.fromEntries(written));
  const taken = all.filter(([name]) => written.some(([each]) => each === name) && !unsaid.includes(name));
  const { schema, body: exact } = schemaIn(body, read.dialect);
  const ours = bodyOf(read, { temperature, maxOutputTokens, sampling, schema });
  const offers = all.map(([name, path]) => ({ name, path }));
  const besides = askedBesides({ sampling, schema });
  const { left: noTools, ...tools } = takenTools(body, read.dialect);
  const left: string[] = [];
  let fields: Fields = {};
  for (const [i, [name, value]] of Object.entries(exact).entries()) {
    yield;
    if (readFields.includes(name) || ofTools.includes(name) || value === null) continue;
    if (i >= maxFields) {
      left.push(name);
      continue;
    }
    const rest = taken.reduce<unknown>((found, [, path]) => without(found, path.split('.')), { [name]: value });
    const lacking = lackingIn(valueAt(rest as Fields, name), ours[name]);
    if (lacking === undefined) continue;
    const more = { ...fields, [name]: lacking };
    const read = readBodyFields(textOf({ [name]: lacking }), offers, besides);
    if ('fields' in read && textOf(more).length <= maxBodyFieldsLength) {
      fields = more;
    } else left.push(name);
  }
  const bodyFields = Object.keys(fields).length === 0 ? '' : textOf(fields);
  return { temperature, maxOutputTokens, sampling, bodyFields, schema, ...tools, left: [...left, ...noTools] };
}

const textOf = (fields: Fields): string => JSON.stringify(fields, null, 2);

function temperatureIn({ temperature }: Fields): number | null {
  return typeof temperature === 'number' && temperature >= 0 && temperature <= 2 ? temperature : null;
}

function limitIn(body: Fields): number | null {
  const limit = limitNames.map((name) => body[name]).find((value) => value !== undefined && value !== null);
  return typeof limit === 'number' && Number.isInteger(limit) && limit >= 1 && limit <= 10_000_000 ? limit : null;
}

/** Paths of the format of an answer, and of the schema in it, for each API. */
const formats: Readonly<Record<DialectId, readonly [format: string, schema: string]>> = {
  'chat-completions': ['response_format.json_schema', 'response_format.json_schema.schema'],
  responses: ['text.format', 'text.format.schema'],
  'anthropic-messages': ['', 'output_config.format.schema'],
};

/**
 * Returns the schema that a body asks for, as a draft has it. If the body says nothing of strictness, the returned body says
 * that the schema is not strict, as that is what it means.
 */
function schemaIn(body: Fields, dialect: DialectId): { readonly schema: string; readonly body: Fields } {
  const [format, path] = formats[dialect];
  const found = valueAt(body, path);
  const schema = isRecord(found) ? JSON.stringify(found, null, 2) : '';
  if (schema === '' || !('schema' in readOutputSchema(schema))) return { schema: '', body };
  const isSaid = format === '' || typeof valueAt(body, `${format}.strict`) === 'boolean';
  const loose = format.split('.').reduceRight<unknown>((inner, name) => ({ [name]: inner }), { strict: false });
  return { schema, body: isSaid ? body : (joined(body, loose) as Fields) };
}

/** Returns the body that a session would send without its messages, with the limit of tokens under both names. */
function bodyOf(
  { dialect, model }: Read,
  {
    temperature,
    maxOutputTokens,
    sampling,
    schema,
  }: Pick<TakenFields, 'temperature' | 'maxOutputTokens' | 'sampling' | 'schema'>,
): Fields {
  const parsed = parseSampling(sampling);
  const params: ChatRequest['params'] = {
    ...(temperature !== null && { temperature }),
    ...(maxOutputTokens !== null && { maxOutputTokens }),
    ...('sampling' in parsed && { sampling: parsed.sampling }),
  };
  const made = (limitField: RequestVariant['limitField']): Fields =>
    dialectOf(dialect).body(
      { model, system: '', messages: [], params, ...definitionsOf({ schema }) },
      { without: [], limitField },
    );
  return { ...made('max_tokens'), ...made('max_completion_tokens') };
}

/** Returns the part of a value that another one lacks; `undefined` where the other one has all of it. */
function lackingIn(value: unknown, other: unknown): unknown {
  if (other === undefined) return value;
  if (!isRecord(value) || !isRecord(other)) {
    return JSON.stringify(value) === JSON.stringify(other) ? undefined : value;
  }
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const lacking = lackingIn(inner, Object.hasOwn(other, name) ? other[name] : undefined);
    return lacking === undefined ? [] : [[name, lacking] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Returns a value without the field at a path, and without objects that become empty. */
function without(value: unknown, [name = '', ...path]: readonly string[]): unknown {
  if (!isRecord(value) || !Object.hasOwn(value, name)) return value;
  const inner = path.length === 0 ? undefined : without(value[name], path);
  const entries = Object.entries(value).filter(([each]) => each !== name);
  const isGone = inner === undefined || (isRecord(inner) && Object.keys(inner).length === 0);
  return Object.fromEntries(isGone ? entries : [...entries, [name, inner]]);
}
