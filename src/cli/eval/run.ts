import { UsageError, exitCodes } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';

const EVAL_USAGE = `Usage: node dist/cli.js eval assert --cases FILE   (eval assert --help tells more)
       node dist/cli.js eval compare BEFORE AFTER   (eval compare --help tells more)
       node dist/cli.js eval export RESULTS ...     (eval export --help tells more)`;

/** Runs `eval ...`. @throws UsageError, InputError */
export async function runEval(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [command, ...rest] = args;
  if (command === 'assert') return (await import('./assert')).runAssert(rest, commandLine);
  if (command === 'compare') return (await import('./compare')).runCompare(rest, commandLine);
  if (command === 'export') return (await import('./export')).runExport(rest, commandLine);
  if (command !== '--help' && command !== '-h') throw new UsageError(EVAL_USAGE);
  commandLine.console.print(EVAL_USAGE);
  return exitCodes.done;
}
