import type { CommandLine, ExitCode } from '../shared/commandLine';
import { runSubcommand } from '../shared/subcommands';
import type { Subcommands } from '../shared/subcommands';

const PROMPT_USAGE = `Usage: node dist/cli.js prompt check [--json] PATH...                    (check --help tells more)
       node dist/cli.js prompt render --cases FILE                      (render --help tells more)
       node dist/cli.js prompt convert FILE --to dotprompt|promptfoo    (convert --help tells more)

Reads prompt files. Nothing is sent, and no code of a prompt runs.`;

const subcommands: Subcommands = {
  command: 'prompt',
  usage: PROMPT_USAGE,
  runs: {
    check: async (args, commandLine) => (await import('./runPromptCheck')).runPromptCheck(args, commandLine),
    convert: async (args, commandLine) => (await import('./convert')).runConvert(args, commandLine),
    render: async (args, commandLine) => (await import('./render')).runRender(args, commandLine),
  },
};

/** Runs `prompt ...`. @throws UsageError */
export const runPrompt = (args: readonly string[], commandLine: CommandLine): Promise<ExitCode> =>
  runSubcommand(subcommands, args, commandLine);
