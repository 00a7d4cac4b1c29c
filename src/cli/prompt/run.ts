import { UsageError, exitCodes } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';

const PROMPT_USAGE = `Usage: node dist/cli.js prompt check [--json] PATH...                    (check --help tells more)
       node dist/cli.js prompt render --cases FILE                      (render --help tells more)
       node dist/cli.js prompt convert FILE --to dotprompt|promptfoo    (convert --help tells more)

Reads prompt files. Nothing is sent, and no code of a prompt runs.`;

type Run = (args: readonly string[], commandLine: CommandLine) => Promise<ExitCode>;

/** Each is loaded when it is run. */
const commands = new Map<string, Run>([
  ['check', async (args, commandLine) => (await import('./check')).runCheck(args, commandLine)],
  ['convert', async (args, commandLine) => (await import('./convert')).runConvert(args, commandLine)],
  ['render', async (args, commandLine) => (await import('./render')).runRender(args, commandLine)],
]);

/** Runs `prompt ...`. @throws UsageError */
export async function runPrompt(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const [name = '', ...rest] = args;
  const run = commands.get(name);
  if (run) return await run(rest, commandLine);
  if (name !== '--help' && name !== '-h') {
    throw new UsageError(name === '' ? PROMPT_USAGE : `There is no command "prompt ${name}".\n\n${PROMPT_USAGE}`);
  }
  commandLine.console.print(PROMPT_USAGE);
  return exitCodes.done;
}
