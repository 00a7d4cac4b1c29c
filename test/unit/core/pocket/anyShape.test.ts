import fc from 'fast-check';
import assert from 'node:assert/strict';
import { atOnce } from '../../../../src/core/base/work';
import { generate } from '../../../../src/core/pocket/generate';
import type { GenerateOptions } from '../../../../src/core/pocket/generate';
import type { Network } from '../../../../src/core/pocket/network';
import type { Shape } from '../../../../src/core/pocket/pocketFile';
import { ForwardPass } from '../../../../src/core/pocket/forwardPass';
import type { PocketTokenizer } from '../../../../src/core/pocket/pocketTokenizer';
import { plainLogits } from '../../../support/plainNetwork';
import { pocketModel, randomNetwork } from '../../../support/pocket';

// Properties that the built-in model must keep for any shape and any text, however its work is cut into pieces.

const between = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });

/** Shapes as `readPocketFile` lets them through, and a network of each that has learned nothing. */
const networks: fc.Arbitrary<Network> = fc
  .record({
    kvHeads: between(1, 3),
    group: between(1, 3),
    size: fc.constantFrom(4, 8),
    layers: between(1, 3),
    feedForward: between(1, 6),
    vocabulary: between(1, 8),
    window: between(2, 24),
    ropeBase: fc.constantFrom(1, 100, 10_000),
    epsilon: fc.constantFrom(1e-6, 1e-5, 0.1),
    seed: fc.nat(),
  })
  .map(({ group, size, seed, ...some }) => {
    const heads = some.kvHeads * group;
    const [feedForward, vocabulary] = [some.feedForward * 4, some.vocabulary * 4];
    const shape: Shape = { ...some, heads, width: heads * size, feedForward, vocabulary };
    return randomNetwork(shape, seed);
  });

/** A network with a text that fills its window at most, one token at least. */
const read = networks.chain((network) => {
  const { vocabulary, window } = network.shape;
  const ids = fc.array(between(0, vocabulary - 1), { minLength: 1, maxLength: window });
  return fc.record({ network: fc.constant(network), ids });
});

/** Weights between two pauses. */
const piece = between(1, 2_000);
const runs = { numRuns: 60 };

const afresh = (network: Network, ids: readonly number[]): Float64Array =>
  atOnce(new ForwardPass(network).feed(ids)).slice();

describe('the built-in model in any shape', () => {
  it('gives the same logits with its cache, token after token, and by the plain formulas without one', () => {
    fc.assert(
      fc.property(read, ({ network, ids }) => {
        const run = new ForwardPass(network);
        ids.forEach((id, i) => {
          const found = atOnce(run.feed([id]));
          // Keys and values are kept as f32, of seven digits.
          for (const [token, logit] of plainLogits(network, ids.slice(0, i + 1)).entries())
            assert.ok(Math.abs(found[token]! - logit) < 1e-5, `${i}, ${token}: ${found[token]!}, not ${logit}`);
        });
      }),
      runs,
    );
  });

  it('gives the same bits however a text is cut, and in pieces of any size', () => {
    fc.assert(
      fc.property(read, fc.array(fc.nat(24), { maxLength: 5 }), piece, ({ network, ids }, places, most) => {
        const run = new ForwardPass(network, undefined, most);
        const cuts = [0, ...places.map((place) => place % ids.length).sort((a, b) => a - b), ids.length];
        for (const [i, from] of cuts.slice(0, -1).entries()) atOnce(run.feed(ids.slice(from, cuts[i + 1])));
        assert.deepEqual(run.logits, afresh(network, ids));
      }),
      runs,
    );
  });

  it('gives the same bits after it took any number of tokens back', () => {
    fc.assert(
      fc.property(read, fc.nat(24), fc.nat(24), ({ network, ids }, kept, next) => {
        const run = new ForwardPass(network);
        atOnce(run.feed(ids));
        const before = ids.slice(0, kept % ids.length);
        run.rewind(before.length);
        const token = next % network.shape.vocabulary;
        assert.deepEqual(atOnce(run.feed([token])), afresh(network, [...before, token]));
      }),
      runs,
    );
  });

  it('gives the same bits in the shape that ships too, for any prompt', async () => {
    const { network, tokenizer } = await pocketModel();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }), piece, (prompt, most) => {
        const ids = Array.from(tokenizer.encode(prompt));
        const [stepped, cut] = [new ForwardPass(network), new ForwardPass(network, undefined, 64 * most)];
        for (const id of ids) atOnce(stepped.feed([id]));
        assert.deepEqual(stepped.logits, afresh(network, ids));
        assert.deepEqual(atOnce(cut.feed(ids)), stepped.logits);
      }),
      { numRuns: 4 },
    );
  });
});

describe('an answer of the built-in model in any shape', () => {
  let tokenizer: PocketTokenizer;
  before(async () => {
    ({ tokenizer } = await pocketModel());
  });

  const options: fc.Arbitrary<GenerateOptions> = fc.record(
    {
      temperature: fc.double({ min: 0.1, max: 3, noNaN: true }),
      topK: between(0, 8),
      topP: fc.double({ min: 0.1, max: 1, noNaN: true }),
      minP: fc.double({ min: 0, max: 0.5, noNaN: true }),
      repetitionPenalty: fc.double({ min: 0.5, max: 2, noNaN: true }),
      frequencyPenalty: fc.double({ min: -1, max: 1, noNaN: true }),
      presencePenalty: fc.double({ min: -1, max: 1, noNaN: true }),
      maxTokens: between(1, 24),
      seed: fc.integer(),
    },
    { requiredKeys: [] },
  );

  it('is drawn again from the same seed, whatever says how to draw, in pieces of any size and beside another', () => {
    fc.assert(
      fc.property(read, options, piece, ({ network, ids }, how, most) => {
        const answering = (size?: number) => {
          const tokens: number[] = [];
          const work = generate(new ForwardPass(network, undefined, size), tokenizer, -1, ids, how);
          const next = (): boolean => {
            const { done, value } = work.next();
            if (done !== true && value) tokens.push(value.token);
            return done === true;
          };
          return { tokens, next };
        };
        const alone = answering();
        while (!alone.next());
        const room = network.shape.window - ids.length;
        assert.equal(alone.tokens.length, Math.min(room, how.maxTokens ?? room));
        const pair = [answering(most), answering(most + 1)];
        // Both in turn, until neither has more to do.
        while (!pair.map(({ next }) => next()).every(Boolean));
        for (const { tokens } of pair) assert.deepEqual(tokens, alone.tokens);
      }),
      runs,
    );
  });
});
