import assert from 'node:assert/strict';
import { countTable, formatTokens, statusSpoken, statusText } from '../../../src/core/tokens/describe';
import { bare, catalog, model } from '../catalog/models';

const estimate = { bandPercent: 20, reason: 'The tokenizer is not public.' };
const document = { tokens: 3_456 };
const selection = { tokens: 12 };

describe('the status bar item', () => {
  for (const [counted, text, spoken] of [
    [{ document }, '3,456 tokens', '3,456 tokens in the document for Maker 1 Large'],
    [
      { document, selection },
      '12 / 3,456 tokens',
      '12 tokens selected, 3,456 tokens in the document for Maker 1 Large',
    ],
    [
      { document: { ...document, estimate }, selection: { ...selection, estimate } },
      '≈12 / ≈3,456 tokens',
      'about 12 tokens selected, about 3,456 tokens in the document for Maker 1 Large',
    ],
    [{ document: { tokens: 0 } }, '0 tokens', '0 tokens in the document for Maker 1 Large'],
    [
      { document: { tokens: 1 }, selection: { tokens: 1 } },
      '1 / 1 token',
      '1 token selected, 1 token in the document for Maker 1 Large',
    ],
  ] as const) {
    it(`shows ${text}, and says it in words`, () => {
      assert.equal(statusText(counted), text);
      assert.equal(statusSpoken(counted, model), spoken);
    });
  }

  it('writes an estimate with its sign', () => {
    assert.equal(formatTokens({ tokens: 1_234_567 }), '1,234,567');
    assert.equal(formatTokens({ tokens: 1_234_567, estimate }), '≈1,234,567');
  });
});

describe('countTable', () => {
  it('shows the share of the window, the cost, the encoding and the price of an exact count', () => {
    const [table, how, window, price, note] = countTable({ document: { tokens: 50_000 } }, model, catalog).split(
      '\n\n',
    );
    assert.deepEqual(table?.split('\n'), [
      '| | Document |',
      '|---|--:|',
      '| Tokens | 50,000 |',
      '| Share of the context window | 25 % |',
      '| Cost as input | $0.10 |',
    ]);
    assert.equal(how, 'Exact, with the encoding o200k_base. [Source](https://example.com/models)');
    assert.equal(window, 'Context window: 200,000 tokens.');
    assert.equal(
      price,
      'Price: $2 per million input tokens, $4 where the input is above 100,000 tokens, checked [2026-11-20](https://example.com/prices).',
    );
    assert.match(note ?? '', /come on top/);
  });

  it('has a column for the selection', () => {
    const [table] = countTable({ document: { tokens: 50_000 }, selection: { tokens: 10 } }, model, catalog).split(
      '\n\n',
    );
    assert.deepEqual(table?.split('\n'), [
      '| | Selection | Document |',
      '|---|--:|--:|',
      '| Tokens | 10 | 50,000 |',
      '| Share of the context window | under 0.01 % | 25 % |',
      '| Cost as input | $0.000020 | $0.10 |',
    ]);
  });

  it('uses the long-context rate past its limit', () => {
    assert.match(countTable({ document: { tokens: 150_000 } }, model, catalog), /\| Cost as input \| \$0\.60 \|/);
  });

  it('marks an estimate, its cost too, and says why it is one', () => {
    const text = countTable({ document: { tokens: 50_000, estimate } }, { ...model, tokenizer: 'guess' }, catalog);
    assert.match(text, /\| Tokens \| ≈50,000 \|/);
    assert.match(text, /\| Cost as input \| ≈\$0\.10 \|/);
    assert.match(text, /Estimate ±20 %, counted with cl100k_base\. The tokenizer is not public\\\. \[Source\]/);
  });

  it('says no band where none is known', () => {
    const sampled = { tokens: 9, estimate: { reason: 'It is sampled.' } };
    assert.match(
      countTable({ document: sampled }, model, catalog),
      /Estimate, counted with o200k_base\. It is sampled/,
    );
  });

  it('says what is unknown of a model', () => {
    const text = countTable({ document }, bare, catalog);
    assert.match(text, /\| Share of the context window \| unknown \|/);
    assert.match(text, /\| Cost as input \| unknown \|/);
    assert.match(text, /The context window of Maker \\\[0\\\] is unknown\./);
    assert.match(text, /The price of Maker \\\[0\\\] is unknown\./);
    assert.doesNotMatch(text, /\$0/);
  });
});
