import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../src/core/base/say';
import { checkAgainstSchema } from '../../../../src/core/schema/checkAgainstSchema';
import { isMultiple } from '../../../../src/core/schema/exactMultiple';
import { checkAnswer } from '../../../../src/core/schema/checkAnswer';
import { checkWords, misfitWords } from '../../../../src/core/schema/schemaWords';

const draft7 = 'http://json-schema.org/draft-07/schema#';
const state = (schema: unknown, value: unknown): string => checkAgainstSchema(schema, value).state;
const misfits = (schema: unknown, value: unknown): string[] => {
  const checked = checkAgainstSchema(schema, value);
  assert.equal(checked.state, 'misfits');
  return 'misfits' in checked ? checked.misfits.map((misfit) => misfitWords(misfit, sayInEnglish)) : [];
};

const weather = {
  type: 'object',
  properties: { celsius: { type: 'number', maximum: 60 }, days: { type: 'array', items: { enum: ['Mon', 'Tue'] } } },
  required: ['celsius', 'days'],
  additionalProperties: false,
};

describe('the check of a value against a schema', () => {
  it('tells each place that does not fit, with what the schema wants there', () => {
    assert.equal(state(weather, { celsius: 21, days: ['Mon'] }), 'fits');
    assert.deepEqual(misfits(weather, { celsius: 'warm', days: ['Mon', 'Sun'], 'a/b': 1 }), [
      'The whole answer: has "a/b", which the schema does not know',
      '/celsius: is not of the type number',
      '/days/1: is not one of ["Mon","Tue"]',
    ]);
    assert.deepEqual(misfits({ type: ['string', 'null'] }, 1), [
      'The whole answer: is of none of the types string, null',
    ]);
    assert.deepEqual(misfits(weather, { celsius: 61 }), ['The whole answer: lacks "days"', '/celsius: is not <= 60']);
  });

  it('is by 2020-12, or by draft-07 where the schema says so', () => {
    const tuple = { prefixItems: [{ type: 'string' }], items: false };
    assert.equal(state(tuple, ['a', 1]), 'misfits');
    assert.equal(state({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...tuple }, ['a', 1]), 'misfits');
    assert.equal(state({ $schema: draft7, prefixItems: [{ type: 'string' }] }, [1]), 'fits');
    assert.equal(state({ $schema: draft7, items: [{ type: 'string' }], additionalItems: false }, ['a', 1]), 'misfits');
    const beside = { $ref: '#/definitions/a', type: 'number', definitions: { a: { type: 'string' } } };
    assert.equal(state({ $schema: draft7, ...beside }, 'x'), 'fits');
    assert.equal(state(beside, 'x'), 'misfits');
    assert.deepEqual(checkAgainstSchema({ $schema: 'http://json-schema.org/draft-04/schema#' }, 1), {
      ...{ state: 'unknown-draft', address: 'http://json-schema.org/draft-04/schema#' },
    });
  });

  it('tells formats as hints: no draft asks for them', () => {
    const checked = checkAgainstSchema({ properties: { at: { format: 'date' } } }, { at: 'tomorrow' });
    assert.equal(checked.state, 'fits');
    assert.deepEqual('hints' in checked && checked.hints.map((hint) => misfitWords(hint, sayInEnglish)), [
      '/at: is not of the format date',
    ]);
  });

  it('loads no schema from elsewhere, and says which was asked for', () => {
    const address = 'https://example.com/other.json';
    assert.deepEqual(checkAgainstSchema({ $ref: address }, 1), { state: 'remote', address });
    assert.equal(state({ properties: { a: { $ref: `${address}#/$defs/x` } } }, {}), 'remote');
    assert.equal(checkAgainstSchema({ $ref: address }, 1, { [address]: { type: 'string' } }).state, 'misfits');
  });

  it('says what is no schema, and what is nested too deep', () => {
    for (const wrong of [undefined, 1, [], { type: 'strnig' }, { pattern: '(' }, { $ref: '#/$defs/none' }]) {
      assert.match(state(wrong, 1), /^(?:bad-schema|remote)$/, JSON.stringify(wrong));
    }
    let deep: unknown = 1;
    for (let i = 0; i < 5_000; i++) deep = [deep];
    assert.equal(state({}, deep), 'too-deep');
    assert.equal(state(true, 1), 'fits');
    assert.equal(state(false, 1), 'misfits');
  });

  it('says why a schema is not sound, by its place', () => {
    const why = (schema: object): unknown => {
      const checked = checkAgainstSchema(schema, 1);
      return 'why' in checked && checked.why;
    };
    assert.equal(why({ properties: { a: { minimum: 'x' } } }), '/properties/a/minimum must be number');
    assert.match(
      String(why({ type: 'strnig' })),
      /^\/type must be equal to one of the allowed values, \/type must be array/,
    );
  });

  it('takes multiples by the digits that are written, as people mean prices', () => {
    for (let cents = 0; cents < 2_000; cents++) assert.ok(isMultiple(cents / 100, 0.01), `${cents}`);
    const cases: readonly (readonly [value: number, of: number, is: boolean])[] = [
      ...([
        [0.075, 0.01, false],
        [0.00751, 0.0001, false],
        [-0.3, 0.1, true],
        [4.35, 0.05, true],
        [-0, 2, true],
      ] as const),
      ...([
        [12_391_239_123, 1e-8, true],
        [1e308, 0.123456789, false],
        [1e308, 0.5, true],
        [5e-324, 1e308, false],
      ] as const),
    ];
    for (const [value, of, is] of cases) assert.equal(isMultiple(value, of), is, `${value} of ${of}`);
    assert.equal(state({ multipleOf: 0.01 }, 0.07), 'fits');
    assert.equal(state({ multipleOf: 2 }, JSON.parse('1e999')), 'misfits');
    assert.deepEqual(misfits({ multipleOf: 0.01 }, 0.075), ['The whole answer: is no multiple of 0.01']);
  });

  it('gives no meaning to words that neither draft knows', () => {
    const string = { type: 'string' };
    for (const word of [
      { nullable: true },
      { nullable: false },
      { $async: true },
      { id: 7 },
      { $recursiveAnchor: true },
    ]) {
      const of = (value: unknown) => checkAgainstSchema({ ...string, ...word }, value).state;
      assert.deepEqual([of('text'), of(null)], ['fits', 'misfits'], JSON.stringify(word));
    }
    const named = { properties: { nullable: string, id: string } };
    assert.equal(checkAgainstSchema(named, { id: 7 }).state, 'misfits');
    const secure = { $schema: 'https://json-schema.org/draft-07/schema', ...string };
    assert.deepEqual(
      [checkAgainstSchema(secure, 'text').state, checkAgainstSchema(secure, 7).state],
      ['fits', 'misfits'],
    );
  });

  it('takes names that objects of JavaScript have for no properties of a value', () => {
    assert.equal(state({ required: ['toString', 'constructor', '__proto__'] }, {}), 'misfits');
    assert.equal(state({ enum: [] }, 1), 'misfits');
  });

  it('knows a property of the name __proto__ where the schema does', () => {
    const schema = (more: object): unknown => ({
      ...(JSON.parse('{"properties":{"__proto__":{"type":"string"}},"required":["__proto__"]}') as object),
      additionalProperties: false,
      ...more,
    });
    const [text, number] = [JSON.parse('{"__proto__":"x"}') as unknown, JSON.parse('{"__proto__":1}') as unknown];
    assert.equal(state(schema({}), text), 'fits');
    assert.equal(state(schema({ $schema: draft7 }), text), 'fits');
    assert.deepEqual(misfits(schema({}), number), ['/__proto__: is not of the type string']);
    assert.equal(state(schema({}), {}), 'misfits');
    assert.equal(state(schema({ patternProperties: { '^__proto__$': { maxLength: 0 } } }), text), 'misfits');
  });

  it('tells at most so many places', () => {
    const checked = checkAgainstSchema({ items: { type: 'string' } }, Array<number>(1_000).fill(1));
    assert.ok('misfits' in checked);
    assert.deepEqual([checked.misfits.length, checked.more], [50, 950]);
  });
});

describe('the check of an answer', () => {
  const words = (answer: string, schema = JSON.stringify(weather)): string =>
    checkWords(checkAnswer(schema, answer), sayInEnglish);
  const right = '{"celsius": 1, "days": []}';

  it('reads all of it as JSON, or a block of code that is all of it', () => {
    assert.equal(words(right), 'The answer fits the schema.');
    assert.equal(words(`\n\`\`\`json\n${right}\n\`\`\`\n`), 'The JSON in the code block fits the schema.');
    assert.equal(words('```\n{}\n```'), 'The JSON in the code block does not fit the schema.');
    assert.equal(words(`Here it is:\n${right}`), 'The answer is no JSON: it is wrong in line 1, column 1.');
    assert.equal(words('{"celsius": 1,\n "days": }'), 'The answer is no JSON: it is wrong in line 2, column 10.');
    assert.equal(words(''), 'The answer is no JSON: it is wrong in line 1, column 1.');
  });

  it('has a bound', () => {
    assert.equal(words(`"${'x'.repeat(4_000_001)}"`), 'The answer was not checked: it is too long.');
  });
});
