import assert from 'node:assert/strict';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { fileLine } from '../../../../../src/core/tokens/counting/fileLine';
import { bare, model } from '../../../../support/models';

describe('the line of the open file', () => {
  const line = (count: Parameters<typeof fileLine>[0], of = model): string =>
    fileLine(count, of, new Date('2026-11-27T12:00:00Z'), 'command:count', sayInEnglish);

  it('says tokens and what they cost as input', () => {
    assert.equal(line({ tokens: 50_000 }), 'The open file: 50,000 tokens, \\$0.10 as input.');
  });

  it('marks both where they are estimated', () => {
    const estimate = { reason: 'No tokenizer.', bandPercent: 20 };
    assert.equal(line({ tokens: 50_000, estimate }), 'The open file: ≈50,000 tokens, ≈\\$0.10 as input.');
  });

  it('says that a price is unknown', () => {
    assert.equal(line({ tokens: 1 }, bare), 'The open file: 1 token, price unknown.');
  });

  it('is a link that counts where nothing is counted yet', () => {
    assert.equal(line(undefined), '[Count the open file for this model](command:count)');
  });
});
