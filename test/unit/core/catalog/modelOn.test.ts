import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { ModelEntry } from '../../../../src/core/catalog/catalogTable';
import { modelOn, priceOn } from '../../../../src/core/catalog/modelOn';
import type { Price } from '../../../../src/core/catalog/priceTable';
import { bare, model, source, table } from '../../../support/models';

const rate = (input: number, more: Partial<Price> = {}): Price => ({
  ...{ input, output: input * 5, checked: '2026-11-24', source: 'prices' },
  ...more,
});
const launch = [rate(2, { until: '2026-11-30' }), rate(4, { from: '2026-12-01' })];

describe('the price of a day', () => {
  it('is the one of its period, to the last day and from the first', () => {
    const inputs = ['2026-01-01', '2026-11-30', '2026-12-01', '2027-12-01'].map((day) => priceOn(launch, day)?.input);
    assert.deepEqual(inputs, [2, 2, 4, 4]);
  });

  it('says what it costs next, as long as that is to come', () => {
    assert.deepEqual(priceOn(launch, '2026-11-30')?.next, { from: '2026-12-01', input: 4, output: 20 });
    assert.equal(priceOn(launch, '2026-12-01')?.next, undefined);
    assert.equal(priceOn(rate(2), '2026-11-30')?.next, undefined);
  });

  it('is unknown after the last period that is known', () => {
    assert.equal(priceOn([rate(2, { until: '2026-11-30' })], '2026-12-01'), undefined);
    const entry = { ...bare, price: [rate(2, { until: '2026-11-30' })] };
    assert.ok(!('price' in modelOn(entry, '2026-12-01')));
  });
});

describe('the status of a day', () => {
  const ends = (retires: string | { notBefore: string }, more: object = {}): ModelEntry => ({
    ...model,
    life: { retires, source, ...more },
  });
  const statuses = (entry: ModelEntry, ...days: string[]): string[] => days.map((day) => modelOn(entry, day).status);

  it('is deprecated once an end is known, and retired on the day of the end', () => {
    assert.deepEqual(statuses(ends('2026-12-01'), '2026-11-30', '2026-12-01', '2027-01-01'), [
      'deprecated',
      'retired',
      'retired',
    ]);
  });

  it('is retired after a month of which no day is known', () => {
    assert.deepEqual(statuses(ends('2026-12'), '2026-12-31', '2027-01-01'), ['deprecated', 'retired']);
  });

  it('stays what it is where no more is promised than a day before which nothing ends', () => {
    assert.deepEqual(statuses(ends({ notBefore: '2026-12-01' }), '2026-11-30', '2027-01-01'), ['current', 'current']);
  });

  it('is deprecated from the day on which the maker says so', () => {
    const entry = ends({ notBefore: '2027-05-07' }, { deprecated: '2026-12-01' });
    assert.deepEqual(statuses(entry, '2026-11-30', '2026-12-01'), ['current', 'deprecated']);
  });
});

describe('a catalog over midnight', () => {
  it('gives the models of the day of asking', () => {
    let day = '2026-11-30';
    const ending: ModelEntry = { ...model, id: 'ending', aliases: [], life: { retires: '2026-12-01', source } };
    const catalog = createCatalog({ ...table, models: [ending, { ...bare, price: launch }] }, () => day);
    const seen = (): unknown[] => [
      catalog.day,
      catalog.findModel('ending')?.status,
      catalog.findModel('maker-0')?.price?.input,
      catalog.modelsOf('maker').map(({ id }) => id),
    ];
    assert.deepEqual(seen(), ['2026-11-30', 'deprecated', 2, ['maker-0', 'ending']]);
    day = '2026-12-01';
    assert.deepEqual(seen(), ['2026-12-01', 'retired', 4, ['maker-0', 'ending']]);
  });

  it('lets another model stand for the family when the chosen one is retired', () => {
    const chosen: ModelEntry = {
      ...model,
      id: 'chosen',
      aliases: [],
      representative: true,
      life: { retires: '2026-12-01', source },
    };
    const other: ModelEntry = { ...model, id: 'other', aliases: [] };
    const on = (day: string): string[] =>
      createCatalog({ ...table, models: [chosen, other] }, () => day).representatives.map(({ id }) => id);
    assert.deepEqual(on('2026-11-30'), ['chosen']);
    assert.deepEqual(on('2026-12-01'), ['other']);
  });
});
