// Runs test files alone. `npm run test:file -- test/unit/core/base/numbers.test.ts [more files or "patterns/**"] [--grep TEXT]`
/// <reference lib="es2024.collection" />
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { addCounts, assertRan, noCounts, oneFailure, readCounts } from './vscode/counts';
import type { Counts } from './vscode/counts';
import { SetupError, root, runScript } from './vscode/paths';
import { withTempDir } from './vscode/tempDir';

const settings = '.mocharc.json';
const tests = path.join(root, 'test');

/** The folder whose settings the file wants: the nearest below test/ that has some. @throws SetupError */
function suiteOf(file: string): string {
  for (let folder = path.dirname(path.resolve(file)); folder.startsWith(tests); folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, settings))) return folder;
  }
  throw new SetupError(
    path.resolve(file).startsWith(path.join(tests, 'editor'))
      ? 'These tests run in VS Code: npm run test:editor -- main --grep "words of the title".'
      : `${file} is in no folder of test/ that has a ${settings}.`,
  );
}

/** @throws SetupError when there is no such file. */
function filesOf(pattern: string): string[] {
  const files = globSync(pattern).sort();
  if (files.length === 0) throw new SetupError(`There is no file ${pattern}.`);
  return files;
}

/** Runs files of one suite. What fails without saying how many tests failed counts as one failure. */
async function runSuite(suite: string, args: readonly string[], result: string): Promise<Counts> {
  const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
  rmSync(result, { force: true });
  const { status } = spawnSync(process.execPath, [mocha, '--config', path.join(suite, settings), ...args], {
    stdio: 'inherit',
    env: { ...process.env, SUITE_RESULT: result },
  });
  const counts = await readCounts(result, suite, false).catch(() => noCounts);
  return status === 0 || counts.failed > 0 ? counts : addCounts(counts, oneFailure(suite));
}

/** The words that narrow the tests, among what mocha is given. */
function grepOf(args: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    const [name = '', ...value] = arg.split('=');
    if (['--grep', '-g', '--fgrep', '-f'].includes(name)) return value.length > 0 ? value.join('=') : args[at + 1];
  }
  return undefined;
}

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const files = args.filter((arg) => arg.endsWith('.ts')).flatMap(filesOf);
  if (files.length === 0) throw new SetupError('Name one or more test files.');
  const rest = args.filter((arg) => !arg.endsWith('.ts'));
  const suites = Map.groupBy(files, suiteOf);
  let total = noCounts;
  await withTempDir(async (dir) => {
    for (const [suite, own] of suites) {
      total = addCounts(total, await runSuite(suite, [...rest, ...own], path.join(dir, 'result.json')));
    }
  });
  if (process.env.SUITE_RESULT) writeFileSync(process.env.SUITE_RESULT, JSON.stringify(total));
  if (suites.size > 1) console.log(`${total.passed} passed, ${total.failed} failed`);
  assertRan(total, grepOf(rest));
  return total.failed === 0 ? 0 : 1;
}

await runScript(main);
