import type { CommandLine, ExitCode } from '../shared/commandLine';
import { runSubcommand } from '../shared/subcommands';
import type { Subcommands } from '../shared/subcommands';

const TOKENS_USAGE = `Usage: node dist/cli.js tokens diff [--base REF] (--model ID | --encoding NAME) ...   (diff --help tells more)
       node dist/cli.js tokens tax [--json] FILE...                       (tax --help tells more)

Compares counts: of the files of a folder with those of a commit, or of texts in all encodings.`;

const subcommands: Subcommands = {
  command: 'tokens',
  usage: TOKENS_USAGE,
  runs: {
    diff: async (args, commandLine) => (await import('./diff')).runDiff(args, commandLine),
    tax: async (args, commandLine) => (await import('./tax')).runTax(args, commandLine),
  },
};

/** Runs `tokens ...`. @throws UsageError */
export const runTokens = (args: readonly string[], commandLine: CommandLine): Promise<ExitCode> =>
  runSubcommand(subcommands, args, commandLine);
