// The keywords of draft-07 (https://json-schema.org/draft-07) and 2020-12 (https://json-schema.org/draft/2020-12), and
// the places of schemas in them.

/** Keywords whose value is a schema. */
export const ofSchema: readonly string[] = [
  ...['additionalItems', 'additionalProperties', 'contains', 'contentSchema', 'else', 'if', 'items', 'not'],
  ...['propertyNames', 'then', 'unevaluatedItems', 'unevaluatedProperties'],
];
/** Keywords whose value is an object of schemas by their names. */
export const ofNames: readonly string[] = [
  ...['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'],
];
/** Keywords whose value is a list of schemas. */
export const ofLists: readonly string[] = ['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'];

export const keywords: readonly string[] = [
  ...new Set([
    ...['$schema', '$id', '$ref', '$comment', '$anchor', '$dynamicAnchor', '$dynamicRef', '$vocabulary'],
    ...[...ofSchema, ...ofNames, ...ofLists],
    ...['type', 'enum', 'const', 'multipleOf', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum'],
    ...['maxLength', 'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'maxContains', 'minContains'],
    ...['maxProperties', 'minProperties', 'required', 'dependentRequired'],
    ...['format', 'contentEncoding', 'contentMediaType'],
    ...['title', 'description', 'default', 'deprecated', 'readOnly', 'writeOnly', 'examples'],
  ]),
];

/** Keywords that inform the reader of a schema, and do not decide what fits. */
export const forReaders: readonly string[] = [
  ...[
    '$schema',
    '$id',
    '$comment',
    'title',
    'description',
    'default',
    'deprecated',
    'readOnly',
    'writeOnly',
    'examples',
  ],
];

/** A schema inside another, with where it stands there. */
interface Inner {
  readonly path: readonly (string | number)[];
  readonly schema: unknown;
}

/** Returns the schemas that stand in a schema at its first level. */
export function innerSchemas(schema: Readonly<Record<string, unknown>>): Inner[] {
  return Object.entries(schema).flatMap(([name, value]): Inner[] => {
    if (ofLists.includes(name) && Array.isArray(value)) {
      return value.map((inner: unknown, i) => ({ path: [name, i], schema: inner }));
    }
    if (ofSchema.includes(name)) return [{ path: [name], schema: value }];
    if (!ofNames.includes(name) || typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([key, inner]) => ({ path: [name, key], schema: inner as unknown }));
  });
}
