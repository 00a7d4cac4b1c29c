import assert from 'node:assert/strict';
import { Marked } from 'marked';
import { anchorOf } from '../../../../src/core/base/anchors';
import { createCatalog } from '../../../../src/core/catalog/catalog';
import { comparison, fullComparison } from '../../../../src/core/pages/comparison';
import { familyPage } from '../../../../src/core/pages/familyPage';
import { comparisonPlace, modelLink } from '../../../../src/core/pages/familyPlaces';
import { pageText, sortRows } from '../../../../src/core/pages/page';
import type { Page, TableBlock } from '../../../../src/core/pages/page';
import { catalog as table } from '../../../../generated/catalog';
import { bare, catalog as smallCatalog, model, table as small, testDay } from '../../../support/models';
import { fullModel, fullPrice, hourlyModel } from '../../../support/prices';
import { sayInEnglish } from '../../../../src/core/base/say';

const real = createCatalog(table, testDay);
const html = (markdown: string): string => new Marked({ async: false }).parse(markdown) as string;
const tableOf = ({ blocks }: Page): TableBlock => {
  const found = blocks.find((block) => block.type === 'table');
  assert.ok(found);
  return found;
};
const cellsOf = ({ columns, rows }: TableBlock, row: number): Record<string, string> =>
  Object.fromEntries(columns.map(({ label }, i) => [label, rows[row]?.[i]?.text ?? '']));

