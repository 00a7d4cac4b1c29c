import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { limitedRun } from '../../../scripts/limitedRun';
import { poll } from '../../support/poll';

describe('the end of a suite', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'suite-end-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const resultFile = (): string => path.join(folder, 'result.json');
  const opens = "import { createServer } from 'node:http'; it('opens', (done) => createServer().listen(0, done).";

  /** Runs one test file as the unit suite runs its own. */
  async function runSuite(test: string, graceMs: number): Promise<{ code: number | null; said: string }> {
    const file = path.join(folder, 'one.test.mjs');
    writeFileSync(file, test);
    const mocha = ['node_modules/mocha/bin/mocha.js', '--config', 'test/unit/.mocharc.json', file];
    const child = spawn(process.execPath, mocha, {
      env: { ...process.env, SUITE_GRACE_MS: String(graceMs), SUITE_RESULT: resultFile() },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, said };
  }

  it('is a failure that names what is left open, though every test passes', async () => {
    const { code, said } = await runSuite(`${opens}unused);`, 100);
    assert.match(said, /The last test was over 0\.1 s ago, but the suite does not end\. .*TCPServerWrap/);
    assert.equal(code, 1);
  });

  it('is no failure where nothing is left open', async () => {
    assert.deepEqual(await runSuite(`${opens}unref());`, 3_600_000), { code: 0, said: '' });
  });

  it('leaves the counts, and names what failed for the end of a longer run', async () => {
    const failing = `describe('tea', () => it('is hot', () => { throw new Error('It is cold.'); })); it('is wet', () => 1);`;
    assert.equal((await runSuite(failing, 3_600_000)).code, 1);
    assert.deepEqual(JSON.parse(readFileSync(resultFile(), 'utf8')), {
      passed: 1,
      failed: 1,
      pending: 0,
      failures: ['tea is hot: It is cold.'],
    });
  });

  it('comes after the limit also for what it has started', async () => {
    const script = path.join(folder, 'hangs.mjs');
    const pidFile = path.join(folder, 'pid');
    writeFileSync(
      script,
      `import { spawn } from 'node:child_process'; import { renameSync, writeFileSync } from 'node:fs';
      const { pid } = spawn(process.execPath, ['--eval', 'setInterval(() => 1, 1000)']);
      writeFileSync('${pidFile}.new', String(pid)); renameSync('${pidFile}.new', '${pidFile}');
      setInterval(() => 1, 1000);`,
    );
    const limit = new AbortController();
    const run = limitedRun(process.execPath, [script], limit.signal);
    await poll('both processes', () => existsSync(pidFile));
    limit.abort();
    assert.equal(await run, undefined);
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await poll('its end', () => !isRunning(pid));
  });

  it('gives the exit code of what ends in time', async () => {
    assert.equal(await limitedRun(process.execPath, ['--eval', 'process.exit(3)'], new AbortController().signal), 3);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
