import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { settingId, settingsTable } from '../../../../src/editor/shared/settingsTable';
import type { Setting, SettingName } from '../../../../src/editor/shared/settingsTable';

const propertySchema = v.looseObject({
  type: v.picklist(['string', 'boolean', 'number', 'integer', 'array']),
  default: v.unknown(),
  order: v.number(),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  enum: v.optional(v.array(v.string())),
});
const manifestSchema = v.object({
  contributes: v.object({
    configuration: v.array(v.object({ order: v.number(), properties: v.record(v.string(), propertySchema) })),
  }),
});

const { contributes } = v.parse(manifestSchema, JSON.parse(readFileSync('package.json', 'utf8')));
const properties = Object.assign({}, ...contributes.configuration.map((group) => group.properties)) as Record<
  string,
  v.InferOutput<typeof propertySchema>
>;

/** A value of each type that settings.json can hold. */
const values = { string: 'text', boolean: true, number: 50.5, integer: 50, array: ['text'] };

describe('the settings', () => {
  it('stand in six groups, in order', () => {
    const counted = (each: readonly unknown[]): number[] => each.map((_, index) => index + 1);
    const groups = contributes.configuration;
    assert.equal(groups.length, 6);
    assert.deepEqual(
      groups.map(({ order }) => order),
      counted(groups),
    );
    for (const group of groups) {
      const orders = Object.values(group.properties).map(({ order }) => order);
      assert.deepEqual(orders, counted(orders));
    }
  });
});

describe('a setting', () => {
  for (const [name, { schema, fallback }] of Object.entries<Setting<unknown>>(settingsTable)) {
    const id = settingId(name as SettingName);
    const accepts = (value: unknown): boolean => v.is(schema, value);

    describe(id, () => {
      const property = properties[id];
      it('stands in package.json', () =>
        assert.ok(property, `${id} is not in contributes.configuration of package.json`));
      if (property === undefined) return;

      it('has one default, in the manifest and in the code', () => {
        const where = `${id}: the default in package.json is not that of src/editor/shared/settingsTable.ts`;
        assert.deepEqual(fallback, property.default, where);
        assert.ok(accepts(fallback));
      });

      const { minimum, maximum } = property;
      if (minimum !== undefined) {
        it(`begins at ${minimum}, as the manifest says`, () =>
          assert.deepEqual([minimum - 1, minimum].map(accepts), [false, true]));
      }
      if (minimum !== undefined || maximum !== undefined) {
        it(`ends at ${maximum ?? 'no value'}, as the manifest says`, () => {
          const highest = maximum ?? Number.MAX_SAFE_INTEGER - 1;
          assert.deepEqual([highest, highest + 1].map(accepts), [true, maximum === undefined]);
        });
      }

      if (name !== 'providers.list') {
        it('holds the type that the manifest says, and no other', () => {
          // One of a list is a text of that list.
          const string = property.enum?.[0] ?? values.string;
          const fitting = Object.entries({ ...values, string }).filter(([, value]) => accepts(value));
          const expected = property.type === 'number' ? ['number', 'integer'] : [property.type];
          assert.deepEqual(
            fitting.map(([type]) => type),
            expected,
          );
        });
      }
    });
  }
});
