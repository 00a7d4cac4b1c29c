import assert from 'node:assert/strict';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { defaultModel } from '../../../../src/core/catalog/defaultModel';
import { standardModel } from '../../../../src/core/catalog/standardModel';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import { bare, model, table as small, testDay } from '../../../support/models';

const { price } = model;
/** A model of a made-up family, at `input` dollars per million tokens. */
const sized = (name: string, input: number, released: string, more: Partial<Model> = {}): Model => ({
  ...model,
  ...{ id: name.toLowerCase().replaceAll(' ', '-'), name, released, price: { ...price!, input }, aliases: [] },
  ...more,
});
const mini = sized('Maker 2 Mini', 0.1, '2026-11-20');
const plain = sized('Maker 2 Plain', 2, '2026-11-01');
const other = sized('Maker 2 Other', 1, '2026-10-01');
const grand = sized('Maker 2 Grand', 9, '2026-11-22');
const catalogOf = (...models: Model[]) => createCatalog({ ...small, models }, testDay);

describe('the default model', () => {
  it('is the newest of its family that is neither the cheapest nor the dearest', () => {
    assert.equal(defaultModel(catalogOf(mini, grand, other, plain))?.name, 'Maker 2 Plain');
  });

  it('is another one as soon as that one is retired', () => {
    const retired: Model = { ...plain, status: 'retired' };
    assert.equal(defaultModel(catalogOf(mini, grand, other, retired))?.name, 'Maker 2 Other');
  });

  it('is the newer, and of one date the cheaper, where there are but two', () => {
    assert.equal(standardModel([plain, other])?.name, 'Maker 2 Plain');
    const twin = sized('Maker 2 Twin', 1.5, '2026-11-01');
    assert.equal(standardModel([plain, twin])?.name, 'Maker 2 Twin');
    assert.equal(standardModel([twin, plain])?.name, 'Maker 2 Twin');
  });

  it('is never a preview, one without price or context window, or one that writes no text', () => {
    const { contextWindow, ...windowless } = plain;
    const { price: itsPrice, ...priceless } = plain;
    assert.ok(contextWindow && itsPrice);
    const painter: Model = { ...plain, modalities: { input: ['text'], output: ['image'] } };
    for (const useless of [{ ...plain, status: 'preview' as const }, priceless, windowless, painter]) {
      assert.equal(standardModel([useless]), undefined);
    }
  });

  it('comes from the next family where the first has none', () => {
    const second = { ...small.families[0]!, id: 'second', order: 2 };
    const families = [...small.families, second];
    const models = [
      { ...plain, status: 'retired' as const },
      { ...other, family: 'second' },
    ];
    assert.equal(defaultModel(createCatalog({ ...small, families, models }, testDay))?.family, 'second');
  });

  it('is a current one before a preview or a retired one where no family has a standard model', () => {
    const preview = sized('Maker 4', 1, '2026-12', { status: 'preview', representative: true });
    const retired = sized('Maker 0', 1, '2024', { status: 'retired' });
    assert.equal(defaultModel(catalogOf(preview, retired, bare))?.id, bare.id);
    assert.equal(defaultModel(catalogOf(retired, preview))?.id, preview.id);
    const newer = sized('Maker 5', 1, '2026-12-20', { status: 'preview' });
    assert.equal(defaultModel(catalogOf(newer, preview))?.id, preview.id);
  });

  it('is whatever there is where no family has one', () => {
    assert.equal(defaultModel(catalogOf(bare))?.id, bare.id);
    assert.equal(defaultModel(catalogOf()), undefined);
  });

  it('is a current one of the data, with price and context window', () => {
    const chosen = defaultModel(createCatalog(table, testDay));
    assert.equal(chosen?.status, 'current');
    assert.equal(chosen.family, table.families[0]?.id);
    assert.ok(chosen.price && chosen.contextWindow);
  });
});
