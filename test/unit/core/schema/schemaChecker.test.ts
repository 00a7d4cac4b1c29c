import assert from 'node:assert/strict';
import path from 'node:path';
import { SchemaChecker } from '../../../../src/core/schema/schemaChecker';
import { host } from '../../../../src/host/node/host';

describe('the thread that holds answers to schemas', () => {
  const script = path.resolve('src/worker/schemaWorker.ts');
  const checker = new SchemaChecker({ host, script, log: { error: (message) => assert.fail(message) } });
  after(() => checker.dispose());

  it('says what does not fit', async () => {
    const checked = await checker.check('{"type": "string"}', '1');
    assert.equal(checked.state, 'misfits');
  });

  it('is ended over an expression that takes for ever, and checks on', async () => {
    const schema = JSON.stringify({ pattern: '^(a+)+$' });
    const [slow, next] = await Promise.all([
      checker.check(schema, JSON.stringify(`${'a'.repeat(60)}!`)),
      checker.check(schema, '"aaa"'),
    ]);
    assert.deepEqual([slow.state, next.state], ['slow', 'fits']);
  });
});
