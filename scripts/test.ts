// Builds, packages, runs every suite and sums what they report. `npm test`; `npm run test:deep` runs what only costs time.
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { limitedRun } from './limitedRun';
import { someAtOnce } from './someAtOnce';
import { buildTables } from './tables';
import { DataError } from './tables/dataFile';
import { buildVocabularies } from './vocabularies';
import { addCounts, noCounts, oneFailure } from './vscode/counts';
import type { Counts } from './vscode/counts';
import { laterScenarios } from './vscode/scenarios';
import { testStage } from './vscode/testStage';

const outsideCore = ['--ignore', 'test/unit/*.test.ts', '--ignore', 'test/unit/!(core)/**'];
/** Folders of `core` that take half of its time. */
const heavyCore = 'chat|pocket|tokens';
/**
 * An npm script, and what is handed to it. The longest comes first, so that it ends beside others. Unit tests are three suites:
 * as one they go on for minutes when all others are over, on one processor.
 */
const suites = [
  ['test:browser'],
  ['test:unit', '--ignore', 'test/unit/core/**'],
  [
    'test:unit',
    ...outsideCore,
    '--ignore',
    'test/unit/core/*.test.ts',
    '--ignore',
    `test/unit/core/!(${heavyCore})/**`,
  ],
  ['test:unit', ...outsideCore, '--ignore', `test/unit/core/@(${heavyCore})/**`],
  ['test:webview'],
  ['test:grammar'],
];
/** Makes what the editors run: the package that one of them installs, and the extension of the others. */
const preparing: readonly (readonly string[])[] = [['package'], ['test:editor', '--prepare']];
/** Tests of the suites whose title ends with `@deep`, and files of their own. */
const deepSuites = [
  ['test:file', '--grep= @deep$', ...['unit', 'webview', 'webview-browser'].map((name) => `test/${name}/**/*.test.ts`)],
  ['test:file', 'test/deep/**/*.test.ts'],
];
/** The suites with mouse and clock in whole editors run alone, after the others: beside them they take longer in all. */
const last = ['test:editor', '--extension', path.relative(process.cwd(), testStage)];
const deepLast = [...last, ...laterScenarios.map(({ name }) => name)];
/** For two processors: with fewer, one of them is idle for a minute while the last suite runs. */
const atOnce = 5;
/** Minutes. No suite takes a third of it on a busy machine: what takes longer hangs. */
const usualLimit = 30;
const deepLimit = 150;

const isDeep = process.argv.includes('--deep');
const limit = isDeep ? deepLimit : usualLimit;
const results = mkdtempSync(path.join(tmpdir(), 'ai-field-guide-results-'));

async function npmRun(args: readonly string[], env: NodeJS.ProcessEnv = {}, output?: number): Promise<boolean> {
  const [script = '', ...rest] = args;
  const command = ['run', '--silent', script, ...(rest.length === 0 ? [] : ['--', ...rest])];
  const code = await limitedRun('npm', command, AbortSignal.timeout(limit * 60_000), env, output);
  if (code === undefined) console.error(`npm run ${script} did not end in ${limit} minutes, and was stopped.`);
  return code === 0;
}

/** A suite that fails without saying how many tests failed (it did not even start), or has no test, counts as one failure. */
async function runSuite(args: readonly string[], file: string, output: number): Promise<Counts> {
  const succeeded = await npmRun(args, { SUITE_RESULT: file }, output);
  let counts = noCounts;
  try {
    counts = JSON.parse(readFileSync(file, 'utf8')) as Counts;
  } catch {
    console.error(`npm run ${args.join(' ')} wrote no result.`);
  }
  const isEmpty = counts.passed + counts.failed === 0;
  if (isEmpty || (!succeeded && counts.failed === 0)) return addCounts(counts, oneFailure(`npm run ${args.join(' ')}`));
  return counts;
}

/** A script that runs no tests: only a failure counts. */
async function runScript(args: readonly string[], output: number): Promise<Counts> {
  return (await npmRun(args, {}, output)) ? noCounts : oneFailure(`npm run ${args.join(' ')}`);
}

/** Prints a suite when it is over: two at once would mix their lines. */
async function runAndPrint(args: readonly string[]): Promise<Counts> {
  const name = path.join(results, args.join(' ').replaceAll(/[^a-z]+/gi, '-'));
  const start = Date.now();
  const output = openSync(`${name}.log`, 'w');
  const counts = await (preparing.includes(args) ? runScript(args, output) : runSuite(args, `${name}.json`, output));
  closeSync(output);
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  console.log(`\n> npm run ${args.join(' ')} (${seconds} s)\n${readFileSync(`${name}.log`, 'utf8')}`);
  return counts;
}

/** All suites read them, and so does the package. @throws DataError naming file and line. */
function makeTables(): void {
  buildTables();
  buildVocabularies();
}

let total = noCounts;
async function run(args: readonly string[]): Promise<void> {
  const counts = await runAndPrint(args);
  total = addCounts(total, counts);
}

try {
  makeTables();
  await someAtOnce([...(isDeep ? deepSuites : suites), ...preparing], atOnce, run);
  await run(isDeep ? deepLast : last);
} catch (error) {
  if (!(error instanceof DataError)) throw error;
  total = oneFailure(error.message);
}
rmSync(results, { recursive: true });
for (const failure of total.failures) console.log(`failed: ${failure}`);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
