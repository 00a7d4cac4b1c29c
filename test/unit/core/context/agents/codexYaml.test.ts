import assert from 'node:assert/strict';
import fc from 'fast-check';
import { codexFields } from '../../../../../src/core/context/agents/codexYaml';
import { tries } from '../../../../support/tries';

const scalars = [
  '',
  'a',
  '1',
  '01',
  '1.0',
  '0x1F',
  'true',
  'null',
  '~',
  'Null',
  '2026-01-02',
  "'1'",
  '"a\\tb"',
  '.inf',
  '<<',
];
const value = fc.oneof(
  fc.constantFrom(...scalars, '|', '>-', '!!str 1', '!x a', '&a b', '*a', '- a', '# b', 'a # b', 'a: b', '@a'),
  fc.constantFrom(...scalars).map((each) => `[${each}, 1]`),
  fc.constantFrom(...scalars).map((each) => `\n  ${each}\n  b`),
);
const key = fc.constantFrom(
  'name',
  'description',
  'metadata',
  '  short-description',
  '1',
  '01',
  "'1'",
  '- name',
  '<<',
  '~',
);
const yaml = fc
  .array(fc.tuple(key, value), { maxLength: 5 })
  .map((lines) => lines.map((line) => line.join(': ')).join('\n'));

describe('fields of Codex', () => {
  it('are the same texts where other agents have read them with types @deep', () => {
    const notRead = (): undefined => undefined;
    fc.assert(
      fc.property(yaml, (text) => assert.deepEqual(codexFields(text), codexFields(text, notRead))),
      tries(500),
    );
  });
});
