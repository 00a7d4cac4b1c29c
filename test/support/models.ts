import type { Day } from '../../src/core/base/day';
import { createCatalog } from '../../src/core/catalog/catalog';
import type { CatalogTable, Model } from '../../src/core/catalog/catalogTable';

export const source = { id: 'maker', title: 'The maker', url: 'https://example.com/models' };
const prices = { id: 'prices', title: 'The "price" list', url: 'https://example.com/prices' };

export const model: Model = {
  id: 'maker-1-large',
  family: 'maker',
  name: 'Maker 1 Large',
  aliases: ['maker-1-large-2026', 'maker-latest'],
  status: 'current',
  openness: 'closed',
  contextWindow: 200_000,
  maxOutput: 8_000,
  price: {
    input: 2,
    cachedInput: 0.5,
    output: 10,
    longContext: { above: 100_000, input: 4, output: 15 },
    checked: '2026-11-20',
    source: 'prices',
  },
  tokenizer: 'exact',
  checked: '2026-11-24',
  sources: [source, prices],
};

/** A model of which little is known. */
export const bare: Model = {
  id: 'maker-0',
  family: 'maker',
  name: 'Maker [0]',
  status: 'current',
  openness: 'closed',
  tokenizer: 'guess',
  checked: '2026-11-24',
  sources: [source],
};

export const table: CatalogTable = {
  families: [
    {
      id: 'maker',
      order: 1,
      name: 'Maker',
      maker: 'Maker Inc.',
      makerUrl: 'https://example.com',
      openness: 'mixed',
      summary: 'A family of models that is not real.',
      strengths: 'Stands still for tests.',
      checked: '2026-11-24',
      source,
    },
  ],
  models: [model, bare, { ...model, id: 'Org-Model:8b', aliases: [] }],
  tokenizers: [
    { id: 'exact', encoding: 'o200k_base', source },
    {
      id: 'guess',
      encoding: 'cl100k_base',
      estimate: { factor: 1.5, bandPercent: 20, reason: 'The tokenizer is not public.' },
      source,
    },
  ],
};

/** The day on which tests look at a catalog. */
export const testDay = (): Day => '2026-11-25';

/** The moment at which that day begins. */
export const testTime = new Date('2026-11-25');

export const catalog = createCatalog(table, testDay);
