import assert from 'node:assert/strict';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { stepsOf } from '../../../../src/core/catalog/priceTable';
import { catalog as table } from '../../../../generated/catalog';
import { catalog, model, table as small, testDay } from '../../../support/models';

describe('findModel', () => {
  for (const id of [
    'maker-1-large',
    'maker-1-large-2026',
    'maker-latest',
    ' Maker-1-LARGE ',
    'openai/maker-1-large',
    'accounts/x/models/maker-1-large',
    'openrouter/maker/maker-latest',
  ]) {
    it(`finds the model that ${JSON.stringify(id)} names`, () => assert.equal(catalog.findModel(id)?.id, model.id));
  }

  it('finds a model whose own id has capitals and a size', () => {
    assert.equal(catalog.findModel('org-model:8B')?.id, 'Org-Model:8b');
  });

  for (const id of [
    '',
    '/',
    'maker',
    'maker-1',
    'maker-1-larg',
    'maker-1-large-2027',
    'maker-1-large-mini',
    'maker-1-large/x',
    'x-maker-1-large',
    'maker-1-large:free',
    'constructor',
  ]) {
    it(`knows no model ${JSON.stringify(id)}`, () => assert.equal(catalog.findModel(id), undefined));
  }

  it('takes the longer of two names that end alike', () => {
    const weights = { ...model, id: 'weights', aliases: ['maker/maker-1-large'] };
    const both = createCatalog({ ...small, models: [...small.models, weights] }, testDay);
    assert.equal(both.findModel('maker/maker-1-large')?.id, 'weights');
    assert.equal(both.findModel('host/maker/maker-1-large')?.id, 'weights');
    assert.equal(both.findModel('host/maker-1-large')?.id, model.id);
  });
});

describe('createCatalog', () => {
  it('finds families, their models and their tokenizers', () => {
    assert.equal(catalog.family('maker')?.name, 'Maker');
    assert.equal(catalog.family('other'), undefined);
    assert.deepEqual(
      catalog.modelsOf('maker').map(({ id }) => id),
      ['maker-1-large', 'Org-Model:8b', 'maker-0'],
    );
    assert.deepEqual(catalog.modelsOf('other'), []);
    assert.equal(catalog.tokenizerOf(model).id, 'exact');
  });

  it('says which tokenizer is missing', () => {
    const broken = createCatalog({ ...small, tokenizers: [] }, testDay);
    assert.throws(() => broken.tokenizerOf(model), /no tokenizer "exact"/);
  });
});

describe('the catalog', () => {
  const real = createCatalog(table, testDay);

  it('begins with the eight families of the guide, in their order', () => {
    assert.deepEqual(
      real.families.slice(0, 8).map(({ id }) => id),
      ['gpt', 'claude', 'gemini', 'llama', 'mistral', 'deepseek', 'qwen', 'grok'],
    );
  });

  it('puts what can be used first, then the newest, then the dearest', () => {
    const gpt = real.modelsOf('gpt').map(({ id }) => id);
    assert.deepEqual(gpt.slice(0, 4), ['gpt-6.2-astra', 'gpt-6.2-sol', 'gpt-6.1-terra', 'gpt-6-luna']);
    assert.equal(gpt.at(-1), 'gpt-4');
  });

  it('has one model that stands for each family, in the order of the families', () => {
    assert.deepEqual(
      real.representatives.map(({ family }) => family),
      real.families.map(({ id }) => id),
    );
    assert.equal(real.representatives[0]?.id, 'gpt-6.2-astra');
  });

  for (const family of real.families) {
    it(`has a current model of ${family.name}`, () => {
      const ids = real.modelsOf(family.id).filter(({ status }) => status === 'current');
      assert.ok(ids.length > 0, `no model of ${family.id} has the status "current"`);
    });
  }

  it('finds every model by its id, its aliases and behind a prefix', () => {
    for (const entry of real.models) {
      for (const id of [entry.id, ...(entry.aliases ?? [])]) {
        assert.equal(real.findModel(id), entry, id);
        assert.equal(real.findModel(`router/${id.toUpperCase()}`), entry, id);
      }
    }
  });

  it('has a date and a source for everything, and no address that breaks a link', () => {
    const urls = [
      ...real.families.flatMap(({ source, makerUrl }) => [source.url, makerUrl]),
      ...table.tokenizers.map(({ source }) => source.url),
      ...real.models.flatMap(({ sources }) => sources.map(({ url }) => url)),
    ];
    for (const url of urls) assert.match(url, /^https:\/\/[^\s()<>"]+$/);
    for (const { id, checked, price, sources } of real.models) {
      assert.ok(sources.length > 0, id);
      for (const date of [checked, ...(price ? [price.checked] : [])]) {
        assert.match(date, /^\d{4}-\d\d-\d\d$/, id);
        assert.ok(!Number.isNaN(Date.parse(date)), `${id}: ${date}`);
      }
    }
  });

  it('has no price of 0, no cached price above the fresh one and no output beyond the window', () => {
    for (const { id, price, contextWindow, maxOutput } of real.models) {
      if (price) {
        assert.ok(price.input > 0 && price.output > 0, id);
        assert.ok((price.cachedInput ?? 0) <= price.input, id);
        for (const step of stepsOf(price)) assert.ok(step.input >= price.input, id);
      }
      if (contextWindow !== undefined && maxOutput !== undefined) assert.ok(maxOutput <= contextWindow, id);
    }
  });
});
