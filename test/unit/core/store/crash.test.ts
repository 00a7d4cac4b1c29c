import { crashAgainAndAgain } from '../../../support/storeCrash/crash';

describe('a window that is killed while it writes', () => {
  it('loses nothing that was acknowledged, and nothing is invented (2 of the 200 kills of the soak)', async () => {
    await crashAgainAndAgain({ kills: 2, seed: 1, writeMs: 20 });
  });
});
