import assert from 'node:assert/strict';
import fc from 'fast-check';
import { comparableAnswer } from '../../../../src/core/playground/comparableAnswer';

describe('an answer that is compared', () => {
  it('has the keys of its JSON in one order, a value a line, and numbers and strings as they were written', () => {
    const { text, ending } = comparableAnswer('{"b":1.0,"a":[12345678901234567890,{"d":"\\u00e9","c":null}],"":{}}');
    assert.equal(ending, '.json');
    assert.equal(
      text,
      '{\n  "": {},\n  "a": [\n    12345678901234567890,\n    {\n      "c": null,\n      "d": "\\u00e9"\n    }\n  ],\n  "b": 1.0\n}\n',
    );
  });

  it('is taken out of its fence where it is nothing but JSON', () => {
    assert.deepEqual(comparableAnswer('```json\n{"a": 1}\n```\n'), { text: '{\n  "a": 1\n}\n', ending: '.json' });
  });

  for (const answer of [
    'Words.',
    '{"a": 1',
    '12',
    '"text"',
    'See {"a": 1}',
    '```json\n{"a"}\n```',
    '',
    `[${' '.repeat(100_000)}]`,
  ])
    it(`stays as it is where it is no JSON, or a long one: ${answer.slice(0, 20)}`, () =>
      assert.deepEqual(comparableAnswer(answer), { text: answer, ending: '.md' }));

  it('stays as it is where it is nested too deep', () => {
    const deep = '['.repeat(5_000) + ']'.repeat(5_000);
    assert.equal(comparableAnswer(deep).text, deep);
  });

  it('means the same as it did, whatever the order of its keys, and comes out alike', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 6 }), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        const { text } = comparableAnswer(JSON.stringify(value));
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
        assert.equal(comparableAnswer(JSON.stringify(turned, undefined, 1)).text, text);
      }),
      { numRuns: 100 },
    );
  });
});
