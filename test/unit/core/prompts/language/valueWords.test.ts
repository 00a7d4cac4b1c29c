import assert from 'node:assert/strict';
import { sayInEnglish as say } from '../../../../../src/core/base/say';
import { valueHint, valueProblem } from '../../../../../src/core/prompts/language/valueWords';
import type { JsonObject } from '../../../../../src/core/prompts/prompt';

describe('what a variable takes', () => {
  const cases: readonly [
    schema: JsonObject | undefined,
    hint: string | undefined,
    taken: readonly string[],
    refused: readonly string[],
  ][] = [
    [undefined, 'A text, or JSON', ['a', '1', '[1]'], []],
    [{ type: 'string' }, undefined, ['a', '1', '{'], []],
    [{ type: 'integer' }, 'A whole number', ['1', '-2', '1e5', '007'], ['many', '1.5', ' ', '[1]']],
    [{ type: ['number', 'null'] }, 'A number', ['1', '1.10', '-0'], ['1,5', 'x']],
    [{ type: 'boolean' }, 'true or false', ['true', 'false'], ['yes', '1']],
    [{ type: 'array' }, 'A list in JSON, as ["a", "b"]', ['[]', '["a"]'], ['a', '{}', '[1']],
    [{ type: 'object' }, 'An object in JSON, as {"a": 1}', ['{}'], ['a', '[]']],
    [{ enum: ['friendly', 'brief', null] }, 'One of friendly, brief', ['brief'], ['rude', 'friendly ']],
    [{ enum: [1, 'a'] }, 'One of 1, a', ['1', 'a'], ['2']],
    [{ type: ['string', 'integer'] }, 'A text, or JSON', ['a', '1'], []],
  ];

  for (const [schema, hint, taken, refused] of cases) {
    it(`is told, and anything else refused: ${JSON.stringify(schema)}`, () => {
      assert.equal(valueHint(schema, say), hint);
      for (const typed of ['', ...taken]) assert.equal(valueProblem(typed, schema, say), undefined, typed);
      for (const typed of refused) assert.equal(valueProblem(typed, schema, say), hint);
    });
  }

  it('names no more choices than fit', () => {
    const schema = { enum: Array.from({ length: 40 }, (_, i) => `c${i}`) };
    assert.match(valueHint(schema, say) ?? '', /^One of c0, .*c11 …$/);
  });
});
