import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import type { CountedText, CountedUnit } from '../../../../../src/core/tokens/counting/describeCount';
import { statusLines, statusSpoken, statusText } from '../../../../../src/core/tokens/counting/describeStatus';
import { bare, catalog, model } from '../../../../support/models';

const rules = { reservedOutput: 0, warningPercent: 100 };
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
      assert.equal(statusText(counted, sayInEnglish), text);
      assert.equal(statusSpoken(counted, 'document', model, rules, sayInEnglish), spoken);
    });
  }

  it('says of a cell that it is one, and of a text that it is too long', () => {
    const spoken = (tokens: number, warningPercent: number) =>
      statusSpoken({ document: { tokens } }, 'cell', model, { ...rules, warningPercent }, sayInEnglish);
    assert.equal(spoken(7, 100), '7 tokens in the cell for Maker 1 Large');
    assert.equal(spoken(190_000, 80), '190,000 tokens in the cell for Maker 1 Large, nearly too long');
    assert.equal(spoken(200_001, 100), '200,001 tokens in the cell for Maker 1 Large, too long');
  });
});

describe('the lines of the tooltip', () => {
  const lines = (counted: CountedText, unit: CountedUnit = 'document', of = model) =>
    statusLines(counted, unit, of, catalog, rules, sayInEnglish);

  it('are four, and say how many, whether they fit, the cost and how sure that is', () => {
    assert.deepEqual(lines({ document: { tokens: 50_000 } }), [
      '**Maker 1 Large**: 50,000 tokens in this document',
      'Usable input: 200,000 tokens, 25 % full',
      'Cost as input: $0.10',
      'Exact, counted with o200k_base',
    ]);
  });

  it('say how much is selected, and of a cell that it is one', () => {
    assert.equal(lines({ document, selection })[0], '**Maker 1 Large**: 12 of 3,456 tokens selected');
    assert.equal(lines({ document }, 'cell')[0], '**Maker 1 Large**: 3,456 tokens in this cell');
  });

  it('say by how many tokens a text is too long', () => {
    assert.equal(lines({ document: { tokens: 203_104 } })[1], 'Usable input: 200,000 tokens, too long by 3,104');
  });

  it('mark an estimate, and a count that is not done yet while it is not', () => {
    assert.equal(lines({ document: { ...document, estimate } })[3], 'Estimate ±20 %, counted with o200k_base');
    const counting = { tokens: 9, estimate: { inexact: 'counting' as const } };
    assert.equal(lines({ document: counting })[3], 'Still counting');
  });

  it('say what is unknown of a model', () => {
    assert.deepEqual(lines({ document }, 'document', bare).slice(1, 3), [
      'Usable input: unknown',
      'Cost as input: unknown',
    ]);
  });
});
