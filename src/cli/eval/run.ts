import { UsageError, exitCodes } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';

const EVAL_USAGE = `Usage: node dist/cli.js eval assert --cases FILE   (eval assert --help tells more)`;

/** Runs `eval ...`. @throws UsageError, InputError */
export async function runEval(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [command, ...rest] = args;
  if (command === 'assert') return (await import('./assert')).runAssert(rest, commandLine);
  if (command !== '--help' && command !== '-h') throw new UsageError(EVAL_USAGE);
  commandLine.console.print(EVAL_USAGE);
  return exitCodes.done;
}
