import assert from 'node:assert/strict';
import { crashAgainAndAgain } from '../support/storeCrash/crash';

describe('a window that is killed 200 times while it writes', () => {
  it('loses nothing that was acknowledged, and nothing is invented', async () => {
    const report = await crashAgainAndAgain({ kills: 150, seed: 1, writeMs: 20 });
    console.log(`      ${JSON.stringify(report)}`);
  }).timeout(30 * 60_000);

  it('loses no text older than a second, with the times of the product', async () => {
    const report = await crashAgainAndAgain({ kills: 50, seed: 2, writeMs: 400 });
    console.log(`      ${JSON.stringify(report)}`);
    assert.ok(report.oldestLostMs < 1000, `${report.oldestLostMs} ms`);
  }).timeout(30 * 60_000);
});
