import assert from 'node:assert/strict';
import { modelTooltip } from '../../../../src/core/catalog/modelTooltip';
import { bare, catalog, model } from '../../../support/models';

const dates = (text: string): string[] => text.match(/\d{4}-\d\d-\d\d/g) ?? [];

describe('modelTooltip', () => {
  it('says once when the facts were checked, and of those checked at another time when', () => {
    const text = modelTooltip({ ...model, aliases: [] }, catalog);
    assert.match(text, /Context window.*200,000 tokens/);
    assert.deepEqual(dates(text), ['2026-11-24', '2026-11-20']);
    assert.match(
      text,
      /Checked 2026-11-24 against \[The maker\]\(https:\/\/example\.com\/models\)\. Price: 2026-11-20\.$/,
    );
  });

  it('has one date where all facts have the same', () =>
    assert.deepEqual(dates(modelTooltip(bare, catalog)), ['2026-11-24']));

  it('leads from the name of the licence to it', () => {
    const licence = { name: 'MIT [X]', url: 'https://example.com/mit', commercialUse: 'yes' } as const;
    const text = modelTooltip({ ...bare, openness: 'open-weights', licence }, catalog);
    assert.match(text, /^\| Licence \| \[MIT \\\[X\\\]\]\(https:\/\/example\.com\/mit\) \|$/m);
    assert.match(text, /^\| Commercial use \| yes \|$/m);
  });

  it('shows names and notes as they are written', () => {
    const text = modelTooltip({ ...bare, notes: 'Retired on *Monday*.' }, catalog);
    assert.match(text, /\*\*Maker \\\[0\\\]\*\* · maker-0/);
    assert.match(text, /Retired on \\\*Monday\\\*\./);
  });
});
