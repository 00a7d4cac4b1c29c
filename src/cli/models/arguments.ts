import { UsageError, parseOptions } from '../shared/commandLine';

export interface CheckArguments {
  readonly command: 'check';
  readonly paths: readonly string[];
  /** Days: a model that ends within them is a finding, too. Undefined: retired ones alone. */
  readonly within?: number;
  readonly format: 'text' | 'json' | 'sarif';
}

export interface ListArguments {
  readonly command: 'list';
  readonly format: 'text' | 'json';
}

export const MODELS_USAGE = `Usage: node dist/cli.js models check [--within DAYS] [--json | --sarif] PATH...
       node dist/cli.js models list [--json]

check  finds in code, config and notebooks the ids of models that are retired, and of those that no table knows
  PATH           a file, or a folder with all below it that git does not ignore
  --within DAYS  ids of models that end within so many days, too
  --json         an array of {file, line, column, id, status, date, replacement}
  --sarif        a log in SARIF 2.1.0, for code scanning
  Obeys the comment ai-field-guide-ignore and the ai-field-guide.yml that is nearest to each PATH, from its own folder
  up to the top of its git repository or to the working directory; --within goes before its warnWithinDays
list   prints every model of the catalog with its status and price of today

Exit codes
  0  no finding; ids that are unknown are none
  1  at least one finding
  2  the command was wrong, or something could not be read`;

/** @throws UsageError */
export function parseModelsArguments(args: readonly string[]): CheckArguments | ListArguments | 'help' {
  const flag = { type: 'boolean' } as const;
  const options = { within: { type: 'string' }, json: flag, sarif: flag } as const;
  const { values, positionals } = parseOptions(args, options, MODELS_USAGE);
  if (values.help) return 'help';
  const [command, ...paths] = positionals;
  if (values.json && values.sarif) throw new UsageError(`Give one of --json and --sarif.\n\n${MODELS_USAGE}`);
  const format = values.json ? 'json' : values.sarif ? 'sarif' : 'text';
  if (command === 'list') {
    if (paths.length > 0 || format === 'sarif' || values.within !== undefined) {
      throw new UsageError(`models list takes --json alone.\n\n${MODELS_USAGE}`);
    }
    return { command, format };
  }
  if (command !== 'check')
    throw new UsageError(command ? `There is no command "models ${command}".\n\n${MODELS_USAGE}` : MODELS_USAGE);
  if (paths.length === 0) throw new UsageError(`Say which files or folders to check.\n\n${MODELS_USAGE}`);
  return { command, paths, format, ...(values.within !== undefined && { within: parseDays(values.within) }) };
}

function parseDays(days: string): number {
  if (!/^\d{1,5}$/u.test(days)) throw new UsageError(`--within takes a number of days, not "${days}".`);
  return Number(days);
}
