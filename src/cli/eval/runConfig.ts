import path from 'node:path';
import type { AssertionChecker } from '../../core/evals/checks/assertionChecker';
import { firstOfTypes, typeProblems } from '../../core/evals/checks/typeProblems';
import { isCodeFile } from '../../core/evals/suite/refusals';
import { readSuite } from '../../core/evals/suite/readSuite';
import { NamedFiles } from '../../core/files/namedFiles';
import type { Suite } from '../../core/evals/suite';
import type { RunResults } from '../../core/evals/results';
import { maxConfigLength } from '../../core/evals/suite/configText';
import type { Caps } from '../../core/evals/run/runBudget';
import { graderOf } from '../../core/evals/run/grader';
import { planOf, plannedCells } from '../../core/evals/run/plan';
import type { PlanOptions } from '../../core/evals/run/plan';
import { SuiteIsRunError } from '../../core/evals/run/openRun';
import type { RunDeps } from '../../core/evals/run/runDeps';
import { runSuite } from '../../core/evals/run/runSuite';
import type { RunOptions } from '../../core/evals/run/runSuite';
import { PromptRenderer } from '../../core/evals/run/renderedPrompt';
import { host } from '../../host/node/host';
import { askExitCodes, InputError, UsageError, inOneLine } from '../shared/commandLine';
import type { Caller, CommandLine, Console, ExitCode } from '../shared/commandLine';
import { readText } from '../shared/readText';
import { sayHere as say } from '../shared/sayHere';
import { workspaceOf } from '../shared/workspace';
import { EVAL_USAGE, parseEvalArguments } from './evalArguments';
import type { EvalArguments } from './evalArguments';
import { askersOf } from './askers';
import type { Askers } from './askers';
import { capsOf } from './caps';
import { filterOf } from './filters';
import { workerChecker } from './workerChecker';
import { openFiles } from './openFiles';
import { Progress } from './progress';
import { printProblems, printSkips, printResults } from './printResults';
import { checkOut } from '../shared/writeOut';

/** Runs a config. @throws UsageError, InputError */
export async function runConfig(words: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const args = parseEvalArguments(words);
  const { console } = commandLine;
  if (args === 'help') {
    console.print(EVAL_USAGE);
    return askExitCodes.done;
  }
  if (isCodeFile(args.file)) throw new UsageError(`${args.file} is a program: a config is YAML or JSON.`);
  for (const out of [args.json, args.junit, args.markdown]) await checkOut(out);
  const suite = await suiteIn(args.file, console);
  printSkips(suite.skips, console);
  const asked = await askersOf(suite, args, commandLine);
  const { askers } = asked;
  for (const [label, asker] of askers) {
    if ('skip' in asker) console.printError(inOneLine(`Skipped: the provider ${label}: ${asker.skip}`));
  }
  if (
    ![...askers.values()].some((asker) => !('skip' in asker)) &&
    suite.tests.every(({ output }) => output === undefined)
  ) {
    throw new UsageError('None of the providers of the config can be asked here: there is nothing to run.');
  }
  return ask(suite, asked, args, commandLine);
}

/** @throws InputError */
async function suiteIn(file: string, console: Console): Promise<Suite> {
  const root = await workspaceOf(file);
  const text = await readText(file, maxConfigLength * 4);
  if (text === undefined) throw new InputError(`Cannot read ${file}: it is not a text in UTF-8 or UTF-16.`);
  const below = path.relative(root, path.resolve(file)).replaceAll(path.sep, '/');
  const files = new NamedFiles(host.disk, root);
  const suite = await readSuite(below, text, { files, say });
  // Only unknown types are reported here: the results name the known ones that are not checked.
  const types = typeProblems({ types: firstOfTypes(suite) }, say).filter(({ severity }) => severity === 'warning');
  await printProblems([...suite.problems, ...types], files, console);
  if (suite.problems.some(({ severity }) => severity === 'error')) {
    throw new InputError(`${file} is not run: what is wrong with it stands above.`);
  }
  return suite;
}

async function ask(suite: Suite, asked: Askers, args: EvalArguments, commandLine: CommandLine): Promise<ExitCode> {
  const { console, caller } = commandLine;
  if (!caller) throw new Error('There is no process from which something could be sent.');
  const renderer = new PromptRenderer();
  const isAsked = await filterOf(args);
  const plan = { ...(isAsked && { isAsked }), ...(args.repeat !== undefined && { repeat: args.repeat }) };
  // Checked before the files are opened, so that earlier results do not make room for an empty run.
  const cells = plannedCells(suite, plan);
  if (cells.length === 0) throw new UsageError('Nothing was checked: no test of the config is asked.');
  const caps = await capsOf(args, { suite, asked, isAsked, renderer });
  if ('refused' in caps) {
    console.printError(inOneLine(caps.refused));
    return askExitCodes.cap;
  }
  for (const note of caps.notes) console.printError(inOneLine(note));
  const opened = await openFiles(
    { ...args, useCache: args.useCache && suite.usesCache !== false, planned: planOf(cells) },
    caller.environment,
  );
  for (const note of opened.notes) console.printError(inOneLine(note));
  return runOpened({ suite, asked, args, renderer, caps, plan, cells: cells.length, opened }, commandLine, caller);
}

