import { UsageError, parseOptions } from './shared/commandLine';

export interface CountArguments {
  /** Name of an encoding, or id of a model: one of them is given. */
  readonly encoding: string | undefined;
  readonly model: string | undefined;
  /** None: standard input. */
  readonly files: readonly string[];
  /** File with a JSON array of strings, `-` for standard input. */
  readonly json: string | undefined;
  /** Tokens. */
  readonly max: number | undefined;
}

export const USAGE = `Usage: node dist/cli.js count (--encoding NAME | --model ID) [--max N] [FILE...]
       node dist/cli.js count (--encoding NAME | --model ID) [--max N] --json STRINGS.json
       node dist/cli.js models (check | list) ...   (models --help tells more)
       node dist/cli.js terms (PATH... | --texts FILE) ...   (terms --help tells more)
       node dist/cli.js glossary check ...          (glossary --help tells more)

Counts the tokens of files, or of standard input (-). FILE may be a pattern, such as 'prompts/*.md'. Texts are UTF-8, or
UTF-16 with a byte order mark. Special tokens in a text are plain text.
  --encoding NAME  a public encoding, such as o200k_base
  --model ID       the encoding of a model of the catalog
  --json FILE      a JSON array of strings (- for standard input): prints a JSON array of counts
  --max N          exit with 1 if all together are more than N tokens

Exit codes
  0  everything was counted, and is within the budget
  1  over the budget, and nothing else
  2  the command was wrong
  3  a file could not be read, or is not a text; the others were counted
  4  the counting failed, as without the files of the vocabularies`;

const text = { type: 'string' } as const;

/** @throws UsageError */
export function parseArguments(args: readonly string[]): CountArguments | 'help' {
  const { values, positionals } = parseOptions(args, { encoding: text, model: text, json: text, max: text }, USAGE);
  if (values.help) return 'help';
  const [command, ...files] = positionals;
  if (command !== 'count') throw new UsageError(command ? `There is no command "${command}".\n\n${USAGE}` : USAGE);
  const { encoding, model, json } = values;
  if ((encoding === undefined) === (model === undefined)) {
    throw new UsageError(`Give one of --encoding and --model.\n\n${USAGE}`);
  }
  if (json !== undefined && files.length > 0) throw new UsageError('Give either --json or files, not both.');
  return { files, encoding, model, json, max: values.max === undefined ? undefined : parseMax(values.max) };
}

function parseMax(max: string): number {
  if (!/^\d+$/u.test(max)) throw new UsageError(`--max takes a number of tokens, not "${max}".`);
  return Number(max);
}
