import assert from 'node:assert/strict';
import fc from 'fast-check';
import { drawTimes, nextTokens } from '../../../../src/core/lab/nextToken';
import { Sampler } from '../../../../src/core/pocket/sampler';

const logits = (...values: number[]): Float64Array => Float64Array.from(values);
const ln = Math.log;

describe('what could come next', () => {
  it('has the probabilities of the softmax, the likeliest first', () => {
    const { tokens, kept } = nextTokens(logits(ln(1), ln(6), ln(3)), { temperature: 1 });
    assert.deepEqual(
      tokens.map(({ id }) => id),
      [1, 2, 0],
    );
    assert.equal(kept, 3);
    for (const [i, share] of [0.6, 0.3, 0.1].entries()) assert.ok(Math.abs(tokens[i]!.probability - share) < 1e-12);
  });

  it('is flatter at a higher temperature', () => {
    const hot = nextTokens(logits(ln(1), ln(4)), { temperature: 2 });
    assert.ok(Math.abs(hot.tokens[0]!.probability - 2 / 3) < 1e-12);
  });

  it('gives the chance of what top-k cuts to what is left', () => {
    const { tokens, kept } = nextTokens(logits(ln(6), ln(3), ln(1)), { temperature: 1, topK: 2 });
    assert.equal(kept, 2);
    const chances = tokens.map(({ chance }) => chance);
    for (const [i, share] of [2 / 3, 1 / 3, 0].entries()) assert.ok(Math.abs(chances[i]! - share) < 1e-12);
    assert.ok(Math.abs(tokens[2]!.probability - 0.1) < 1e-12);
  });
});

describe('a hundred draws', () => {
  const settings = fc.record({
    temperature: fc.double({ min: 0.1, max: 2, noNaN: true }),
    topK: fc.integer({ min: 0, max: 6 }),
    topP: fc.double({ min: 0.1, max: 1, noNaN: true }),
    minP: fc.double({ min: 0, max: 0.5, noNaN: true }),
  });
  const anyLogits = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 1, maxLength: 8 });

  it('are the same again from the same seed, and no token that is cut is among them', () => {
    fc.assert(
      fc.property(anyLogits, settings, fc.integer(), (values, options, seed) => {
        const next = nextTokens(logits(...values), options);
        const drawn = drawTimes(next, 100, seed);
        assert.equal(drawn.length, next.kept);
        assert.equal(
          drawn.reduce((sum, times) => sum + times, 0),
          100,
        );
        assert.deepEqual(drawTimes(next, 100, seed), drawn);
      }),
    );
  });

  it('are those of the sampler that answers with', () => {
    fc.assert(
      fc.property(anyLogits, settings, fc.integer(), (values, options, seed) => {
        const given = logits(...values);
        const next = nextTokens(given, options);
        const sampler = new Sampler(given.length, { ...options, seed });
        const expected = new Int32Array(next.kept);
        for (let i = 0; i < 100; i++) {
          const token = sampler.draw(given);
          expected[next.tokens.findIndex(({ id }) => id === token)]! += 1;
        }
        assert.deepEqual(drawTimes(next, 100, seed), expected);
      }),
    );
  });
});
