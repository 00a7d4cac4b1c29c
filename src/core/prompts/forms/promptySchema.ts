import { isRecord } from '../../base/json';
import type { JsonObject } from '../prompt';

/** Makes the JSON Schema of the properties that a .prompty file lists. */
export function schemaOfProperties(properties: readonly JsonObject[]): JsonObject {
  const required = properties.filter((property) => property['required'] === true).map(nameOf);
  return {
    type: 'object',
    properties: Object.fromEntries(properties.map((property) => [nameOf(property), schemaOf(property)])),
    ...(required.length > 0 && { required }),
  };
}

const nameOf = ({ name }: JsonObject): string => String(name);

/** JSON types of the kinds of a property. An image, a file or an audio is a string: its address. */
const types: Readonly<Record<string, string>> = {
  ...{ string: 'string', integer: 'integer', float: 'number', number: 'number', boolean: 'boolean' },
  ...{ array: 'array', object: 'object', image: 'string', file: 'string', audio: 'string' },
};

function schemaOf({ kind, description, enumValues, items, properties, example }: JsonObject): JsonObject {
  const type = typeof kind === 'string' && Object.hasOwn(types, kind) ? types[kind] : undefined;
  const list = Array.isArray(properties) ? properties.filter(isRecord) : undefined;
  return {
    ...(type !== undefined && { type }),
    ...(list && schemaOfProperties(list)),
    ...(typeof description === 'string' && { description }),
    ...(Array.isArray(enumValues) && { enum: enumValues }),
    ...(example !== undefined && { examples: [example] }),
    ...(isRecord(items) && { items: schemaOf(items) }),
  };
}
