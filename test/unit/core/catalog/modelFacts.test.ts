import assert from 'node:assert/strict';
import { Marked } from 'marked';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { familyCard, modelFacts } from '../../../../src/core/catalog/modelFacts';
import { catalog as table } from '../../../../generated/catalog';
import { bare, catalog, model, testDay } from '../../../support/models';
import { fullModel, fullPrice, hourlyModel } from '../../../support/prices';
import { sayInEnglish } from '../../../../src/core/base/say';

const real = createCatalog(table, testDay);
const factsOf = (one: typeof model): Record<string, string> =>
  Object.fromEntries(modelFacts(one, catalog).map(({ label, value }) => [label, value]));

describe('modelFacts', () => {
  it('says what is known', () => {
    assert.deepEqual(
      factsOf({ ...model, reasoning: false, modalities: { input: ['text', 'image'], output: ['text'] } }),
      {
        'Context window': '200,000 tokens',
        'Max output': '8,000 tokens',
        Modalities: 'text, image → text',
        Reasoning: 'no',
        Price: '$2 in, $10 out, $0.50 cached in per million tokens',
        'Above 100,000 input tokens': '$4 in, $15 out',
        Status: 'current',
        Weights: 'closed (API)',
        'Token count': 'exact, o200k_base',
      },
    );
  });

  it('says that a price is unknown, and leaves out what else is', () => {
    assert.deepEqual(factsOf(bare), {
      Price: 'unknown',
      Status: 'current',
      Weights: 'closed (API)',
      'Token count': '≈ (±20 %), from cl100k_base',
    });
  });

  it('says what the licence of open weights allows, and leads to it', () => {
    const licence = { name: 'Own Licence', url: 'https://example.com/licence', commercialUse: 'conditions' } as const;
    const open = { ...bare, openness: 'open-weights', licence: { ...licence, note: 'Not for giants.' } } as const;
    const facts = modelFacts(open, catalog).filter(({ source }) => source.url === licence.url);
    assert.deepEqual(
      facts.map(({ label, value, href, checked }) => [label, value, href, checked]),
      [
        ['Licence', 'Own Licence', licence.url, bare.checked],
        ['Commercial use', 'with conditions. Not for giants.', undefined, bare.checked],
      ],
    );
    assert.equal(factsOf({ ...open, licence: { ...licence, commercialUse: 'yes' } })['Commercial use'], 'yes');
  });

  it('says every price that is known, a line each', () => {
    const pricesOf = (one: typeof model): [string, string][] =>
      modelFacts(one, catalog)
        .filter(({ label, inPriceTable }) => inPriceTable ?? label === 'Price')
        .map(({ label, value }) => [label, value]);
    assert.deepEqual(pricesOf(fullModel), [
      ['Price', '$2 in, $10 out, $0.20 cached in per million tokens'],
      ['Cache write', '$2.50 kept 5 minutes, $4 kept 1 hour'],
      ['Above 100,000 input tokens', '$4 in, $15 out, $0.40 cached in; cache write $5 kept 5 minutes, $8 kept 1 hour'],
      ['Above 150,000 input tokens', '$6 in, $20 out'],
      ['Batch', '$1 in, $5 out, $0.10 cached in'],
      ['Batch, above 100,000 input tokens', '$2 in, $7.50 out'],
      ['Flex', '$1 in, $5 out'],
      ['Priority', '$4 in, $20 out, $0.40 cached in; cache write $5'],
      ['Cache storage', '$4.50 an hour'],
    ]);
    assert.deepEqual(pricesOf(hourlyModel).slice(2), [
      [
        '01:00 to 04:00 UTC, Monday to Friday, not on Holidays of Somewhere',
        '$2 in, $4 out, $0.20 cached in; cache write $3',
      ],
      ['23:30 to 24:00 UTC', '$3 in, $6 out'],
    ]);
  });

  it('says what a price will be, once that is known', () => {
    const next = { from: '2026-12-01', input: 3, output: 12 };
    const { price } = { ...model, price: { ...fullPrice, note: 'Text alone.', next } };
    assert.equal(
      factsOf({ ...model, price })['Price'],
      '$2 in, $10 out, $0.20 cached in per million tokens; from 1 December 2026 $3 in, $12 out (Text alone.)',
    );
  });

  it('gives the price its own date and source', () => {
    const price = modelFacts(model, catalog).find(({ label }) => label === 'Price');
    assert.equal(price?.checked, '2026-11-20');
    assert.equal(price.source.url, 'https://example.com/prices');
    const window = modelFacts(model, catalog).find(({ label }) => label === 'Context window');
    assert.equal(window?.checked, '2026-11-24');
    assert.equal(window.source.url, 'https://example.com/models');
  });

  it('gives every fact of every model a date and a source', () => {
    for (const entry of real.models) {
      for (const { label, checked, source } of modelFacts(entry, real)) {
        assert.match(checked, /^\d{4}-\d\d-\d\d$/, `${entry.id}: ${label}`);
        assert.match(source.url, /^https:/, `${entry.id}: ${label}`);
      }
    }
  });
});

describe('cards', () => {
  const html = (markdown: string): string => new Marked({ async: false }).parse(markdown) as string;

  for (const family of real.families) {
    it(`show ${family.name} with its maker, strengths and source`, () => {
      const card = html(familyCard(family, '2026-11-25', sayInEnglish));
      assert.ok(card.includes(`<a href="${family.source.url}"`));
      assert.match(card, /<em>Strengths:<\/em>/);
    });
  }
});
