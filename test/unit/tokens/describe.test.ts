import assert from 'node:assert/strict';
import { countTable, familyTable, formatTokens, statusSpoken, statusText } from '../../../src/core/tokens/describe';
import { budgetLevel, usableInput } from '../../../src/core/tokens/budget';
import { bare, catalog, model } from '../catalog/models';

const rules = { reservedOutput: 0, warningPercent: 80, errorPercent: 100 };
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
      assert.equal(statusSpoken(counted, model, 'fits'), spoken);
    });
  }

  it('writes an estimate with its sign', () => {
    assert.equal(formatTokens({ tokens: 1_234_567 }), '1,234,567');
    assert.equal(formatTokens({ tokens: 1_234_567, estimate }), '≈1,234,567');
  });
});

describe('countTable', () => {
  it('shows the share of the window, the cost, the encoding and the price of an exact count', () => {
    const [table, how, window, price, note] = countTable({ document: { tokens: 50_000 } }, model, catalog, rules).split(
      '\n\n',
    );
    assert.deepEqual(table?.split('\n'), [
      '| | Document |',
      '|---|--:|',
      '| Tokens | 50,000 |',
      '| Share of the usable input | 25 % |',
      '| Cost as input | $0.10 |',
    ]);
    assert.equal(how, 'Exact, with the encoding o200k_base. [Source](https://example.com/models)');
    assert.equal(
      window,
      'Context window: 200,000 tokens, of which 200,000 are usable as input; the rest is kept for the answer.',
    );
    assert.equal(
      price,
      'Price: $2 per million input tokens, $4 where the input is above 100,000 tokens, checked [2026-11-20](https://example.com/prices).',
    );
    assert.match(note ?? '', /come on top/);
  });

  it('has a column for the selection', () => {
    const [table] = countTable(
      { document: { tokens: 50_000 }, selection: { tokens: 10 } },
      model,
      catalog,
      rules,
    ).split('\n\n');
    assert.deepEqual(table?.split('\n'), [
      '| | Selection | Document |',
      '|---|--:|--:|',
      '| Tokens | 10 | 50,000 |',
      '| Share of the usable input | under 0.01 % | 25 % |',
      '| Cost as input | $0.000020 | $0.10 |',
    ]);
  });

  it('uses the long-context rate past its limit', () => {
    assert.match(
      countTable({ document: { tokens: 150_000 } }, model, catalog, rules),
      /\| Cost as input \| \$0\.60 \|/,
    );
  });

  it('marks an estimate, its cost too, and says why it is one', () => {
    const text = countTable(
      { document: { tokens: 50_000, estimate } },
      { ...model, tokenizer: 'guess' },
      catalog,
      rules,
    );
    assert.match(text, /\| Tokens \| ≈50,000 \|/);
    assert.match(text, /\| Cost as input \| ≈\$0\.10 \|/);
    assert.match(text, /Estimate ±20 %, counted with cl100k_base\. The tokenizer is not public\\\. \[Source\]/);
  });

  it('says no band where none is known', () => {
    const sampled = { tokens: 9, estimate: { reason: 'It is sampled.' } };
    assert.match(
      countTable({ document: sampled }, model, catalog, rules),
      /Estimate, counted with o200k_base\. It is sampled/,
    );
  });

  it('says what is unknown of a model', () => {
    const text = countTable({ document }, bare, catalog, rules);
    assert.match(text, /\| Share of the usable input \| unknown \|/);
    assert.match(text, /\| Cost as input \| unknown \|/);
    assert.match(text, /The context window of Maker \\\[0\\\] is unknown\./);
    assert.match(text, /The price of Maker \\\[0\\\] is unknown\./);
    assert.doesNotMatch(text, /\$0/);
  });
});

describe('familyTable', () => {
  it('has a row for each model: a link that chooses it, tokens, share, cost and the date of the price', () => {
    const rows = [
      { model, count: { tokens: 50_000 } },
      { model: bare, count: { tokens: 60_000, estimate } },
    ];
    const lines = familyTable(rows, rules, (id) => `choose:${id}`).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[2], `| [${model.name}](choose:${model.id}) | 50,000 | 25 % | $0.10 | 2026-11-20 |`);
    assert.match(lines[3] ?? '', /≈60,000 \| unknown \| unknown \|/);
  });
});

describe('the budget of a model', () => {
  it('is the context window without what is kept for the answer', () => {
    assert.equal(usableInput({ ...model, contextWindow: 10_000 }, { ...rules, reservedOutput: 4_000 }), 6_000);
  });

  it('keeps no more than the model can put out', () => {
    const small = { ...model, contextWindow: 10_000, maxOutput: 1_000 };
    assert.equal(usableInput(small, { ...rules, reservedOutput: 4_000 }), 9_000);
  });

  it('keeps no more than half of a small window', () => {
    assert.equal(usableInput({ ...model, contextWindow: 8_192 }, { ...rules, reservedOutput: 8_192 }), 4_096);
  });

  it('is unknown where the window is, and then nothing is too long', () => {
    assert.equal(usableInput(bare, rules), undefined);
    assert.equal(budgetLevel(1e9, undefined, rules), 'fits');
  });

  it('is nearly full and too long from the percentages on that the user sets', () => {
    const level = (tokens: number) => budgetLevel(tokens, 1_000, rules);
    assert.deepEqual([799, 800, 999, 1_000].map(level), ['fits', 'nearly-full', 'nearly-full', 'too-long']);
  });
});