/** A run whose files are open. */
interface OpenedRun {
  readonly suite: Suite;
  readonly asked: Askers;
  readonly args: EvalArguments;
  readonly renderer: PromptRenderer;
  readonly caps: Caps;
  readonly plan: PlanOptions;
  /** Number of planned cells. */
  readonly cells: number;
  readonly opened: Awaited<ReturnType<typeof openFiles>>;
}

/**
 * Asks the questions, prints the results and closes the files.
 * @throws UsageError where another process took over the run
 */
async function runOpened(run: OpenedRun, commandLine: CommandLine, caller: Caller): Promise<ExitCode> {
  const { suite, args, opened } = run;
  const { console } = commandLine;
  const checker = workerChecker(caller);
  const progress = args.isQuiet ? undefined : progressOf(commandLine);
  let unkept: RunResults | undefined;
  const print = (results: RunResults): Promise<void> =>
    printResults(results, suite, args, { console, caller, file: opened.shown });
  try {
    progress?.begin(run.cells);
    const options = { ...optionsOf(run), onUnkept: (found: RunResults) => void (unkept = found) };
    const running = caller.untilCancelled((signal) =>
      runSuite(suite, { ...depsOf(run, checker, progress), signal }, options),
    );
    const results = await running.finally(() => progress?.end());
    await print(results);
    const { fault } = opened.cache ?? {};
    if (fault) console.printError(inOneLine(`Answers are not in the cache of later runs: ${fault.message}.`));
    if (isUnchecked(results)) console.printError('Nothing was checked: no check of any answer has a verdict.');
    return codeOf(results);
  } catch (error) {
    // Results that could not be kept are printed all the same, as they were paid for.
    if (unkept) await print(unkept);
    if (!(error instanceof SuiteIsRunError)) throw error;
    const who = error.holder === undefined ? 'somebody else' : `process ${error.holder}`;
    throw new UsageError(`${args.file} is run by ${who} by now: this run has ended.`);
  } finally {
    checker.dispose();
    await opened.close();
  }
}

const depsOf = (
  { asked, renderer, opened }: OpenedRun,
  checker: AssertionChecker,
  progress: Progress | undefined,
): Omit<RunDeps, 'signal'> => ({
  ...asked,
  render: (prompt, test) => renderer.render(prompt, test),
  grade: graderOf(checker),
  sha256: (bytes) => host.sha256(bytes),
  now: () => performance.now(),
  say,
  file: opened.file,
  ...(opened.cache && { cache: opened.cache }),
  ...(progress && {
    onProgress: (each) => progress.take(each),
    onWait: (who, ms) => progress.waits(who, ms),
  }),
});

const optionsOf = ({ args, caps, plan, opened }: OpenedRun): RunOptions => ({
  ...{ caps, ...plan },
  leavesAnswers: [args.json, args.junit, args.markdown].every((out) => out === undefined),
  ...(args.concurrency !== undefined && { concurrency: args.concurrency }),
  ...(opened.recorded && { recorded: opened.recorded }),
});

const progressOf = ({ console, caller }: CommandLine): Progress =>
  new Progress({
    print: (line) => console.printError(inOneLine(line)),
    ...(caller?.rewrite && { rewrite: caller.rewrite }),
    now: () => performance.now(),
  });

/** Codes of errors of a cell that are not the fault of its provider. */
const ownErrors = new Set(['prompt', 'template']);

const isUnchecked = ({ stats: { passed, failed, errors } }: Pick<RunResults, 'stats'>): boolean =>
  passed + failed + errors === 0;

function codeOf({ run, stats, cells }: RunResults): ExitCode {
  if (run.stopped === 'cancelled') return askExitCodes.cancelled;
  if (run.stopped === 'cap') return askExitCodes.cap;
  if (stats.errors > 0) {
    const isProviders = cells.some(({ error }) => error !== null && !ownErrors.has(error.code));
    return isProviders ? askExitCodes.provider : askExitCodes.usage;
  }
  // A run without any verdict must not count as passed.
  if (isUnchecked({ stats })) return askExitCodes.usage;
  return stats.failed > 0 ? askExitCodes.findings : askExitCodes.done;
}
