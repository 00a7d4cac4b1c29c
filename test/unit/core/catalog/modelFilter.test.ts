import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog as table } from '../../../../generated/catalog';
import { sayInEnglish } from '../../../../src/core/base/say';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import {
  criterionNames,
  filterWords,
  isFiltered,
  modalitySteps,
  modelOrders,
  passes,
  priceSteps,
  readFilter,
  readOrder,
  shownModels,
  sortByOrder,
  windowSteps,
  without,
} from '../../../../src/core/catalog/modelFilter';
import type { ModelFilter } from '../../../../src/core/catalog/modelFilter';
import { bare, model, testDay } from '../../../support/models';

const catalog = createCatalog(table, testDay);

const filters = fc.record(
  {
    open: fc.constant(true as const),
    minWindow: fc.oneof(fc.constantFrom(...windowSteps), fc.integer({ min: 1, max: 20_000_000 })),
    modality: fc.constantFrom(...modalitySteps),
    maxPrice: fc.oneof(fc.constantFrom(...priceSteps), fc.double({ min: 0, max: 100, noNaN: true })),
    reasoning: fc.constant(true as const),
    alive: fc.constant(true as const),
  },
  { requiredKeys: [] },
);

describe('the filter of models', () => {
  const passing = (filter: ModelFilter): Set<Model> => new Set(catalog.models.filter((each) => passes(each, filter)));

  it('leaves all models where nothing is asked for', () => {
    assert.equal(passing({}).size, catalog.models.length);
    assert.equal(isFiltered({}), false);
    assert.deepEqual(filterWords({}, sayInEnglish), []);
  });

  it('asks for all of its criteria at once: each alone leaves at least as many', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const all = passing(filter);
        for (const each of catalog.models) {
          const alone = criterionNames.every((name) => passes(each, { [name]: filter[name] }));
          assert.equal(all.has(each), alone, each.id);
        }
      }),
    );
  });

  it('leaves no fewer models when less is asked for', () => {
    fc.assert(
      fc.property(filters, fc.constantFrom(...criterionNames), (filter, name) => {
        const [less, more] = [passing(without(filter, name)), passing(filter)];
        assert.ok([...more].every((each) => less.has(each)));
      }),
    );
  });

  it('comes back from where it was kept', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        assert.deepEqual(readFilter(JSON.parse(JSON.stringify(filter))), JSON.parse(JSON.stringify(filter)));
      }),
    );
  });

  it('drops what is bad of what was kept, and nothing else', () => {
    const kept = { open: true, minWindow: 'much', modality: 'smell', maxPrice: -1, reasoning: false, other: 1 };
    assert.deepEqual(readFilter(kept), { open: true });
    for (const none of [undefined, null, 'open', [true]]) assert.deepEqual(readFilter(none), {});
  });

  const cases: [filter: ModelFilter, passing: Model[], failing: Model[]][] = [
    [{ open: true }, [{ ...bare, openness: 'open-weights' }], [bare]],
    [{ minWindow: 200_000 }, [model], [bare, { ...model, contextWindow: 199_999 }]],
    [
      { modality: 'image' },
      [{ ...bare, modalities: { input: ['text', 'image'], output: ['text'] } }],
      [bare, { ...bare, modalities: { input: ['text'], output: ['image'] } }],
    ],
    [{ maxPrice: 2 }, [model], [bare, { ...model, price: { ...model.price!, input: 2.01 } }]],
    [{ reasoning: true }, [{ ...bare, reasoning: true }], [bare, { ...bare, reasoning: false }]],
    [{ alive: true }, [bare, { ...bare, status: 'deprecated' }], [{ ...bare, status: 'retired' }]],
  ];
  for (const [filter, good, bad] of cases) {
    it(`knows ${JSON.stringify(filter)}, for which what is unknown is not enough`, () => {
      for (const each of good) assert.equal(passes(each, filter), true);
      for (const each of bad) assert.equal(passes(each, filter), false);
    });
  }

  it('says in words what it asks for', () => {
    assert.deepEqual(
      filterWords(
        { open: true, minWindow: 128_000, modality: 'image', maxPrice: 0.5, reasoning: true, alive: true },
        sayInEnglish,
      ),
      [
        ...['open weights', 'window of at least 128K', 'accepts images', 'input at most $0.50 per million tokens'],
        ...['reasoning', 'not retired'],
      ],
    );
  });
});

describe('the order of models', () => {
  it('loses no model and makes none, and is the same of what is in order already', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...catalog.models]), fc.constantFrom(...modelOrders), (models, order) => {
        const sorted = sortByOrder(models, order);
        assert.deepEqual(new Set(sorted), new Set(models));
        assert.equal(sorted.length, models.length);
        assert.deepEqual(sortByOrder(sorted, order), sorted);
      }),
    );
  });

  const keys: [
    order: 'newest' | 'price' | 'window',
    key: (model: Model) => string | number | undefined,
    sign: 1 | -1,
  ][] = [
    ['newest', ({ released }) => released?.padEnd(10, '-00'), -1],
    ['price', ({ price }) => price?.input, 1],
    ['window', ({ contextWindow }) => contextWindow, -1],
  ];
  for (const [order, key, sign] of keys) {
    it(`"${order}" goes one way, the unknown last`, () => {
      const values = shownModels(catalog, {}, order).map(key);
      const known = values.filter((value) => value !== undefined);
      assert.ok(known.length > 20);
      assert.deepEqual(values.slice(0, known.length), known);
      for (const [i, value] of known.entries()) {
        const next = known[i + 1];
        if (next !== undefined) assert.ok(sign === 1 ? value <= next : value >= next, `${value} before ${next}`);
      }
    });
  }

  it('"maker" is that of the families, each as the catalog has it', () => {
    const expected = catalog.families.flatMap(({ id }) => catalog.modelsOf(id));
    assert.deepEqual(shownModels(catalog, {}, 'maker'), expected);
  });

  it('takes an unknown one that was kept for the maker’s', () => {
    assert.equal(readOrder('price'), 'price');
    for (const kept of [undefined, 'colour', 3]) assert.equal(readOrder(kept), 'maker');
  });
});
