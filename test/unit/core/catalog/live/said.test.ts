import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { isSaidOtherwise, saidLine, sayingsOf } from '../../../../../src/core/catalog/live/said';
import type { SaidFigures } from '../../../../../src/core/catalog/live/said';
import { bare, model, table, testDay } from '../../../../support/models';

const catalog = createCatalog({ ...table, models: [model, bare] }, testDay);
const read = Date.UTC(2026, 10, 24, 12);
const ours = catalog.findModel(model.id)!;
const line = (figures: SaidFigures, at = read) =>
  saidLine({ by: 'Maker', read: at, figures }, ours, '2026-11-24', sayInEnglish);

describe('what somebody says of a model today', () => {
  it('stands beside ours, with who says it and when', () => {
    const figures = { ends: '2027-03-31', contextWindow: 200_000, input: 3, output: 10 };
    assert.equal(
      line(figures),
      'Maker says today: $3 in / $10 out (here: $2 in / $10 out) · 200K context · ends on 31 March 2027 (here: no date)',
    );
    assert.match(line(figures, Date.UTC(2026, 10, 20)) ?? '', /^Maker said on 20 November 2026: \$3 in/);
  });

  it('has nothing beside it where the model is not here', () => {
    const said = { by: 'Maker', read, figures: { contextWindow: 9_000, input: 0, output: 0 } };
    assert.equal(
      saidLine(said, undefined, '2026-11-24', sayInEnglish),
      'Maker says today: $0 in / $0 out · 9K context',
    );
  });

  it('is no line where nothing is said that has room in it', () => assert.equal(line({}), undefined));

  it('is said otherwise only where it differs from ours, or we have nothing', () => {
    const differs = (figures: SaidFigures, of = ours): boolean => isSaidOtherwise(figures, of, sayInEnglish);
    assert.equal(differs({ contextWindow: 200_000, input: 2, output: 10 }), false);
    assert.equal(differs({ contextWindow: 200_001 }), true);
    assert.equal(differs({ input: 2, output: 11 }), true);
    assert.equal(differs({ contextWindow: 200_000 }, catalog.findModel(bare.id)), true);
    assert.equal(differs({ stage: 'deprecated' }), true);
    assert.equal(differs({ stage: 'deprecated' }, { ...ours, status: 'deprecated' }), false);
    const ending = { ...ours, life: { retires: '2027-03', source: model.sources[0]! } };
    assert.equal(differs({ ends: '2027-03-31' }, ending), false);
    assert.equal(differs({ ends: '2027-04-01' }, ending), true);
  });

  it('is found for the model that an id names, of each list once, under its own id before an alias', () => {
    const of = sayingsOf(
      [
        {
          ...{ by: 'Router', read },
          models: [
            { id: 'x/maker-latest', figures: { input: 5, output: 6 } },
            { id: 'maker-1-large', figures: { input: 7, output: 8 } },
            { id: 'maker-9', figures: { input: 9, output: 9 } },
          ],
        },
        {
          by: 'Other',
          read,
          models: [
            { id: 'maker-1-large', figures: {} },
            { id: 'maker-0', figures: { ends: '2027-01-01' } },
          ],
        },
      ],
      catalog,
    );
    assert.deepEqual(of(model), [{ by: 'Router', read, figures: { input: 7, output: 8 } }]);
    assert.deepEqual(of(bare), [{ by: 'Other', read, figures: { ends: '2027-01-01' } }]);
    assert.deepEqual(of({ id: 'Org-Model:8b' }), []);
  });

  it('is shown, and used by no diagnostic, no count and no cost', () => {
    // Figures that a provider lists of its own models count there, and say whose they are.
    const ofProvider = /import type \{ ProviderSaid \} from .*/;
    const users = globSync('src/**/*.ts').filter((file) =>
      /from '.*\/(?:live\/)?(?:said|sayings)'|import\('.*\/live\/said'\)/.test(
        readFileSync(file, 'utf8').replace(ofProvider, ''),
      ),
    );
    const shows =
      /live[\\/](?:live\w+|registerLiveCatalog)|sayings|extension|readListedModel|modelAtBackend|models[\\/](?:modelRows|families[\\/]|models)|providers[\\/](?:providers|chat[\\/]model)|tokens[\\/](?:tokens|count[\\/](?:countTokens|modelPicker))|glossary[\\/]/;
    assert.deepEqual(
      users.filter((file) => !shows.test(file)),
      [],
    );
    assert.ok(users.length > 8);
  });
});
