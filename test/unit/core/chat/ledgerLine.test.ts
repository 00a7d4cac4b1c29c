import assert from 'node:assert/strict';
import { readEntry } from '../../../../src/core/chat/ledgerEntry';

const at = Date.UTC(2026, 10, 30, 12);
const entry = { at, provider: 'Maker', model: 'm', in: 1_000, out: 200, usd: 0.5 };

describe('a line of the ledger', () => {
  for (const [what, change, isEntry] of [
    ['of a free answer', { usd: 0 }, true],
    ['of the least that it cost', { least: true }, true],
    ['of a moment that is none', { at: 1.5 }, false],
    ['of a moment that no calendar has', { at: 8.64e15 + 1 }, false],
    ['of a cost below nothing', { usd: -0.5 }, false],
    ['of tokens below nothing', { in: -1 }, false],
    ['without a model', { model: undefined }, false],
  ] as const) {
    it(`is ${isEntry ? 'read' : 'none'}: ${what}`, () => {
      const line: unknown = JSON.parse(JSON.stringify({ ...entry, ...change }));
      assert.deepEqual(readEntry(line), isEntry ? line : undefined);
    });
  }
});
