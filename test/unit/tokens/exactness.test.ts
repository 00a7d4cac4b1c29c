import fc from 'fast-check';
import assert from 'node:assert/strict';
import { ENCODING_NAMES } from '../../../src/core/tokens/engine/encodingName';
import type { EncodingName } from '../../../src/core/tokens/engine/encodingName';
import { engine } from './engines';
import { oracle } from './oracles';
import { EDGE_CASES, hostileText } from './texts';

/** FUZZ_RUNS=100000 for the long run. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1500);

async function assertSame(name: EncodingName, text: string): Promise<void> {
  const expected = Array.from(await oracle(name)(text));
  const { tokens, count } = { tokens: Array.from(engine(name).encode(text)), count: engine(name).count(text) };
  assert.deepEqual(tokens, expected);
  assert.equal(count, expected.length);
}

for (const name of ENCODING_NAMES) {
  describe(`${name} against its reference`, function () {
    this.timeout(RUNS * 20 + 60_000);

    for (const [title, text] of Object.entries(EDGE_CASES)) {
      it(`has the same tokens for ${title}`, () => assertSame(name, text));
    }

    it(`has the same tokens for ${RUNS} hostile strings`, async () => {
      await fc.assert(
        fc.asyncProperty(hostileText, (text) => assertSame(name, text)),
        { numRuns: RUNS },
      );
    });
  });
}
