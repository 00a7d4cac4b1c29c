import type { CommandLine, ExitCode } from '../shared/commandLine';
import { runSubcommand } from '../shared/subcommands';
import type { Subcommands } from '../shared/subcommands';

const CONTEXT_USAGE = `Usage: node dist/cli.js context report [--json] ... ROOT            (report --help tells more)
       node dist/cli.js context check [--json] ROOT                 (check --help tells more)
       node dist/cli.js context compare --base REF ... ROOT         (compare --help tells more)

Says what coding agents read in a folder, what is wrong with it, and what has changed since a commit. No agent is started, and nothing is sent.`;

const subcommands: Subcommands = {
  command: 'context',
  usage: CONTEXT_USAGE,
  runs: {
    report: async (args, commandLine) => (await import('./runContextReport')).runContextReport(args, commandLine),
    check: async (args, commandLine) => (await import('./runContextCheck')).runContextCheck(args, commandLine),
    compare: async (args, commandLine) => (await import('./runContextCompare')).runContextCompare(args, commandLine),
  },
};

/** Runs `context ...`. @throws UsageError */
export const runContext = (args: readonly string[], commandLine: CommandLine): Promise<ExitCode> =>
  runSubcommand(subcommands, args, commandLine);
