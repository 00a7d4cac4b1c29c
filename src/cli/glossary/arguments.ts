import { UsageError, parseOptions } from '../shared/commandLine';

interface GlossaryArguments {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
}

export const GLOSSARY_USAGE = `Usage: node dist/cli.js glossary check [--json] PATH...

Finds what is wrong in the glossaries of a workspace: *.glossary.yml, in our form and that of Contextive. PATH is a file or a
folder; what git ignores is left out. Each folder that is given is taken for the workspace: no import leads out of it.
  --json  prints a JSON array of {file, line, column, severity, message}; lines and columns begin with 1

Exit codes
  0  nothing is wrong
  1  something is wrong, and nothing else; what is only good to know does not count
  2  the command was wrong, or something could not be read`;

/** @throws UsageError */
export function parseGlossaryArguments(args: readonly string[]): GlossaryArguments | 'help' {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, GLOSSARY_USAGE);
  if (values.help) return 'help';
  const [command, ...paths] = positionals;
  if (command !== 'check') {
    throw new UsageError(command ? `There is no command "glossary ${command}".\n\n${GLOSSARY_USAGE}` : GLOSSARY_USAGE);
  }
  if (paths.length === 0) throw new UsageError(`Give a file or a folder.\n\n${GLOSSARY_USAGE}`);
  return { paths, format: values.json ? 'json' : 'text' };
}