describe('the page of a family', () => {
  for (const family of real.families) {
    const page = familyPage(family, real, sayInEnglish);
    const models = real.modelsOf(family.id);

    it(`of ${family.name} says who makes it, and compares each of its models in a row that leads to its heading`, () => {
      const text = pageText(page);
      assert.ok(
        text.startsWith(`# `) && text.includes(`](${family.makerUrl})`) && text.includes(`](${family.source.url})`),
      );
      const { rows } = tableOf(page);
      assert.deepEqual(
        rows.map(([name]) => name?.text),
        models.map(({ name }) => name),
      );
      const headings = [...html(text).matchAll(/<h2>(.*)<\/h2>/g)].map(([, heading = '']) =>
        heading.replaceAll('&#39;', "'"),
      );
      assert.deepEqual(headings, ['Models side by side', ...models.map(({ name }) => name)]);
      assert.equal(anchorOf(headings[0] ?? ''), comparisonPlace(family).anchor);
      assert.equal(new Set(headings.map(anchorOf)).size, headings.length, 'two headings have one id');
      assert.deepEqual(
        rows.map(([name]) => name?.anchor),
        models.map(({ name }) => anchorOf(name)),
      );
    });
  }

  it('has what can be done with each model below its heading', () => {
    const [family] = real.families;
    const actions = familyPage(family!, real, sayInEnglish).blocks.filter((block) => block.type === 'modelActions');
    assert.deepEqual(
      actions.map(({ modelId }) => modelId),
      real.modelsOf(family!.id).map(({ id }) => id),
    );
  });

  it('says each source and date once', () => {
    const text = pageText(familyPage(real.families[0]!, real, sayInEnglish));
    const [section = ''] = /## GPT\\?-4o$[^]*?(?=\n## )/m.exec(text) ?? [];
    assert.match(section, /\| Context window \| 128,000 tokens \|/);
    const lines = section.match(/^- As of \d{1,2} \w+ \d{4}: .*$/gm) ?? [];
    assert.ok(lines.length > 0);
    assert.equal(new Set(lines.map((line) => /\]\((.*)\)/.exec(line)?.[1])).size, lines.length);
  });

  it('leads to the licence of open weights, and says what it allows', () => {
    const text = pageText(familyPage(real.family('llama')!, real, sayInEnglish));
    const [section = ''] = /^## Llama 3\.1 8B$[^]*?^Sources$/m.exec(text) ?? [];
    assert.match(section, /^\| Licence \| \[Llama 3\.1 Community License\]\(https:\/\/github\.com\/.*\/LICENSE\) \|$/m);
    assert.match(section, /^\| Commercial use \| with conditions\. .*700 million.* \|$/m);
  });

  it('is what a link to a model leads to', () => {
    const one = real.findModel('gpt-4o')!;
    assert.match(modelLink(one), /^\[GPT.*4o\]\(\.\.\/families\/gpt\.md#gpt-4o\)$/);
  });
});

describe('the prices on the page of a model', () => {
  const pageOf = (one: typeof model): string =>
    pageText(
      familyPage(small.families[0]!, createCatalog({ ...small, models: [one] }, testDay), sayInEnglish),
    ).replaceAll('\\', '');
  /** The rows of the table of prices. */
  const rowsOf = (one: typeof model): string[] =>
    /^\| US\$ per million tokens \|[^]*?(?=\n\n)/m.exec(pageOf(one))?.[0].split('\n') ?? [];

  it('stand side by side, in plain words', () => {
    assert.deepEqual(rowsOf(fullModel), [
      '| US$ per million tokens | Input | Cache read | Cache write | Output |',
      '|---|--:|--:|--:|--:|',
      '| Standard | $2 | $0.20 | $2.50 kept 5 minutes, $4 kept 1 hour | $10 |',
      '| Standard, above 100,000 input tokens | $4 | $0.40 | $5 kept 5 minutes, $8 kept 1 hour | $15 |',
      '| Standard, above 150,000 input tokens | $6 | unknown | unknown | $20 |',
      '| Batch | $1 | $0.10 | unknown | $5 |',
      '| Batch, above 100,000 input tokens | $2 | unknown | unknown | $7.50 |',
      '| Flex | $1 | unknown | unknown | $5 |',
      '| Priority | $4 | $0.40 | $5 | $20 |',
    ]);
    assert.match(
      pageOf(fullModel),
      /the higher price applies to the whole request.* costs \$4\.50 per million tokens and hour/,
    );
  });

  it('have the hours at which they hold', () => {
    assert.deepEqual(rowsOf(hourlyModel).slice(2), [
      '| Standard | $1 | $0.10 | $1.50 | $2 |',
      '| 01:00 to 04:00 UTC, Monday to Friday, not on Holidays of Somewhere | $2 | $0.20 | $3 | $4 |',
      '| 23:30 to 24:00 UTC | $3 | unknown | unknown | $6 |',
    ]);
    assert.match(pageOf(hourlyModel), /the standard price applies\./);
  });

  it('are no table where there is one alone, and leave out what no row has', () => {
    const { input, output, checked, source } = fullPrice;
    const plain = { input, output, checked, source };
    assert.doesNotMatch(pageOf({ ...model, price: plain }), /US\$ per million tokens \| Input/);
    assert.doesNotMatch(pageOf(bare), /US\$ per million tokens \| Input/);
    assert.deepEqual(rowsOf({ ...model, price: { ...plain, batch: { input: 1, output: 5 } } }), [
      '| US$ per million tokens | Input | Output |',
      '|---|--:|--:|',
      '| Standard | $2 | $10 |',
      '| Batch | $1 | $5 |',
    ]);
  });
});

describe('the comparison of models', () => {
  const compared = comparison('Two models', [model, bare], smallCatalog);

  it('says numbers with their units in the header, and prices with all their digits', () => {
    const cheap = { ...model, price: { ...model.price!, input: 0.0375, output: 0.435 } };
    const cells = cellsOf(comparison('One', [cheap], smallCatalog), 0);
    assert.equal(cells['Context window'], '200,000');
    assert.equal(cells['Input price'], '$0.0375');
    assert.equal(cells['Output price'], '$0.435');
    assert.deepEqual(
      compared.columns.map(({ unit }) => unit).filter((unit) => unit !== undefined),
      ['tokens', 'tokens', ...Array<string>(2).fill('US$ per million tokens')],
    );
  });

  it('says unknown where something is unknown', () => {
    const cells = cellsOf(compared, 1);
    for (const label of ['Context window', 'Max output', 'Input price', 'Output price', 'Released', 'Knowledge cutoff'])
      assert.equal(cells[label], 'unknown', label);
  });

  it('is sorted by value, the unknown last either way', () => {
    const column = compared.columns.findIndex(({ label }) => label === 'Context window');
    const windows = (rows: TableBlock['rows']): (string | undefined)[] => rows.map((row) => row[column]?.text);
    const narrow = { ...model, contextWindow: 9_000 };
    const { rows } = comparison('Three', [bare, model, narrow], smallCatalog);
    assert.deepEqual(windows(sortRows(rows, column, 'ascending')), ['9,000', '200,000', 'unknown']);
    assert.deepEqual(windows(sortRows(rows, column, 'descending')), ['200,000', '9,000', 'unknown']);
  });

  it('sorts status from the one to take to the one that is gone', () => {
    const statuses = (['retired', 'current', 'legacy', 'preview', 'deprecated'] as const).map((status) => ({
      ...model,
      status,
    }));
    const { rows } = comparison('All', statuses, smallCatalog);
    assert.deepEqual(
      sortRows(rows, 1, 'ascending').map((row) => row[1]?.text),
      ['current', 'preview', 'legacy', 'deprecated', 'retired'],
    );
  });

  it('sorts commercial use of the weights from free to none, and closed models last', () => {
    const licensed = (['no', 'yes', 'conditions'] as const).map((commercialUse) => ({
      ...model,
      licence: { name: 'Licence', url: 'https://example.com', commercialUse },
    }));
    const { columns, rows } = fullComparison('Four', [model, ...licensed], smallCatalog);
    const column = columns.findIndex(({ label }) => label === 'Commercial use');
    assert.deepEqual(
      sortRows(rows, column, 'ascending').map((row) => row[column]?.text),
      ['yes', 'with conditions', 'no', '–'],
    );
  });

  it('stands as a Markdown table in the text form', () => {
    const text = pageText({ title: 'T', blocks: [compared] });
    assert.match(html(text), /<table>[^]*<th align="right">Context window, tokens<\/th>[^]*<a href="#maker-1-large">/);
  });
});
