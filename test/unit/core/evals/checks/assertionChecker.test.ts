import assert from 'node:assert/strict';
import path from 'node:path';
import { AssertionChecker } from '../../../../../src/core/evals/checks/assertionChecker';
import { host } from '../../../../../src/host/node/host';

describe('the thread that checks answers', () => {
  const script = path.resolve('src/worker/checkWorker.ts');
  const checker = new AssertionChecker({ host, script, maxMs: 400, log: { error: (message) => assert.fail(message) } });
  after(() => checker.dispose());

  it('is ended over an expression that takes for ever, and checks on @deep', async () => {
    const [slow, next] = await Promise.all([
      checker.check({ type: 'regex', value: '^(a+)+$' }, { output: `${'a'.repeat(60)}!` }),
      checker.check({ type: 'contains', value: '{{name}}' }, { output: 'Paris', vars: { name: 'Par' } }),
    ]);
    const message = '"regex" took longer than 400 ms, and was ended.';
    assert.deepEqual(slow, { error: { code: 'too-slow', message } });
    assert.ok('pass' in next && next.pass);
  });
});
