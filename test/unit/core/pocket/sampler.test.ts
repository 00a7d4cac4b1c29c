import fc from 'fast-check';
import assert from 'node:assert/strict';
import { Sampler, logProbabilities } from '../../../../src/core/pocket/sampler';
import type { SamplingOptions } from '../../../../src/core/pocket/sampler';
import { StopText } from '../../../../src/core/pocket/generate';

/** Probabilities 0.1, 0.5, 0.3, 0.1 and next to nothing. */
const logits = Float64Array.of(Math.log(0.1), Math.log(0.5), Math.log(0.3), Math.log(0.1), -1e6);

const kept = (options: SamplingOptions): number[] => {
  const found = new Sampler(5, { temperature: 1, ...options }).candidates(logits);
  return Array.from(found.ids.slice(0, found.kept));
};

describe('sampling', () => {
  it('takes the likeliest token without a temperature', () => {
    assert.equal(new Sampler(5).draw(logits), 1);
  });

  it('cuts by top-k, top-p and min-p', () => {
    assert.deepEqual(kept({}), [1, 2, 0, 3]);
    assert.deepEqual(kept({ topK: 2 }), [1, 2]);
    assert.deepEqual(kept({ topP: 0.6 }), [1, 2]);
    assert.deepEqual(kept({ topP: 0.4 }), [1]);
    assert.deepEqual(kept({ minP: 0.5 }), [1, 2]);
  });

  it('cuts one after the other: top-k, top-p of what is left, min-p', () => {
    // Of 0.5, 0.3 and 0.1 the first two have 8 ninths, 0.889.
    assert.deepEqual(kept({ topK: 3, topP: 0.88 }), [1, 2]);
    assert.deepEqual(kept({ topK: 3, topP: 0.89 }), [1, 2, 0]);
    assert.deepEqual(kept({ topK: 3, topP: 0.89, minP: 0.21 }), [1, 2]);
    assert.deepEqual(kept({ minP: 0.61 }), [1]);
    // Twice as flat, √0.3 / √0.5 = 0.77 stays.
    assert.deepEqual(kept({ minP: 0.61, temperature: 2 }), [1, 2]);
  });

  it('draws only what was not cut, in shares that add up to one', () => {
    const sampler = new Sampler(5, { temperature: 1, topK: 2, seed: 5 });
    const drawn = Array.from({ length: 4000 }, () => sampler.draw(logits));
    assert.deepEqual(new Set(drawn), new Set([1, 2]));
    // 0.5 of 0.8.
    const share = drawn.filter((id) => id === 1).length / drawn.length;
    assert.ok(Math.abs(share - 0.625) < 0.03, `${share}`);
  });

  it('sharpens and flattens by temperature', () => {
    const share = (temperature: number): number => new Sampler(5, { temperature }).candidates(logits).probabilities[0]!;
    assert.ok(Math.abs(share(1) - 0.5) < 1e-9);
    assert.ok(Math.abs(share(0.5) - 0.25 / (0.25 + 0.09 + 0.01 + 0.01)) < 1e-9);
    assert.ok(share(2) < 0.5);
  });

  it('takes penalties off tokens that stand there already', () => {
    const chosen = (options: SamplingOptions): number => {
      const sampler = new Sampler(3, options);
      sampler.see(1);
      sampler.see(1);
      return sampler.draw(Float64Array.of(1, 2, -1));
    };
    assert.equal(chosen({}), 1);
    assert.equal(chosen({ repetitionPenalty: 1.9 }), 1);
    assert.equal(chosen({ repetitionPenalty: 2.1 }), 0);
    assert.equal(chosen({ frequencyPenalty: 0.49 }), 1);
    assert.equal(chosen({ frequencyPenalty: 0.51 }), 0);
    assert.equal(chosen({ presencePenalty: 0.9 }), 1);
    assert.equal(chosen({ presencePenalty: 1.1 }), 0);
  });

  it('changes probabilities by penalties as the formulas say', () => {
    const sampler = new Sampler(2, {
      temperature: 1,
      repetitionPenalty: 2,
      frequencyPenalty: 0.5,
      presencePenalty: 0.25,
    });
    sampler.see(0);
    sampler.see(0);
    // 3 / 2 - 2 · 0.5 - 0.25 = 0.25 beside 0.25; then -1 · 2 - 1.25 = -3.25 beside 0.
    const share = (first: number, second: number): number => {
      const found = sampler.candidates(Float64Array.of(first, second));
      return found.probabilities[Array.from(found.ids).indexOf(0)]!;
    };
    assert.ok(Math.abs(share(3, 0.25) - 0.5) < 1e-12);
    assert.ok(Math.abs(share(-1, 0) - 1 / (1 + Math.exp(3.25))) < 1e-12);
  });

  it('draws the same from the same seed, and in the shares of the probabilities', () => {
    const draw = (seed: number): number[] => {
      const sampler = new Sampler(5, { temperature: 1, seed });
      return Array.from({ length: 4000 }, () => sampler.draw(logits));
    };
    fc.assert(
      fc.property(fc.integer(), (seed) => assert.deepEqual(draw(seed), draw(seed))),
      { numRuns: 5 },
    );
    assert.notDeepEqual(draw(1), draw(2));
    const ofOne = draw(3).filter((id) => id === 1).length / 4000;
    assert.ok(Math.abs(ofOne - 0.5) < 0.04, `${ofOne}`);
  });

  it('tells log probabilities, likeliest first', () => {
    const [own, top] = logProbabilities(logits, 2, 3);
    assert.ok(Math.abs(own.logprob - Math.log(0.3)) < 1e-9);
    assert.deepEqual(
      top.map(({ token }) => token),
      [1, 2, 0],
    );
    assert.deepEqual(logProbabilities(logits, 2, 0)[1], []);
    const all = logProbabilities(logits, 0, 5)[1];
    assert.ok(Math.abs(all.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0) - 1) < 1e-9);
  });
});

describe('stop sequences', () => {
  it('end the text wherever it is cut, and lose nothing without one', () => {
    const pieces = fc.array(fc.stringMatching(/^[ab#]{0,4}$/), { maxLength: 12 });
    fc.assert(
      fc.property(pieces, fc.constantFrom('##', 'ab#', 'b'), (parts, mark) => {
        const stop = new StopText([mark, '']);
        const shown = parts.map((part) => stop.add(part)).join('') + stop.end();
        const whole = parts.join('');
        const at = whole.indexOf(mark);
        assert.equal(shown, at < 0 ? whole : whole.slice(0, at));
        assert.equal(stop.stopped, at >= 0);
      }),
    );
  });

  it('end it before the one that begins first, however it is cut: the borders of tokens change nothing', () => {
    const word = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', '😀'), maxLength });
    fc.assert(
      fc.property(fc.array(word(4), { maxLength: 8 }), fc.array(word(5), { maxLength: 4 }), (parts, marks) => {
        const stop = new StopText(marks);
        const shown = parts.map((part) => stop.add(part)).join('') + stop.end();
        const whole = parts.join('');
        const begins = marks.filter((mark) => mark !== '' && whole.includes(mark)).map((mark) => whole.indexOf(mark));
        assert.equal(shown, begins.length === 0 ? whole : whole.slice(0, Math.min(...begins)));
        assert.equal(stop.stopped, begins.length > 0);
      }),
      { numRuns: 2_000 },
    );
  });
});
