// The reporter of every suite: what mocha's "spec" prints, the tests that passed only when they were tried again, and the
// counts as JSON in the file that SUITE_RESULT names.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

class CountingSpec extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const retried = new Set();
    const print = (text) => reporters.Base.consoleLog(text);
    runner.on('retry', (test, error) => {
      retried.add(test.fullTitle());
      print(`    ↻ tried again: ${test.title}\n${error.stack ?? error}`);
    });
    runner.once('end', () => {
      for (const title of retried) print(`  ↻ not at the first try: ${title}`);
      const file = process.env.SUITE_RESULT;
      if (!file) return;
      const { passes, failures, pending } = runner.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, pending, retried: [...retried] }));
    });
  }
}

module.exports = CountingSpec;
