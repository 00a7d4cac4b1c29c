// Builds, packages, runs every suite and sums what they report. `npm test`
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { limitedRun } from './limitedRun';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Full titles of tests that did not pass at the first try. */
  readonly retried: readonly string[];
}

const failure: Counts = { passed: 0, failed: 1, retried: [] };

/** Beside each other on two processors. What is looked at with mouse and clock in a whole editor runs alone, after them. */
const lanes = [['test:unit'], ['test:webview', 'test:browser', 'test:grammar']];
const last = 'test:editor';
/** Minutes. No suite takes a third of it on a busy machine: what takes longer hangs. */
const limit = 30;
const results = mkdtempSync(path.join(tmpdir(), 'ai-field-guide-results-'));

async function npmRun(script: string, env: NodeJS.ProcessEnv = {}, output?: number): Promise<boolean> {
  if (output === undefined) console.log(`\n> npm run ${script}`);
  const code = await limitedRun('npm', ['run', '--silent', script], AbortSignal.timeout(limit * 60_000), env, output);
  if (code === undefined) console.error(`npm run ${script} did not end in ${limit} minutes, and was stopped.`);
  return code === 0;
}

/** A suite that fails without saying how many tests failed (it did not even start) counts as one failure. */
async function runSuite(script: string, output?: number): Promise<Counts> {
  const file = path.join(results, `${script.replace(':', '-')}.json`);
  const succeeded = await npmRun(script, { SUITE_RESULT: file }, output);
  let counts: Counts = { passed: 0, failed: 0, retried: [] };
  try {
    counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    console.error(`npm run ${script} wrote no result.`);
  }
  if (succeeded && counts.passed + counts.failed > 0) return counts;
  return { ...counts, failed: Math.max(1, counts.failed) };
}

/** Runs suites one after the other, and prints each when it is over: two at once would mix their lines. */
async function runLane(scripts: readonly string[]): Promise<Counts[]> {
  const counts: Counts[] = [];
  for (const script of scripts) {
    const file = path.join(results, `${script.replace(':', '-')}.log`);
    const output = openSync(file, 'w');
    counts.push(await runSuite(script, output));
    closeSync(output);
    console.log(`\n> npm run ${script}\n${readFileSync(file, 'utf8')}`);
  }
  return counts;
}

const counts: Counts[] = [];
if (!(await npmRun('package'))) counts.push(failure);
else counts.push(...(await Promise.all(lanes.map(runLane))).flat(), await runSuite(last));
rmSync(results, { recursive: true });
const passed = counts.reduce((sum, each) => sum + each.passed, 0);
const failed = counts.reduce((sum, each) => sum + each.failed, 0);
const retried = counts.flatMap((each) => each.retried);
if (retried.length > 0) console.log(`\nNot at the first try:\n${retried.map((title) => `  ${title}`).join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
