import type { CommandLine, ExitCode } from '../shared/commandLine';

/** Runs `eval ...`: a config, or one of its subcommands. @throws UsageError, InputError */
export async function runEval(words: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [command, ...rest] = words;
  if (command === 'assert') return (await import('./assert')).runAssert(rest, commandLine);
  if (command === 'compare') return (await import('./runEvalCompare')).runEvalCompare(rest, commandLine);
  if (command === 'export') return (await import('./export')).runExport(rest, commandLine);
  return (await import('./runConfig')).runConfig(words, commandLine);
}
