import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';
import { configKeys, configuredSeverities, severityKeys } from '../../../../../../src/core/code/ids/config/idConfig';
import { parseIdConfig } from '../../../../../../src/core/code/ids/config/parseIdConfig';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly definitions?: { readonly severity: { readonly enum: readonly unknown[] } };
}
const schema = JSON.parse(readFileSync('media/ai-field-guide.schema.json', 'utf8')) as Schema;
const isValid = new Ajv({ allowUnionTypes: true }).compile(schema);

/** Files that are right or nearly so. */
const text = fc.constantFrom<unknown>('gpt-4', 'tests/', 4, null, true, []);
const texts = fc.oneof(fc.array(text, { maxLength: 3 }), text);
const severity = fc.constantFrom<unknown>('error', 'warning', 'information', 'hint', 'off', 'fatal', 1, null);
const some = (model: Record<string, fc.Arbitrary<unknown>>) => fc.record(model, { requiredKeys: [] });
const file = some({
  ignore: fc.oneof(some({ ids: texts, paths: texts, id: texts }), fc.constantFrom(null, [], 'x')),
  warnWithinDays: fc.constantFrom<unknown>(0, 60, 3_650, 3_651, -1, 0.5, '60', null),
  severity: fc.oneof(
    some(Object.fromEntries([...severityKeys, 'gone'].map((key) => [key, severity]))),
    fc.constantFrom(null, [], 'off'),
  ),
  budgets: fc.oneof(
    some({ 'AGENTS.md': fc.constantFrom<unknown>(1, 2_000, 0, 1.5, '9', null) }),
    fc.constantFrom(null, [], 'x'),
  ),
  more: fc.constant(1),
});

describe('the schema of ai-field-guide.yml', () => {
  it('has the keys and severities that the parser and the completion have', () => {
    const keysOf = (at: Schema | undefined): string[] => Object.keys(at?.properties ?? {});
    const { ignore, severity: severities } = schema.properties ?? {};
    assert.deepEqual({ '': keysOf(schema), ignore: keysOf(ignore), severity: keysOf(severities) }, configKeys);
    assert.deepEqual(schema.definitions?.severity.enum, [...configuredSeverities, null]);
  });

  it('finds right and wrong what the parser does', () => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(file, (value) => {
        const written = stringify(value);
        const isRight = parseIdConfig(written).problems.length === 0;
        seen.add(isRight);
        assert.equal(isValid(parse(written)), isRight, written);
      }),
      { numRuns: 1_000 },
    );
    assert.equal(seen.size, 2, 'both were tried');
  });
});
