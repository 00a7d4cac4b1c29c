import assert from 'node:assert/strict';
import { modelCount } from '../../../src/core/tokens/count';
import { table } from '../catalog/models';

const [exact, guess] = [table.tokenizers[0]!, table.tokenizers[1]!];

describe('modelCount', () => {
  it('is exact with the model’s own tokenizer', () => {
    assert.deepEqual(modelCount(exact, { tokens: 123, approximate: false }), { tokens: 123 });
  });

  it('is an estimate with a factor, a band and a reason for another tokenizer', () => {
    assert.deepEqual(modelCount(guess, { tokens: 101, approximate: false }), {
      tokens: 152,
      estimate: { bandPercent: 20, reason: 'The tokenizer is not public.' },
    });
  });

  it('is an estimate without a band while a part of the text is not counted', () => {
    const { tokens, estimate } = modelCount(exact, { tokens: 5_000, approximate: true });
    assert.equal(tokens, 5_000);
    assert.match(estimate?.reason ?? '', /Still counting/);
    assert.equal(estimate?.bandPercent, undefined);
  });

  it('does not claim the band of the tokenizer while it counts', () => {
    const { tokens, estimate } = modelCount(guess, { tokens: 100, approximate: true });
    assert.equal(tokens, 150);
    assert.equal(estimate?.bandPercent, undefined);
    assert.match(estimate?.reason ?? '', /^The tokenizer is not public\. Still counting/);
  });

  it('is 0 for 0', () => assert.equal(modelCount(guess, { tokens: 0, approximate: false }).tokens, 0));
});
