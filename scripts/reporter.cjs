// The reporter of every suite: what mocha's "spec" prints, and the counts as JSON in the file that SUITE_RESULT names, with the
// tests that failed: the end of a long run names them again.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

class CountingSpec extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failures = [];
    runner.on('fail', (test, error) => failures.push(`${test.fullTitle()}: ${error?.message ?? error}`));
    runner.once('end', () => {
      const file = process.env.SUITE_RESULT;
      if (!file) return;
      const { passes, failures: failed, pending } = runner.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed, pending, failures }));
    });
  }
}

module.exports = CountingSpec;
