import assert from 'node:assert/strict';
import { addCounts, modelCount } from '../../../src/core/tokens/count';
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

  it('is an estimate without a band where a part of the text was sampled', () => {
    const { tokens, estimate } = modelCount(exact, { tokens: 5_000, approximate: true });
    assert.equal(tokens, 5_000);
    assert.match(estimate?.reason ?? '', /unbroken run .* sampled/);
    assert.equal(estimate?.bandPercent, undefined);
  });

  it('does not claim the band of the tokenizer for a sampled text', () => {
    const { tokens, estimate } = modelCount(guess, { tokens: 100, approximate: true });
    assert.equal(tokens, 150);
    assert.equal(estimate?.bandPercent, undefined);
    assert.match(estimate?.reason ?? '', /^The tokenizer is not public\. .* sampled\.$/);
  });

  it('is 0 for 0', () => assert.equal(modelCount(guess, { tokens: 0, approximate: false }).tokens, 0));
});

describe('addCounts', () => {
  it('is 0 and exact for nothing', () => assert.deepEqual(addCounts([]), { tokens: 0, approximate: false }));

  it('adds, and is approximate as soon as one part is', () => {
    const parts = [
      { tokens: 1, approximate: false },
      { tokens: 20, approximate: true },
      { tokens: 300, approximate: false },
    ];
    assert.deepEqual(addCounts(parts), { tokens: 321, approximate: true });
    assert.deepEqual(addCounts([parts[0]!, parts[2]!]), { tokens: 301, approximate: false });
  });
});
