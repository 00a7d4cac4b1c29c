import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { addCounts, assertRan, noCounts } from '../../../scripts/vscode/counts';
import { SetupError } from '../../../scripts/vscode/paths';

describe('a run of suites', () => {
  it('is no success where its words are in no title', () => {
    assert.throws(() => assertRan(noCounts, 'hovr'), new SetupError('No test ran: none has "hovr" in its title.'));
    assert.throws(() => assertRan(noCounts, undefined), new SetupError('No test ran.'));
    assert.throws(() => assertRan({ ...noCounts, pending: 2 }, 'hover'), /each was skipped/);
  });

  it('may have suites without a test that is meant, as long as one ran', () => {
    assertRan(addCounts(noCounts, { ...noCounts, passed: 1 }), 'hover');
    assertRan(addCounts({ ...noCounts, failed: 1 }, noCounts), 'hover');
  });

  it('of files says so, and fails', () => {
    for (const words of [['--grep', 'hovr'], ['--grep=hovr']]) {
      const args = ['scripts/testFile.ts', 'test/unit/scripts/editorRuns.test.ts', ...words];
      const env = { ...process.env, SUITE_RESULT: '' };
      const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], { encoding: 'utf8', env });
      assert.deepEqual([status, stderr.trim()], [1, 'No test ran: none has "hovr" in its title.']);
    }
  });
});
