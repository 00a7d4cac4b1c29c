import assert from 'node:assert/strict';
import path from 'node:path';
import type { WorkerHost } from '../../../../src/core/base/rpc/workerClient';
import { SchemaChecker } from '../../../../src/core/schema/schemaChecker';
import { host } from '../../../../src/host/node/host';

describe('the thread that holds answers to schemas', () => {
  const script = path.resolve('src/worker/schemaWorker.ts');
  const log = { error: (message: string) => assert.fail(message) };

  it('says what does not fit', async () => {
    const checker = new SchemaChecker({ host, script, maxMs: 60_000, log });
    const checked = await checker.check('{"type": "string"}', '1').finally(() => checker.dispose());
    assert.equal(checked.state, 'misfits');
  });

  it('is ended over an expression that takes for ever, and checks on @deep', async () => {
    let threads = 0;
    // The time of the second thread stands still: however busy the machine is, it comes to an end.
    const patient: WorkerHost = {
      startWorker: (...args) => (threads++, host.startWorker(...args)),
      later: (ms, run) => (threads < 2 ? host.later(ms, run) : () => undefined),
    };
    const checker = new SchemaChecker({ host: patient, script, log });
    const schema = JSON.stringify({ pattern: '^(a+)+$' });
    const [slow, next] = await Promise.all([
      checker.check(schema, JSON.stringify(`${'a'.repeat(60)}!`)),
      checker.check(schema, '"aaa"'),
    ]).finally(() => checker.dispose());
    assert.deepEqual([slow.state, next.state, threads], ['slow', 'fits', 2]);
  });
});
