import { isRecord } from '../base/json';
import type { SchemaProblem } from './schemaProblems';
import { optionalIn } from './schemaSize';

// Mends a schema for a provider. The whole schema is written anew, and its parts keep their order.

type Fields = Readonly<Record<string, unknown>>;

/** Returns the schema without the problems that can be fixed; `undefined` where none can. */
export function mendSchema(schema: Fields, problems: readonly SchemaProblem[]): Fields | undefined {
  const mended = problems.filter(({ fix }) => fix !== undefined);
  if (mended.length === 0) return undefined;
  return mendedAt(schema, mended, 0) as Fields;
}

/**
 * Returns a value without the problems in it. The first `depth` names of their paths lead to the value. The innermost
 * problems are fixed first, and each object is copied once.
 */
function mendedAt(value: unknown, problems: readonly SchemaProblem[], depth: number): unknown {
  const inside = new Map<string | number, SchemaProblem[]>();
  for (const problem of problems) {
    const name = problem.path[depth];
    if (name !== undefined) inside.set(name, [...(inside.get(name) ?? []), problem]);
  }
  const mended = inside.size === 0 ? value : withMended(value, inside, depth + 1);
  return problems.filter(({ path }) => path.length === depth).reduce(fixed, mended);
}

function withMended(value: unknown, inside: ReadonlyMap<string | number, SchemaProblem[]>, depth: number): unknown {
  const inner = (each: unknown, name: string | number): unknown => mendedAt(each, inside.get(name) ?? [], depth);
  if (Array.isArray(value)) return value.map(inner);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).flatMap(([key, each]): (readonly [string, unknown])[] => {
    if (!inside.has(key)) return [[key, each]];
    const changed = inner(each, key);
    if (changed === undefined) return [];
    // `oneOf` becomes `anyOf` in the same place.
    return key === 'oneOf' && isRenamed(changed) ? [['anyOf', changed.anyOf]] : [[key, changed]];
  });
  return Object.fromEntries(entries);
}

/** Returns the schema at a problem as it should be; `undefined` where it is removed. */
function fixed(value: unknown, { fix }: SchemaProblem): unknown {
  switch (fix) {
    case undefined:
      return value;
    case 'drop':
      return undefined;
    case 'anyOf':
      return { anyOf: value };
    case 'close':
      return isRecord(value) ? { ...value, additionalProperties: false } : value;
    case 'require':
      return isRecord(value) ? allRequired(value) : value;
  }
}

/** Makes all names required. Values that were optional may be null instead. */
function allRequired(schema: Fields): Fields {
  const properties = isRecord(schema['properties']) ? schema['properties'] : {};
  const optional = new Set(optionalIn(schema));
  const entries = Object.entries(properties).map(([name, value]) => [name, optional.has(name) ? orNull(value) : value]);
  return { ...schema, properties: Object.fromEntries(entries) as Fields, required: Object.keys(properties) };
}

function orNull(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const { type } = schema;
  const isPlain = !('$ref' in schema) && !('const' in schema) && !('anyOf' in schema);
  if (isPlain && (typeof type === 'string' || Array.isArray(type))) {
    const types = [...new Set([...(Array.isArray(type) ? (type as unknown[]) : [type]), 'null'])];
    const values = Array.isArray(schema['enum'])
      ? { enum: [...new Set([...(schema['enum'] as unknown[]), null])] }
      : {};
    return { ...schema, type: types, ...values };
  }
  if (Array.isArray(schema['anyOf'])) {
    const kinds = schema['anyOf'] as unknown[];
    const hasNull = kinds.some((kind) => isRecord(kind) && kind['type'] === 'null');
    return hasNull ? schema : { ...schema, anyOf: [...kinds, { type: 'null' }] };
  }
  return { anyOf: [schema, { type: 'null' }] };
}

/** Tells whether `anyOf` takes the place of a keyword: the value then has that one field. */
const isRenamed = (value: unknown): value is { readonly anyOf: unknown } =>
  isRecord(value) && Object.keys(value).length === 1 && 'anyOf' in value;
