import assert from 'node:assert/strict';
import { readPicoschema } from '../../../../../src/core/prompts/forms/picoschema';

describe('Picoschema', () => {
  const named = { Age: { type: 'integer', description: 'years' } };
  const cases: readonly [title: string, schema: unknown, read: unknown][] = [
    ['reads a line', 'number, how many, at most', { type: 'number', description: 'how many, at most' }],
    ['has no description behind a comma alone', 'string,', { type: 'string' }],
    ['takes JSON Schema as it is', { type: 'array', items: {} }, { type: 'array', items: {} }],
    ['takes JSON Schema with several types as it is', { type: ['string', 'null'] }, { type: ['string', 'null'] }],
    ['takes properties for JSON Schema', { properties: { a: {} } }, { type: 'object', properties: { a: {} } }],
    ['has nothing where there is none', null, undefined],
    [
      'reads fields, their kinds and descriptions',
      {
        'a?': 'any',
        'b(array, some)': 'string',
        'c?(enum)': [1, null],
        'd(object)': { e: 'boolean' },
        'f?(array)': 'any',
      },
      {
        type: 'object',
        properties: {
          a: {},
          b: { type: 'array', items: { type: 'string' }, description: 'some' },
          c: { enum: [1, null] },
          d: { type: 'object', properties: { e: { type: 'boolean' } }, required: ['e'], additionalProperties: false },
          f: { type: ['array', 'null'], items: {} },
        },
        required: ['b', 'd'],
        additionalProperties: false,
      },
    ],
    [
      'takes schemas by their names',
      { 'a?': 'Age', b: 'Age, other', '(*)': 'Age' },
      {
        type: 'object',
        properties: {
          a: { type: ['integer', 'null'], description: 'years' },
          b: { type: 'integer', description: 'other' },
        },
        required: ['b'],
        additionalProperties: named.Age,
      },
    ],
  ];
  for (const [title, schema, expected] of cases) {
    it(title, () => assert.deepEqual(readPicoschema(schema, named), { schema: expected, faults: [] }));
  }

  it('names nothing that every object has', () => {
    const { schema, faults } = readPicoschema({ a: 'constructor', ['__proto__']: 'string' });
    assert.deepEqual(
      faults.map(({ rule, path }) => [rule, ...path]),
      [['unknown-schema', 'a']],
    );
    assert.ok(Object.hasOwn(schema?.['properties'] as object, '__proto__'));
  });

  it('ends where it is nested without end', () => {
    let schema: unknown = 'string';
    for (let i = 0; i < 10_000; i++) schema = { a: schema };
    assert.deepEqual(
      readPicoschema(schema).faults.map(({ rule }) => rule),
      ['invalid-schema'],
    );
  });
});
