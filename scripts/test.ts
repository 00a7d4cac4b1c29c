// Builds, packages, runs every suite and sums what they report. `npm test`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const suites = ['test:unit', 'test:webview', 'test:grammar', 'test:editor'];
const results = mkdtempSync(path.join(tmpdir(), 'ai-field-guide-results-'));

function npmRun(script: string, env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n> npm run ${script}`);
  // npm is a script file on Windows, which only a shell starts.
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  return status === 0;
}

/** A suite that fails without saying how many tests failed (it did not even start) counts as one failure. */
function runSuite(script: string): Counts {
  const file = path.join(results, `${script.replace(':', '-')}.json`);
  const succeeded = npmRun(script, { SUITE_RESULT: file });
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    console.error(`npm run ${script} wrote no result.`);
  }
  if (succeeded && counts.passed + counts.failed > 0) return counts;
  return { passed: counts.passed, failed: Math.max(1, counts.failed) };
}

const counts = npmRun('package') ? suites.map(runSuite) : [{ passed: 0, failed: 1 }];
rmSync(results, { recursive: true });
const passed = counts.reduce((sum, each) => sum + each.passed, 0);
const failed = counts.reduce((sum, each) => sum + each.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
