// The module that VS Code loads and calls in the extension host, in the browser-driven editor and in desktop VS Code alike.
import { format } from 'node:util';
import Mocha from 'mocha';
import type { SuiteRun } from '../../scripts/vscode/bridgeProtocol';
import { setPollTimes } from '../support/poll';
import { leaveClean } from './support/clean';
import { tracesOfKeys } from './support/keys';
import { ask, readSuiteRun, ui } from './support/ui';

/**
 * Longer than a machine needs whose processors are busy with other things: they tell a hang from slow work, and cost nothing
 * where nothing hangs. A step waits less than a test, so that the failure says which step it was.
 */
const timeoutMs = 90_000;
const pollMs = 30_000;
const pauseMs = 25;

/** Mocha writes as fast as it can: one line after the other, in order. */
function printOverBridge(): () => Promise<void> {
  let printed: Promise<unknown> = Promise.resolve();
  // In the extension host console.log goes to the log of the window, among everything else there.
  Mocha.reporters.Base.consoleLog = (...values: unknown[]) => {
    const text = format(...values);
    printed = printed.then(() => ask({ do: 'print', text }));
  };
  return async () => {
    await printed;
  };
}

/** A test whose own hook failed has no state. */
const hasFailed = (test: Mocha.Test): boolean => test.state !== 'passed' && test.state !== 'pending';

async function pictureOfFailure(this: Mocha.Context): Promise<void> {
  if (!this.currentTest || !hasFailed(this.currentTest)) return;
  await ui.screenshot(
    `failed-${this.currentTest
      .fullTitle()
      .replaceAll(/[^a-z0-9]+/gi, '-')
      .slice(0, 80)}`,
  );
}

async function cleanUp(this: Mocha.Context): Promise<void> {
  await leaveClean(this.currentTest !== undefined && hasFailed(this.currentTest));
}

/** Whatever was done in the run, and with which keys. */
async function noKeyIsWritten(): Promise<void> {
  const traces = await tracesOfKeys();
  if (traces.length > 0) throw new Error(`Keys were written:\n${traces.join('\n')}`);
}

/** The picture comes before the cleaning. Everything that a reload is to find is left as it is. */
const afterEachTest = (suite: SuiteRun): Mocha.AsyncFunc[] => [
  ...(ui.available ? [pictureOfFailure] : []),
  ...(suite.stayOpen ? [] : [cleanUp]),
];

/** Which tests run; those that only cost time end with `@deep` in `main/`, too. */
function chosenTests({ grep, deep }: SuiteRun): Mocha.MochaOptions {
  if (grep !== undefined) return { fgrep: grep };
  return deep === undefined ? {} : { grep: / @deep$/, invert: deep === 'none' };
}

async function runMocha(suite: SuiteRun): Promise<number> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: timeoutMs,
    slow: 3000,
    color: suite.colors,
    reporter: suite.reporter,
    ...chosenTests(suite),
    rootHooks: { afterEach: afterEachTest(suite), afterAll: [noKeyIsWritten] },
  });
  for (const file of suite.files) mocha.addFile(file);
  await mocha.loadFilesAsync();
  return new Promise((resolve) => mocha.run(resolve));
}

/** Runs the suite that the starting script asks for. Rejects when a test fails: the contract of extensionTestsPath. */
export async function run(): Promise<void> {
  const suite = readSuiteRun();
  setPollTimes(pollMs, pauseMs);
  process.env.SUITE_RESULT = suite.result;
  const flush = ui.available ? printOverBridge() : () => Promise.resolve();
  let failures = 0;
  try {
    failures = await runMocha(suite);
  } catch (error) {
    // A test file that does not even load: no reporter says so.
    Mocha.reporters.Base.consoleLog(error);
    throw error;
  } finally {
    await flush();
    if (ui.available) await ask({ do: 'finished', pid: process.pid });
  }
  // Returning would end the extension host, and with it what a reload is to find.
  if (suite.stayOpen) await new Promise(() => undefined);
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}
