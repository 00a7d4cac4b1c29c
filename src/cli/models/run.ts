import { statusText } from '../../core/catalog/dated';
import { stepsOf } from '../../core/catalog/priceTable';
import type { Price } from '../../core/catalog/priceTable';
import { UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { checkFile } from './checkFiles';
import { configsOf } from './config';
import type { IdFinding } from './checkFiles';
import { sarifLog } from './sarif';
import { PathInputs } from '../shared/walkFiles';

interface CheckArguments {
  readonly command: 'check';
  readonly paths: readonly string[];
  /** Days within which the end of a model is a finding, too; `undefined` for retired models alone. */
  readonly within?: number;
  readonly format: 'text' | 'json' | 'sarif';
}

interface ListArguments {
  readonly command: 'list';
  readonly format: 'text' | 'json';
}

const MODELS_USAGE = `Usage: node dist/cli.js models check [--within DAYS] [--json | --sarif] PATH...
       node dist/cli.js models list [--json]

check  finds in code, config and notebooks the ids of models that are retired, and of those that no table knows.
       Error: its own call, client or config says that it goes to whom the date is of. Warning: nothing there says where
       it goes. Information: it goes to another host, or is only listed (one line a file)
  PATH           a file, or a folder with all below it that git does not ignore
  --within DAYS  ids of models that end within so many days, too
  --json         an array of {file, line, column, id, status, date, replacement, severity}
  --sarif        a log in SARIF 2.1.0, for code scanning
  Obeys the comment ai-field-guide-ignore and the ai-field-guide.yml that is nearest to each file, from its own folder
  up to the top of its git repository, or without one to the working directory; --within goes before its warnWithinDays
list   prints every model of the catalog with its status and price of today

Exit codes
  0  no error and no warning
  1  at least one error or warning
  2  the command was wrong, or something could not be read`;

/** @throws UsageError */
function parseModelsArguments(args: readonly string[]): CheckArguments | ListArguments | 'help' {
  const flag = { type: 'boolean' } as const;
  const options = { within: { type: 'string' }, json: flag, sarif: flag } as const;
  const { values, positionals } = parseOptions(args, options, MODELS_USAGE);
  if (values.help) return 'help';
  const [command, ...paths] = positionals;
  if (values.json && values.sarif) throw new UsageError('Give one of --json and --sarif.', MODELS_USAGE);
  const format = values.json ? 'json' : values.sarif ? 'sarif' : 'text';
  if (command === 'list') {
    if (paths.length > 0 || format === 'sarif' || values.within !== undefined) {
      throw new UsageError('models list takes --json alone.', MODELS_USAGE);
    }
    return { command, format };
  }
  if (command !== 'check')
    throw new UsageError(command ? `There is no command "models ${command}".` : undefined, MODELS_USAGE);
  if (paths.length === 0) throw new UsageError('Say which files or folders to check.', MODELS_USAGE);
  return { command, paths, format, ...(values.within !== undefined && { within: parseDays(values.within) }) };
}

function parseDays(days: string): number {
  if (!/^\d{1,5}$/u.test(days)) throw new UsageError(`--within takes a number of days, not "${days}".`);
  return Number(days);
}

/** Runs `models ...`. @throws UsageError */
export async function runModels(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const parsed = parseModelsArguments(args);
  if (parsed === 'help') commandLine.console.print(MODELS_USAGE);
  else if (parsed.command === 'check') return check(parsed, commandLine);
  else await list(parsed, commandLine);
  return exitCodes.done;
}

async function check({ paths, within, format }: CheckArguments, commandLine: CommandLine): Promise<ExitCode> {
  const { console, guide } = commandLine;
  // The table of lifecycles comes first: without it, no file is read.
  await guide.lifecycle();
  const findings: IdFinding[] = [];
  const inputs = new PathInputs(commandLine);
  const on = { unread: inputs.onUnread, note: console.printError };
  for (const start of paths) {
    const configOf = await configsOf(start, inputs.onUnread);
    for await (const { file, full } of inputs.filesOf(start)) {
      const rules = { ...(await configOf(full)), within };
      const found = await checkFile(file, guide, rules, on).catch(inputs.onUnread);
      // A spread of hundreds of thousands would overflow the stack.
      for (const finding of found ?? []) findings.push(finding);
    }
  }
  if (format === 'json') console.print(JSON.stringify(findings.map(withoutWords), null, 2));
  else if (format === 'sarif') console.print(JSON.stringify(sarifLog(findings), null, 2));
  else for (const each of findings) if (each.message !== null) console.print(lineOf(each, each.message));
  if (inputs.isIncomplete) return exitCodes.incomplete;
  return findings.some(({ severity }) => severity !== 'information') ? exitCodes.findings : exitCodes.done;
}

const lineOf = ({ file, line, column, severity }: IdFinding, message: string): string =>
  inOneLine(`${file}:${line}:${column}: ${message} [${severity}]`);

const withoutWords = ({ file, line, column, id, status, date, replacement, severity }: IdFinding): object => ({
  ...{ file, line, column, id, status, date, replacement, severity },
});

async function list({ format }: ListArguments, { console, guide }: CommandLine): Promise<void> {
  const { models, day } = await guide.catalog();
  if (format === 'json') {
    const rows = models.map(
      ({ id, name, family, aliases = [], status, released, contextWindow, maxOutput, price, life }) => ({
        ...{ id, name, family, aliases, status },
        ...{ released: released ?? null, retires: life?.retires ?? null, replacement: life?.replacement ?? null },
        ...{ contextWindow: contextWindow ?? null, maxOutput: maxOutput ?? null },
        price: price ? inFull(price) : null,
      }),
    );
    console.print(JSON.stringify(rows, null, 2));
  } else {
    for (const model of models) console.print(`${model.id}\t${statusText(model, day)}`);
  }
}

/** Returns prices in US dollars per million tokens, with `null` for those that are not published. */
const inFull = (price: Price): object => ({
  ...{ input: price.input, cachedInput: price.cachedInput ?? null, output: price.output },
  ...{ cacheWrite: price.cacheWrite ?? null, cacheStorage: price.cacheStorage ?? null },
  longContext: stepsOf(price),
  hours: price.hours ?? [],
  ...{ batch: price.batch ?? null, flex: price.flex ?? null, priority: price.priority ?? null },
});
