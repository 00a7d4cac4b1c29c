import { assertNothingChanges } from '../support/languageTooling';

describe('terms in the language tooling', () => {
  it('change nothing at any place where no term is meant', () => assertNothingChanges({ every: 1 })).timeout(180_000);
});
