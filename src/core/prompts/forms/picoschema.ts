import { isRecord } from '../../base/json';
import type { Saying } from '../../base/say';
import type { JsonObject } from '../prompt';

/** Schemas that stand elsewhere, by their names. */
export type NamedSchemas = Readonly<Record<string, JsonObject>>;

/** A fault of a schema. `path`: the keys that lead to it in the value that was read. */
interface SchemaFault {
  readonly rule: 'invalid-schema' | 'unknown-schema';
  readonly path: readonly string[];
  readonly message: Saying;
}

const scalars = ['string', 'boolean', 'null', 'number', 'integer', 'any'];
const types = new Set([...scalars, 'object', 'array']);
const maxDepth = 50;

/**
 * Reads Picoschema. JSON Schema is taken as it is.
 * A wrong part is reported as a fault at its path, and the schema allows any value there.
 */
export function readPicoschema(
  schema: unknown,
  named: NamedSchemas = {},
): { readonly schema: JsonObject | undefined; readonly faults: readonly SchemaFault[] } {
  const faults: SchemaFault[] = [];
  return { schema: new Reader(named, faults).whole(schema), faults };
}

class Reader {
  constructor(
    private readonly named: NamedSchemas,
    private readonly faults: SchemaFault[],
  ) {}

  whole(schema: unknown): JsonObject | undefined {
    if (schema === null || schema === undefined || schema === '') return undefined;
    if (typeof schema === 'string') return this.line(schema, [], true);
    if (isRecord(schema)) {
      const kinds = [schema['type']].flat();
      if (kinds.length > 0 && kinds.every((kind) => typeof kind === 'string' && types.has(kind))) return schema;
      if (isRecord(schema['properties'])) return { ...schema, type: 'object' };
    }
    return this.part(schema, []);
  }

  private part(value: unknown, path: readonly string[]): JsonObject {
    if (typeof value === 'string') return this.line(value, path, false);
    if (isRecord(value) && path.length <= maxDepth) return this.fields(value, path);
    return this.fault('invalid-schema', path, (say) =>
      say('A schema is a line like "string, what it is", or fields with such lines.'),
    );
  }

  /** Reads `type, description`. The type is one of the types, or the name of a schema. */
  private line(line: string, path: readonly string[], isWhole: boolean): JsonObject {
    const [type, description] = withDescription(line);
    const also = description === undefined ? {} : { description };
    if (scalars.includes(type)) return type === 'any' && !isWhole ? also : { type, ...also };
    if (Object.hasOwn(this.named, type)) return { ...this.named[type], ...also };
    const [, item] = /^(.*)\[\]$/.exec(type) ?? [];
    if (item !== undefined) {
      return this.fault('invalid-schema', path, (say) =>
        say('A list is written as "{0}".', `name(array): ${item.slice(0, 100)}`),
      );
    }
    return this.fault('unknown-schema', path, (say) =>
      say('There is no type and no schema "{0}". The types are {1}.', type.slice(0, 100), scalars.join(', ')),
    );
  }

  private fields(object: JsonObject, path: readonly string[]): JsonObject {
    const properties: [string, JsonObject][] = [];
    const required: string[] = [];
    let additionalProperties: JsonObject | false = false;
    for (const [key, value] of Object.entries(object)) {
      const at = [...path, key];
      if (key === '(*)') {
        additionalProperties = this.part(value, at);
        continue;
      }
      const { name, isOptional, kind, description } = readKey(key);
      if (!isOptional) required.push(name);
      const made = this.field(kind, value, isOptional, at);
      properties.push([name, description === undefined ? made : { ...made, description }]);
    }
    return {
      type: 'object',
      properties: Object.fromEntries(properties),
      ...(required.length > 0 && { required }),
      additionalProperties,
    };
  }

  private field(kind: string | undefined, value: unknown, isOptional: boolean, path: readonly string[]): JsonObject {
    switch (kind) {
      case undefined:
      case 'object':
        return isOptional ? orNull(this.part(value, path)) : this.part(value, path);
      case 'array':
        return { type: isOptional ? ['array', 'null'] : 'array', items: this.part(value, path) };
      case 'enum': {
        if (!Array.isArray(value)) {
          return this.fault('invalid-schema', path, (say) => say('"enum" takes a list of values.'));
        }
        const values = value as readonly unknown[];
        return { enum: isOptional && !values.includes(null) ? [...values, null] : values };
      }
      default:
        return this.fault('invalid-schema', path, (say) =>
          say('"{0}" cannot follow a name in brackets: array, object and enum can.', kind.slice(0, 100)),
        );
    }
  }

  private fault(rule: SchemaFault['rule'], path: readonly string[], message: Saying): JsonObject {
    this.faults.push({ rule, path, message });
    return {};
  }
}

/** Reads a key: `name?(kind, description)` */
function readKey(key: string): {
  name: string;
  isOptional: boolean;
  kind: string | undefined;
  description: string | undefined;
} {
  const open = key.indexOf('(');
  const before = open < 0 ? key : key.slice(0, open);
  const isOptional = before.endsWith('?');
  const name = isOptional ? before.slice(0, -1) : before;
  if (open < 0) return { name, isOptional, kind: undefined, description: undefined };
  const [kind, description] = withDescription(key.slice(open + 1).replace(/\)$/, ''));
  return { name, isOptional, kind, description };
}

function withDescription(text: string): [string, string | undefined] {
  const comma = text.indexOf(',');
  if (comma < 0) return [text, undefined];
  const description = text.slice(comma + 1).replace(/^ */, '');
  return [text.slice(0, comma), description === '' ? undefined : description];
}

/** Allows null for an optional field as well, where its schema has a single type. */
const orNull = (schema: JsonObject): JsonObject =>
  typeof schema['type'] === 'string' ? { ...schema, type: [schema['type'], 'null'] } : schema;
