import assert from 'node:assert/strict';
import { modelTooltip } from '../../../../src/core/catalog/modelFacts';
import { bare, catalog, model, source } from '../../../support/models';
import { sayInEnglish } from '../../../../src/core/base/say';

const dates = (text: string): string[] => text.match(/\d{1,2} [A-Z][a-z]+ \d{4}/g) ?? [];

describe('modelTooltip', () => {
  it('says once when the facts were checked, and of those checked at another time when', () => {
    const text = modelTooltip({ ...model, aliases: [] }, catalog, sayInEnglish);
    assert.match(text, /Context window.*200,000 tokens/);
    assert.deepEqual(dates(text), ['24 November 2026', '20 November 2026']);
    assert.match(
      text,
      /As of 24 November 2026, from \[The maker\]\(https:\/\/example\.com\/models\)\. Price: 20 November 2026\.$/,
    );
  });

  it('has one date where all facts have the same', () =>
    assert.deepEqual(dates(modelTooltip(bare, catalog, sayInEnglish)), ['24 November 2026']));

  it('writes every date in one way', () => {
    const text = modelTooltip(
      {
        ...model,
        released: '2024-10-22',
        knowledgeCutoff: '2024-04',
        status: 'retired',
        life: { retires: '2025-10-28', source },
      },
      catalog,
      sayInEnglish,
    );
    assert.match(text, /retired on 28 October 2025/);
    assert.match(text, /22 October 2024/);
    assert.match(text, /April 2024/);
    assert.doesNotMatch(text.replaceAll(/\(https:[^)]*\)/g, ''), /\d{4}-\d\d/);
  });

  it('leads from the name of the licence to it', () => {
    const licence = { name: 'MIT [X]', url: 'https://example.com/mit', commercialUse: 'yes' } as const;
    const text = modelTooltip({ ...bare, openness: 'open-weights', licence }, catalog, sayInEnglish);
    assert.match(text, /^\| Licence \| \[MIT \\\[X\\\]\]\(https:\/\/example\.com\/mit\) \|$/m);
    assert.match(text, /^\| Commercial use \| yes \|$/m);
  });

  it('shows names and notes as they are written', () => {
    const text = modelTooltip({ ...bare, notes: 'Retired on *Monday*.' }, catalog, sayInEnglish);
    assert.match(text, /\*\*Maker \\\[0\\\]\*\* · maker-0/);
    assert.match(text, /Retired on \\\*Monday\\\*\./);
  });
});
