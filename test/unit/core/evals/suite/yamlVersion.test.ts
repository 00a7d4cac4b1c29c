import assert from 'node:assert/strict';
import { suiteOf } from './suiteOf';

describe('a suite in YAML', () => {
  it('reads YAML 1.2, whatever version the file says that it is', async () => {
    const suite = await suiteOf('%YAML 1.1\n---\ntests: [{vars: {a: yes, b: 012, c: 2024-01-01}}]\n');
    assert.deepEqual(suite.tests[0]?.vars, { a: 'yes', b: 12, c: '2024-01-01' });
  });
});
