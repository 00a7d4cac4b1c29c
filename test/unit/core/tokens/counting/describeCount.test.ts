import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import {
  countTable,
  familyTable,
  formatFit,
  formatInputCost,
  formatTokens,
} from '../../../../../src/core/tokens/counting/describeCount';
import { createCatalog } from '../../../../../src/core/catalog/catalog';
import { budgetLevel, isWarned, usableInput } from '../../../../../src/core/tokens/counting/budget';
import { bare, catalog, model, source, table, testDay, testTime } from '../../../../support/models';
import { fullModel, hourlyModel } from '../../../../support/prices';

const rules = { reservedOutput: 0, warningPercent: 100 };
const estimate = { bandPercent: 20, reason: 'The tokenizer is not public.' };

describe('a count for people', () => {
  it('has its sign where it is an estimate', () => {
    assert.equal(formatTokens({ tokens: 1_234_567 }), '1,234,567');
    assert.equal(formatTokens({ tokens: 1_234_567, estimate }), '≈1,234,567');
  });

  it('is a share of the usable input, up to all of it', () => {
    assert.equal(formatFit({ tokens: 50_000 }, 200_000, sayInEnglish), '25 %');
    assert.equal(formatFit({ tokens: 200_000 }, 200_000, sayInEnglish), '100 %');
  });

  it('is too long by the tokens that do not fit', () => {
    assert.equal(formatFit({ tokens: 203_104 }, 200_000, sayInEnglish), 'too long by 3,104');
    assert.equal(formatFit({ tokens: 203_104, estimate }, 200_000, sayInEnglish), 'too long by ≈3,104');
  });

  it('costs what the hour asks for, and at least what is sure', () => {
    const cost = (time: string, estimated = false) =>
      formatInputCost({ tokens: 1_000_000, ...(estimated && { estimate }) }, hourlyModel, new Date(time), sayInEnglish);
    assert.equal(cost('2026-11-24T00:00Z'), '$1.00');
    assert.equal(cost('2026-11-24T01:00Z'), '$2.00');
    assert.equal(cost('2027-11-24T01:00Z'), 'at least $1.00');
    assert.equal(cost('2027-11-24T01:00Z', true), 'at least ≈$1.00');
  });

  it('costs an amount with the digits that say something', () => {
    const cost = (tokens: number, estimated = false) =>
      formatInputCost({ tokens, ...(estimated && { estimate }) }, model, testTime, sayInEnglish);
    assert.deepEqual(
      [50_000, 617, 3].map((tokens) => cost(tokens)),
      ['$0.10', '$0.0012', 'less than $0.0001'],
    );
    assert.deepEqual(
      [50_000, 3].map((tokens) => cost(tokens, true)),
      ['≈$0.10', 'less than $0.0001'],
    );
  });
});

