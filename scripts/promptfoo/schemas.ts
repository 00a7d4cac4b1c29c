import type { Random } from './random';

/** A JSON Schema, of which some cannot be used. */
export function someSchema(random: Random, depth = 2): unknown {
  const kind = random.below(depth > 0 ? 14 : 7);
  const type = random.of(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);
  if (kind < 3) return { type };
  if (kind === 3) return { enum: ['Paris', 1, null, true] };
  if (kind === 4) return { type: 'string', [random.of(['minLength', 'maxLength'])]: random.below(6) };
  if (kind === 5) return { type: 'string', format: random.of(['email', 'date', 'uri', 'no-such-format']) };
  if (kind === 6) return { type: ['number', 'null'], minimum: random.below(50) };
  if (kind === 7) return { type: 'array', items: someSchema(random, depth - 1), minItems: random.below(3) };
  if (kind === 8) return { anyOf: [someSchema(random, depth - 1), someSchema(random, depth - 1)] };
  if (kind === 9) return { type: 'object', nonsense: 1, properties: { a: someSchema(random, 0) } };
  if (kind === 10)
    return {
      $ref: random.of(['#/definitions/a', '#/definitions/b', 'https://example.org/x.json', '#']),
      definitions: { a: {} },
    };
  if (kind === 11)
    return {
      $schema: random.of(['http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2020-12/schema']),
    };
  const names = random.many(0, 3, () => random.of(['name', 'age', 'a', 'b', 'tags', 'city']));
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, someSchema(random, depth - 1)])),
    ...(random.chance(0.5) && { required: [...new Set(names)].slice(0, 2) }),
    ...(random.chance(0.3) && { additionalProperties: random.chance(0.5) }),
  };
}

/** The same as the text of a config: YAML. */
export function schemaText(random: Random): string {
  return random.of([
    'type: object\nrequired: [name]\nproperties:\n  name: {type: string}',
    'type: object\nrequired:\n  - a\n  - b',
    '{"type":"object","properties":{"age":{"type":"number","minimum":0}},"required":["age"]}',
    'type: [object, array]',
    'true',
    'false',
    '',
    '# nothing',
    'type: objekt',
    'type: object\ntype: array',
    '{type: object, additionalProperties: false}',
    'a: [',
    '$ref: https://example.org/x.json',
  ]);
}
