import { Ajv } from 'ajv';
import type { AnySchemaObject, ErrorObject, Options } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import { isRecord } from '../base/json';
import type { CheckedValue, Misfit } from './schemaCheck';
import { exactMultiple } from './exactMultiple';
import { soundSchema } from './soundSchema';

// Checks a value against a JSON Schema of draft-07 or 2020-12. It runs code that is made of the schema, and expressions
// that may take forever. Call it where a thread can be ended (`src/worker/schemaWorker.ts`).

/** The most misfits that are reported. */
const maxMisfits = 50;
/** The most lists and objects within each other. */
const maxDepth = 200;

type Schema = boolean | Readonly<Record<string, unknown>>;

/** Other schemas by their addresses, for references to them. Nothing else is looked up: see `remote`. */
type Documents = Readonly<Record<string, Schema>>;

const options: Options = {
  // Unknown keywords have no meaning, as the drafts say.
  strict: false,
  allErrors: true,
  ownProperties: true,
  logger: false,
};

/**
 * Checks a value. `$schema` names the draft; without it, the draft is 2020-12. As in the drafts, `format` is a hint: a
 * value that does not keep to one still fits, and is reported apart.
 */
export function checkAgainstSchema(schema: unknown, value: unknown, documents: Documents = {}): CheckedValue {
  if (typeof schema !== 'boolean' && !isRecord(schema)) return { state: 'bad-schema', why: '' };
  if (isDeep(schema) || isDeep(value)) return { state: 'too-deep' };
  const draft = draftOf(schema, documents);
  if (typeof draft !== 'number') return { state: 'unknown-draft', address: draft.address };
  try {
    const errors = errorsIn(draft, schema, value, documents, false);
    const misformed = errorsIn(draft, schema, value, documents, true).filter(({ keyword }) => keyword === 'format');
    const misfits = errors.map(misfitOf);
    return {
      state: misfits.length === 0 ? 'fits' : 'misfits',
      misfits: misfits.slice(0, maxMisfits),
      more: Math.max(0, misfits.length - maxMisfits),
      hints: misformed.slice(0, maxMisfits).map(misfitOf),
    };
  } catch (error) {
    const address = isRecord(error) ? error['missingRef'] : undefined;
    if (typeof address === 'string') return { state: 'remote', address: address.slice(0, 500) };
    return { state: 'bad-schema', why: whyUnsound(error).slice(0, 500) };
  }
}

/**
 * Describes what is wrong with a schema, each place once: the words for a list of types are those for one type and for
 * all.
 */
function whyUnsound(error: unknown): string {
  const why = error instanceof Error ? error.message : String(error);
  const places = why.replace(/^schema is invalid: /, '').split(', data');
  return [...new Set(places.map((place) => place.replace(/^data/, '')))].join(', ');
}

function draftOf(schema: Schema, documents: Documents): 7 | 2020 | { readonly address: string } {
  const said = typeof schema === 'boolean' ? undefined : schema['$schema'];
  const own = typeof said === 'string' && Object.hasOwn(documents, said) ? documents[said] : undefined;
  // A custom metaschema counts as the draft that it is made with.
  if (own !== undefined) return draftOf(own, {});
  if (typeof said !== 'string' || /\/draft\/2020-12\/schema#?$/.test(said)) return 2020;
  if (/\/draft-07\/schema#?$/.test(said)) return 7;
  return { address: said.slice(0, 500) };
}

function errorsIn(
  draft: 7 | 2020,
  schema: Schema,
  value: unknown,
  documents: Documents,
  validateFormats: boolean,
): ErrorObject[] {
  const ajv = draft === 7 ? new Ajv({ ...options, validateFormats }) : new Ajv2020({ ...options, validateFormats });
  if (validateFormats) formats.default(ajv);
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({ keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: exactMultiple });
  for (const [address, document] of Object.entries(documents)) ajv.addSchema(sound(document, draft), address);
  // The draft is known already, however the schema spells it.
  const check = ajv.compile(sound(isRecord(schema) ? { ...schema, $schema: undefined } : schema, draft));
  return check(value) ? [] : (check.errors ?? []);
}

const sound = (schema: Schema, draft: 7 | 2020): AnySchemaObject | boolean =>
  soundSchema(schema, draft) as AnySchemaObject | boolean;

function misfitOf({ instancePath, keyword, params }: ErrorObject): Misfit {
  const entries = Object.entries(params as Readonly<Record<string, unknown>>).slice(0, 5);
  return {
    pointer: instancePath.slice(0, 1_000),
    keyword,
    params: Object.fromEntries(entries.map(([name, param]) => [name, textOf(param).slice(0, 300)])),
  };
}

const textOf = (param: unknown): string => (typeof param === 'string' ? param : JSON.stringify(param ?? null));

const isDeep = (value: unknown, left = maxDepth): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1)));
