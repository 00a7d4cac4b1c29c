import assert from 'node:assert/strict';
import vm from 'node:vm';
import fc from 'fast-check';
import { literal, quoted } from '../../../../../src/core/playground/export/literals';
import { hardTexts, jsonValues } from '../../../../support/hardTexts';
import { tries } from '../../../../support/tries';

const sameJson = (text: string, value: unknown): void =>
  assert.equal(JSON.stringify(JSON.parse(text)), JSON.stringify(value));

describe('the values of a request as literals', () => {
  it('mean the same in JSON', () => {
    fc.assert(
      fc.property(jsonValues, (value) => sameJson(literal(value, 'json'), value)),
      tries(300),
    );
  });

  it('mean the same in TypeScript', () => {
    fc.assert(
      fc.property(jsonValues, (value) => {
        const evaluated: unknown = vm.runInNewContext(`(${literal(value, 'typescript')})`);
        assert.equal(JSON.stringify(evaluated), JSON.stringify(value));
      }),
      tries(300),
    );
  });

  it('show all that is in a text: nothing ends a line, turns it round or is not seen', () => {
    fc.assert(
      fc.property(hardTexts, (text) => {
        assert.doesNotMatch(
          quoted(text),
          /[\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]/,
        );
        assert.equal(JSON.parse(quoted(text)), text);
      }),
      tries(300),
    );
  });

  it('are laid out as people write them', () => {
    const value = {
      model: 'm',
      stop: [],
      messages: [{ role: 'user', content: 'x'.repeat(70) }],
      stream: true,
      seed: null,
    };
    assert.equal(
      literal(value, 'typescript'),
      [
        '{',
        '  model: "m",',
        '  stop: [],',
        '  messages: [',
        '    {',
        '      role: "user",',
        `      content: "${'x'.repeat(70)}",`,
        '    },',
        '  ],',
        '  stream: true,',
        '  seed: null,',
        '}',
      ].join('\n'),
    );
    assert.equal(literal({ a: true, 'b-c': null }, 'python'), '{"a": True, "b-c": None}');
    assert.equal(literal({ 'b-c': [1, 2.5] }, 'typescript'), '{ "b-c": [1, 2.5] }');
  });
});
