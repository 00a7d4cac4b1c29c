import { UsageError, exitCodes } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';

const TOKENS_USAGE = `Usage: node dist/cli.js tokens diff [--base REF] (--model ID | --encoding NAME) ...   (diff --help tells more)
       node dist/cli.js tokens tax [--json] FILE...                       (tax --help tells more)

Compares counts: of the files of a folder with those of a commit, or of texts in all encodings.`;

type Run = (args: readonly string[], commandLine: CommandLine) => Promise<ExitCode>;

/** Each is loaded when it is run. */
const commands = new Map<string, Run>([
  ['diff', async (args, commandLine) => (await import('./diff')).runDiff(args, commandLine)],
  ['tax', async (args, commandLine) => (await import('./tax')).runTax(args, commandLine)],
]);

/** Runs `tokens ...`. @throws UsageError */
export async function runTokens(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  const run = commands.get(name);
  if (run) return await run(rest, commandLine);
  if (name !== '--help' && name !== '-h') {
    throw new UsageError(name === '' ? TOKENS_USAGE : `There is no command "tokens ${name}".\n\n${TOKENS_USAGE}`);
  }
  commandLine.console.print(TOKENS_USAGE);
  return exitCodes.done;
}
