import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseJson } from '../../../../src/core/base/json';
import { jsonErrorIn } from '../../../../src/core/base/jsonError';
import { jsonValues } from '../../../support/hardTexts';
import { tries } from '../../../support/tries';

describe('where a text stops being JSON', () => {
  for (const [text, line, column] of [
    ['', 1, 1],
    ['{', 1, 2],
    ['{"a": 1', 1, 8],
    ['{"a": 1,}', 1, 9],
    ['{"a" 1}', 1, 6],
    ["{'a': 1}", 1, 2],
    ['{"a": tru}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": 1} x', 1, 10],
    ['{"a": "x\ny"}', 1, 7],
    ['{\n  "a": [1, 2,\r\n  ]\r\n}', 3, 3],
    ['[1}', 1, 3],
    [']', 1, 1],
    ['{"a": NaN}', 1, 7],
    ['/* no */ {}', 1, 1],
  ] as const) {
    it(`is line ${line}, column ${column} of ${JSON.stringify(text)}`, () => {
      assert.equal(parseJson(text), undefined);
      assert.deepEqual(jsonErrorIn(text), { line, column });
    });
  }

  it('is nowhere in JSON, and somewhere in all else', () => {
    const broken = fc.tuple(
      jsonValues,
      fc.nat(),
      fc.constantFrom('', ',', ':', '"', '}', ']', '{', '[', '0', 'x', '\\', '\n'),
    );
    fc.assert(
      fc.property(broken, fc.boolean(), ([value, place, put], cuts) => {
        const text = JSON.stringify(value, null, 2);
        assert.equal(jsonErrorIn(text), undefined);
        const at = place % (text.length + 1);
        const other = text.slice(0, at) + put + text.slice(cuts ? at + 1 : at);
        assert.equal(jsonErrorIn(other) === undefined, parseJson(other) !== undefined, other);
      }),
      tries(1_000),
    );
  });

  it('is found in a moment, however deep it stands', () => {
    assert.deepEqual(jsonErrorIn('['.repeat(20_000)), { line: 1, column: 20_001 });
  });
});
