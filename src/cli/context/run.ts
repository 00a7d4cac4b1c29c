import { UsageError, exitCodes } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';

const CONTEXT_USAGE = `Usage: node dist/cli.js context report [--json] ... ROOT            (report --help tells more)
       node dist/cli.js context check [--json] ROOT                 (check --help tells more)
       node dist/cli.js context compare --base REF ... ROOT         (compare --help tells more)

Says what coding agents read in a folder, what is wrong with it, and what has changed since a commit. No agent is started, and nothing is sent.`;

type Run = (args: readonly string[], commandLine: CommandLine) => Promise<ExitCode>;

/** Each is loaded when it is run. */
const commands = new Map<string, Run>([
  ['report', async (args, commandLine) => (await import('./report')).runReport(args, commandLine)],
  ['check', async (args, commandLine) => (await import('./check')).runCheck(args, commandLine)],
  ['compare', async (args, commandLine) => (await import('./compare')).runCompare(args, commandLine)],
]);

/** Runs `context ...`. @throws UsageError */
export async function runContext(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  const run = commands.get(name);
  if (run) return await run(rest, commandLine);
  if (name !== '--help' && name !== '-h') {
    throw new UsageError(name === '' ? CONTEXT_USAGE : `There is no command "context ${name}".\n\n${CONTEXT_USAGE}`);
  }
  commandLine.console.print(CONTEXT_USAGE);
  return exitCodes.done;
}
