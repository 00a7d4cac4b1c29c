import assert from 'node:assert/strict';
import { shownValue, typedValue } from '../../../../../src/core/prompts/language/typedValue';

describe('a value that is typed for a variable', () => {
  it('is JSON where it is a list, an object, a number or a truth value', () => {
    for (const value of [['a', { b: 1 }], { a: null }, 12, -0.5, true, false]) {
      assert.deepEqual(typedValue(shownValue(value), undefined), value);
    }
  });

  it('is a text otherwise', () => {
    for (const text of ['a', '', 'null', '"a"', '007', '[1', '{{x}}', ' 1']) {
      assert.equal(typedValue(text, undefined), text);
      assert.equal(shownValue(text), text);
    }
  });

  it('stays as it was typed where a number would be written otherwise', () => {
    for (const text of ['12345678901234567890', '1.10', '1e5', '-0']) assert.equal(typedValue(text, undefined), text);
  });

  it('stays a text where the schema wants one', () => {
    const schemas = [{ type: 'string' }, { type: ['string', 'null'] }, { enum: ['1', '2', null] }];
    for (const schema of schemas) for (const text of ['1', 'true', '[1]']) assert.equal(typedValue(text, schema), text);
    assert.equal(typedValue('1', { type: ['string', 'number'] }), 1);
    assert.equal(typedValue('1', { enum: [1, 'a'] }), 1);
  });
});
