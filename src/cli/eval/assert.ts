import type { AssertionChecker } from '../../core/evals/checks/assertionChecker';
import { readCheckCase } from '../../core/evals/checks/checkCase';
import type { CheckResult } from '../../core/evals/checks/verdict';
import { CaseError, answerCases } from '../shared/cases';
import { UsageError, exitCodes, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { workerChecker } from './workerChecker';

const ASSERT_USAGE = `Usage: node dist/cli.js eval assert --cases FILE

Checks answers as promptfoo does, without asking anybody.
  --cases FILE  a JSON array of {output, assertion, vars?, latencyMs?, providerResponse?: {tokenUsage, cost, finishReason,
                logProbs}, provider?: {config}} (- for standard input): prints an array of {pass, score, reason}, {skipped}
                or {error: {code, message}}, in the same order

Exit codes
  0  every case has its answer
  2  the command was wrong, or the file cannot be read
  4  the checking failed`;

/** Runs `eval assert ...`. @throws UsageError, InputError */
export async function runAssert(args: readonly string[], { console, caller }: CommandLine): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { cases: { type: 'string' } }, ASSERT_USAGE);
  if (values.help) {
    console.print(ASSERT_USAGE);
    return exitCodes.done;
  }
  if (values.cases === undefined || positionals.length > 0) throw new UsageError(undefined, ASSERT_USAGE);
  if (!caller) throw new Error('Nothing can be checked here.');
  const checker = workerChecker(caller);
  try {
    await answerCases(values.cases, console, (each) => checkOne(each, checker));
  } finally {
    checker.dispose();
  }
  return exitCodes.done;
}

function checkOne(each: unknown, checker: AssertionChecker): Promise<CheckResult> {
  const read = readCheckCase(each);
  if ('problem' in read) throw new CaseError('case', read.problem);
  return checker.check(read.assertion, read.context);
}
