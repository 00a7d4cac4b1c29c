import assert from 'node:assert/strict';
import fc from 'fast-check';
import { indentedJson } from '../../../../src/core/base/indentedJson';
import { atOnce } from '../../../../src/core/base/work';

const indented = (text: string): string => atOnce(indentedJson(text));

describe('indentedJson', () => {
  it('writes any value as JSON.stringify indents it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.object(), fc.array(fc.jsonValue())), (value) => {
        const text = JSON.stringify(value);
        assert.equal(indented(text), JSON.stringify(JSON.parse(text), null, 2));
        assert.equal(indented(`\n ${JSON.stringify(value, null, '\t')}\n`), indented(text));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves every digit and every escape as it stands', () => {
    assert.equal(indented('{"a":1.50,"b":"\\u00e9\\"\\\\"}'), '{\n  "a": 1.50,\n  "b": "\\u00e9\\"\\\\"\n}');
  });

  it('takes JSON that is cut off, and leaves alone what is none', () => {
    assert.equal(indented('{"a":["x",{"b":"c\\'), '{\n  "a": [\n    "x",\n    {\n      "b": "c\\');
    assert.equal(indented('<html> no "JSON"'), '<html> no "JSON"');
    assert.equal(indented('{not for you}'), '{\n  not for you\n}');
    assert.equal(indented(''), '');
  });

  it('does not grow without bounds, however deep lists stand in one another', () => {
    const deep = '['.repeat(100_000);
    assert.ok(indented(deep).length < 50 * deep.length);
    const wide = `${'['.repeat(50)}${'1,'.repeat(1_000_000)}`;
    assert.equal(indented(wide), wide);
  });
});
