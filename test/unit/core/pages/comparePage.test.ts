import assert from 'node:assert/strict';
import fc from 'fast-check';
import { catalog as table } from '../../../../generated/catalog';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import type { Model } from '../../../../src/core/catalog/catalogTable';
import { placeOf, textOfPlace } from '../../../../src/core/pages/address';
import { markBest } from '../../../../src/core/pages/comparison';
import { compareAddress, comparedModels, comparePage } from '../../../../src/core/pages/comparePage';
import { pageText } from '../../../../src/core/pages/page';
import type { TableCell, TableBlock } from '../../../../src/core/pages/page';
import { testDay } from '../../../support/models';
import { sayInEnglish } from '../../../../src/core/base/say';

const catalog = createCatalog(table, testDay);
const model = (id: string): Model => catalog.findModel(id)!;
const tableOf = (models: readonly Model[]): TableBlock => {
  const found = comparePage(compareAddress(models).id, catalog, sayInEnglish)?.blocks.find(
    (block) => block.type === 'table',
  );
  assert.ok(found);
  return found;
};
const cellOf = ({ columns, rows }: TableBlock, row: number, label: string): TableCell => {
  const cell = rows[row]?.[columns.findIndex((column) => column.label === label)];
  assert.ok(cell, label);
  return cell;
};

describe('the comparison of a few models', () => {
  it('has an address that names them, for any six of the catalog', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...catalog.models], { minLength: 1, maxLength: 6 }), (models) => {
        const address = compareAddress(models);
        assert.deepEqual(placeOf(textOfPlace(address)), address);
        assert.deepEqual(comparedModels(address.id, catalog), models);
      }),
    );
  });

  it('leaves out what the catalog does not know and what stands twice, and is none of nothing', () => {
    assert.deepEqual(comparedModels('gpt-4o+nothing+gpt-4o+o3', catalog), [model('gpt-4o'), model('o3')]);
    assert.equal(comparePage('nothing+constructor', catalog, sayInEnglish), undefined);
  });

  it('has a row for each, with window, prices, modalities, reasoning, end, cutoff, licence and tokens', () => {
    const compared = tableOf([model('gpt-4o'), model('gpt-oss-120b')]);
    const expected: [label: string, gpt4o: RegExp, oss: RegExp][] = [
      ['Status', /deprecated/, /current/],
      ['Context window', /^128,000$/, /^131,072$/],
      ['Max output', /^16,384$/, /./],
      ['Input price', /^\$2\.50$/, /./],
      ['Cached input price', /^\$1\.25$/, /./],
      ['Takes', /^text, image/, /^text$/],
      ['Reasoning', /^no$/, /^yes$/],
      ['Ends', /^14 January 2027$/, /none announced/],
      ['Knowledge cutoff', /^October 2023$/, /./],
      ['Licence', /unknown/, /Apache/],
      ['Token count', /^exact, o200k_base$/, /^exact, o200k/],
    ];
    for (const [label, first, second] of expected) {
      assert.match(cellOf(compared, 0, label).text, first, label);
      assert.match(cellOf(compared, 1, label).text, second, label);
    }
  });

  it('marks the best known value, in the text too', () => {
    const models = [model('gpt-4o'), model('gpt-4.1')];
    const compared = tableOf(models);
    assert.equal(cellOf(compared, 1, 'Context window').best, true);
    assert.equal(cellOf(compared, 0, 'Context window').best, undefined);
    assert.match(
      pageText(comparePage(compareAddress(models).id, catalog, sayInEnglish)!),
      /\*\*1,047,576\*\* \(best\)/,
    );
  });

  it('marks nothing where all are equal or one alone is known, and all that are as good', () => {
    const column = (values: readonly (number | undefined)[]): (boolean | undefined)[] =>
      markBest(
        values.map((value) => [{ text: '', ...(value !== undefined && { value }) }]),
        ['less'],
      ).map(([cell]) => cell?.best);
    assert.deepEqual(column([3, 3]), [undefined, undefined]);
    assert.deepEqual(column([3, undefined]), [undefined, undefined]);
    assert.deepEqual(column([3, 1, undefined, 1]), [undefined, true, undefined, true]);
  });

  it('marks a value exactly where no known one is better', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), { maxLength: 6 });
    fc.assert(
      fc.property(values, fc.constantFrom('more' as const, 'less' as const), (column, better) => {
        const known = column.filter((value) => value !== undefined);
        const top = better === 'more' ? Math.max(...known) : Math.min(...known);
        const rows = column.map((value): TableCell[] => [{ text: '', ...(value !== undefined && { value }) }]);
        const marked = markBest(rows, [better]).map(([cell]) => cell?.best === true);
        const differ = new Set(known).size > 1;
        assert.deepEqual(
          marked,
          column.map((value) => differ && value === top),
        );
      }),
    );
  });

  it('is called by its models', () => {
    const titleOf = (...ids: string[]): string | undefined => comparePage(ids.join('+'), catalog, sayInEnglish)?.title;
    assert.equal(titleOf('gpt-4o', 'o3'), 'GPT-4o and o3');
    assert.equal(titleOf('gpt-4o', 'o3', 'gpt-4', 'gpt-5'), 'GPT-4o, o3, GPT-4 and GPT-5');
    assert.equal(titleOf('gpt-4o', 'o3', 'gpt-4', 'gpt-5', 'gpt-4.1', 'grok-3'), 'GPT-4o, o3, GPT-4, GPT-5 and 2 more');
  });
});
