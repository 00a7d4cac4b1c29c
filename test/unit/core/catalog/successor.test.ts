import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { successorOf } from '../../../../src/core/catalog/successor';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import { catalog as real } from '../../../../generated/catalog';
import { lifecycle as ends } from '../../../../generated/lifecycle';
import { createLifecycle } from '../../../../src/core/catalog/lifecycle';
import { model, table, testDay } from '../../../support/models';

const make = (name: string, status: Model['status'], more: Partial<Model> = {}): Model => ({
  ...model,
  id: name.toLowerCase(),
  aliases: [],
  name,
  status,
  ...more,
});

const models = [
  make('Maker 3 Ultra', 'current', { representative: true, released: '2026-09' }),
  make('Maker 3 Mini', 'current', { released: '2026-08' }),
  make('Maker 3.1 Mini', 'current', { released: '2026-09-01' }),
  make('Maker 4 Mini', 'preview', { released: '2026-10' }),
  make('Maker 1 Mini', 'retired', { released: '2024' }),
  make('Maker 1 Code Fast', 'retired'),
  make('Maker 1', 'retired'),
];
const catalog = createCatalog({ ...table, models }, testDay);
const successor = (name: string) =>
  successorOf(
    models.find((one) => one.name === name)!,
    catalog,
  )?.name;

const lifecycle = createLifecycle(ends);

describe('successorOf', () => {
  it('is what the maker names, where that lives, whatever the names of its line say', () => {
    const life = {
      retires: '2026-01-01',
      successors: ['unknown', 'maker 1', 'maker 3 mini'],
      source: model.sources[0]!,
    };
    assert.equal(successorOf(make('Maker 2 Ultra', 'retired', { life }), catalog)?.name, 'Maker 3 Mini');
  });

  it('is the newest current model of the same line', () => assert.equal(successor('Maker 1 Mini'), 'Maker 3.1 Mini'));

  it('is the model that stands for the family where the line has ended or never was', () => {
    assert.equal(successor('Maker 1 Code Fast'), 'Maker 3 Ultra');
    assert.equal(successor('Maker 1'), 'Maker 3 Ultra');
  });

  it('takes no single letter of a name for a line: Maker 1x Mini is a Mini', () => {
    const gone = make('Maker 1x Mini', 'retired');
    assert.equal(
      successorOf(gone, createCatalog({ ...table, models: [...models, gone] }, testDay))?.name,
      'Maker 3.1 Mini',
    );
  });

  it('is the newest current model where the one that stands for the family is a preview', () => {
    const gone = make('Maker 1', 'retired');
    const preview = make('Maker 4 Ultra', 'preview', { representative: true, released: '2026-11' });
    const old = make('Maker 2 Code', 'current', { released: '2025' });
    const next = make('Maker 3 Plus', 'current', { released: '2026-04' });
    const of = (...some: Model[]) =>
      successorOf(gone, createCatalog({ ...table, models: [gone, ...some] }, testDay))?.name;
    assert.equal(of(preview, old, next), 'Maker 3 Plus');
    assert.equal(of(preview), 'Maker 4 Ultra');
  });

  it('is another model than the one that is gone', () => {
    const alone = make('Maker 1', 'retired', { representative: true });
    assert.equal(successorOf(alone, createCatalog({ ...table, models: [alone] }, testDay)), undefined);
  });

  it('is what the problem at its id says, or a current one, for every retired model of the catalog', () => {
    const all = createCatalog(real, testDay);
    const retired = all.models.filter(({ status }) => status === 'retired');
    assert.ok(retired.length > 0);
    for (const gone of retired) {
      const record = lifecycle.find(gone.id);
      const named = record && all.findModel(lifecycle.successor(record, testDay())?.id ?? '');
      const hasCurrent = all.modelsOf(gone.family).some(({ status }) => status === 'current');
      if (named) assert.equal(successorOf(gone, all)?.id, named.id, gone.id);
      else assert.equal(successorOf(gone, all)?.status, hasCurrent ? 'current' : 'preview', gone.id);
    }
  });
});
