import type { CommandLine, ExitCode } from '../shared/commandLine';

/** Runs `eval ...`: a config, or one of the commands below it. @throws UsageError, InputError */
export async function runEval(words: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [command, ...rest] = words;
  if (command === 'assert') return (await import('./assert')).runAssert(rest, commandLine);
  return (await import('./runConfig')).runConfig(words, commandLine);
}