describe('countTable', () => {
  it('shows the share of the usable input, the cost, the encoding and the price of an exact count', () => {
    const keeping = { ...rules, reservedOutput: 8_000 };
    const [table, how, window, price, note] = countTable(
      { document: { tokens: 50_000 } },
      'document',
      model,
      catalog,
      keeping,
      sayInEnglish,
    ).split('\n\n');
    assert.deepEqual(table?.split('\n'), [
      '| | Document |',
      '|---|--:|',
      '| Tokens | 50,000 |',
      '| Of the usable input | 26 % |',
      '| Cost as input | $0.10 |',
    ]);
    assert.equal(how, 'Exact, with the encoding o200k_base. [Source](https://example.com/models)');
    assert.equal(
      window,
      "Usable input: 192,000 tokens. This is the maker's context window of 200,000 tokens minus the 8,000 reserved for the answer.",
    );
    assert.equal(
      price,
      'Price: $2 per million input tokens, $4 where the input is above 100,000 tokens, as of [20 November 2026](https://example.com/prices).',
    );
    assert.match(note ?? '', /are extra/);
  });

  it('says what a request adds to its text, where the maker published it', () => {
    const framed = table.tokenizers.map((each) => ({ ...each, frame: { tokens: 4, source } }));
    const text = countTable(
      { document: { tokens: 9 } },
      'document',
      model,
      createCatalog({ ...table, tokenizers: framed }, testDay),
      rules,
      sayInEnglish,
    );
    assert.match(text.split('\n\n').at(-1)!, /one message .* adds 4\..*\(https:\/\/example\.com\/models\)$/);
  });

  it('notes every step of a price, and its hours', () => {
    const noteOf = (one: typeof model): string | undefined =>
      countTable({ document: { tokens: 1 } }, 'file', one, catalog, rules, sayInEnglish).split('\n\n')[3];
    const asOf = 'as of [20 November 2026](https://example.com/prices)';
    assert.equal(
      noteOf(fullModel),
      `Price: $2 per million input tokens, $4 where the input is above 100,000 tokens, ${asOf}. $6 above 150,000 tokens.`,
    );
    assert.equal(
      noteOf(hourlyModel),
      `Price: $1 per million input tokens, ${asOf}. $2 from 01:00 to 04:00 UTC, Monday to Friday, not on Holidays of Somewhere. $3 from 23:30 to 24:00 UTC.`,
    );
  });

  it('has a column for the selection', () => {
    const [table] = countTable(
      { document: { tokens: 50_000 }, selection: { tokens: 10 } },
      'cell',
      model,
      catalog,
      rules,
      sayInEnglish,
    ).split('\n\n');
    assert.deepEqual(table?.split('\n'), [
      '| | Selection | Cell |',
      '|---|--:|--:|',
      '| Tokens | 10 | 50,000 |',
      '| Of the usable input | less than 0.01 % | 25 % |',
      '| Cost as input | less than $0.0001 | $0.10 |',
    ]);
  });

  it('uses the long-context rate past its limit', () => {
    assert.match(
      countTable({ document: { tokens: 150_000 } }, 'document', model, catalog, rules, sayInEnglish),
      /\| Cost as input \| \$0\.60 \|/,
    );
  });

  it('marks an estimate, its cost too, and says why it is one', () => {
    const text = countTable(
      { document: { tokens: 50_000, estimate } },
      'file',
      { ...model, tokenizer: 'guess' },
      catalog,
      rules,
      sayInEnglish,
    );
    assert.match(text, /\| Tokens \| ≈50,000 \|/);
    assert.match(text, /\| Cost as input \| ≈\$0\.10 \|/);
    assert.match(text, /Estimate ±20 %, counted with cl100k_base\. The tokenizer is not public\. \[Source\]/);
  });

  it('says for which kind of text the band is, and links where that was published', () => {
    const ofKind = {
      ...estimate,
      textKind: 'cjk' as const,
      source: { title: 'Counts', url: 'https://example.com/cjk' },
    };
    assert.match(
      countTable({ document: { tokens: 9, estimate: ofKind } }, 'document', model, catalog, rules, sayInEnglish),
      /Estimate ±20 % for Chinese, Japanese or Korean, counted with .*\[Source\]\(https:\/\/example\.com\/cjk\)/,
    );
  });

  it('says no band where none is known', () => {
    const sampled = { tokens: 9, estimate: { reason: 'It is sampled.' } };
    assert.match(
      countTable({ document: sampled }, 'document', model, catalog, rules, sayInEnglish),
      /Estimate, counted with o200k_base\. It is sampled/,
    );
  });

  it('says what is unknown of a model', () => {
    const text = countTable({ document: { tokens: 3_456 } }, 'document', bare, catalog, rules, sayInEnglish);
    assert.match(text, /\| Of the usable input \| unknown \|/);
    assert.match(text, /\| Cost as input \| unknown \|/);
    assert.match(text, /The context window of Maker \\\[0\\\] is unknown, so the usable input is unknown, too\./);
    assert.match(text, /The price of Maker \\\[0\\\] is unknown\./);
    assert.doesNotMatch(text, /\$0/);
  });
});

describe('familyTable', () => {
  it('has a row for each model: tokens, how they fit, cost and the date of the price', () => {
    const rows = [
      { model, count: { tokens: 50_000 } },
      { model: bare, count: { tokens: 60_000, estimate } },
    ];
    const lines = familyTable(rows, testTime, rules, sayInEnglish).split('\n');
    assert.equal(lines.length, 4);
    assert.equal(lines[2], `| ${model.name} | 50,000 | 25 % | $0.10 | 20 November 2026 |`);
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

  it('is 1 token at least, so that there is a share of it', () => {
    assert.equal(usableInput({ ...model, contextWindow: 1 }, { ...rules, reservedOutput: 1 }), 1);
  });

  it('is unknown where the window is, and then nothing is too long', () => {
    assert.equal(usableInput(bare, rules), undefined);
    assert.equal(budgetLevel(1e9, undefined, rules), 'fits');
  });

  it('is too long above all of it, and nearly full above the percentage that the user sets', () => {
    const level = (tokens: number) => budgetLevel(tokens, 1_000, { ...rules, warningPercent: 80 });
    assert.deepEqual([800, 801, 1_000, 1_001].map(level), ['fits', 'nearly-full', 'nearly-full', 'too-long']);
  });

  it('warns above 100 percent, or where the user sets it', () => {
    const warned = (warningPercent: number) =>
      [800, 801, 1_000, 1_001, 1_501].map((tokens) => isWarned(tokens, 1_000, { ...rules, warningPercent }));
    assert.deepEqual(warned(100), [false, false, false, true, true]);
    assert.deepEqual(warned(80), [false, true, true, true, true]);
    assert.deepEqual(warned(150), [false, false, false, false, true]);
    assert.equal(isWarned(1e9, undefined, rules), false);
  });
});
