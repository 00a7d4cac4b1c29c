import assert from 'node:assert/strict';
import { pocketModel, turnOfLoop } from '../support/pocket';

const TOKENS = 10_000;

/** Bytes in use, after what nobody holds any more was given back. */
function bytesInUse(): number {
  const collect = globalThis.gc;
  assert.ok(collect, 'run it with npm run test:file');
  for (let i = 0; i < 3; i++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe('the built-in model that writes 10,000 tokens', () => {
  it('takes no more memory than at the start', async () => {
    const model = await pocketModel();
    let seed = 0;
    const write = async (most: number): Promise<void> => {
      for (let tokens = 0; tokens < most;) {
        const turns = [{ role: 'user', text: 'Write about agents.' }] as const;
        const work = model.answer(turns, { temperature: 5, topLogprobs: 3, seed: seed++ }, turnOfLoop);
        while (!(await work.next()).done) tokens++;
      }
    };
    await write(2000);
    const before = bytesInUse();
    await write(TOKENS);
    const grown = bytesInUse() - before;
    console.log(`      ${grown} bytes more after ${TOKENS} tokens`);
    assert.ok(grown < 512 * 1024, `${grown} bytes`);
  });
});
