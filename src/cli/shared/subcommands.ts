import { UsageError, exitCodes } from './commandLine';
import type { CommandLine, ExitCode } from './commandLine';

export interface Subcommands {
  /** The command that the subcommands belong to. */
  readonly command: string;
  readonly usage: string;
  /** Subcommands, by name. Each is loaded when it runs. */
  readonly runs: Readonly<Record<string, (args: readonly string[], commandLine: CommandLine) => Promise<ExitCode>>>;
}

/** Runs the subcommand that the first argument names. @throws UsageError */
export async function runSubcommand(
  { command, usage, runs }: Subcommands,
  [name = '', ...rest]: readonly string[],
  commandLine: CommandLine,
): Promise<ExitCode> {
  const run = Object.hasOwn(runs, name) ? runs[name] : undefined;
  if (run) return await run(rest, commandLine);
  if (name !== '--help' && name !== '-h') {
    throw new UsageError(name === '' ? undefined : `There is no command "${command} ${name}".`, usage);
  }
  commandLine.console.print(usage);
  return exitCodes.done;
}
