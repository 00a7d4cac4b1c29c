import { languageOfFile } from '../core/text/languageOfFile';
import { VocabularyFileError } from '../core/tokens/engine/vocabularyFile';
import {
  InputError,
  UsageError,
  askExitCodes,
  countExitCodes,
  exitCodes,
  inOneLine,
  parseOptions,
} from './shared/commandLine';
import type { CommandLine, Console, ExitCode } from './shared/commandLine';
import { runGlossary } from './glossary/run';
import { runModels } from './models/run';
import { runTerms } from './terms/run';
import { inputNames, parseJsonInput, readInput, standardInput } from './shared/inputs';
import { checkTokenizerChoice, chooseTokenizer } from './shared/chooseTokenizer';
import { estimateReason } from '../core/tokens/counting/modelCount';
import { sayInEnglish } from '../core/base/say';

interface CountArguments {
  /** Name of an encoding, or id of a model: one of them is given. */
  readonly encoding: string | undefined;
  readonly model: string | undefined;
  /** Files to count; an empty list means standard input. */
  readonly files: readonly string[];
  /** File with a JSON array of strings, `-` for standard input. */
  readonly json: string | undefined;
  /** Tokens. */
  readonly max: number | undefined;
}

const USAGE = `Usage: node dist/cli.js count (--encoding NAME | --model ID) [--max N] [FILE...]
       node dist/cli.js count (--encoding NAME | --model ID) [--max N] --json STRINGS.json
       node dist/cli.js models (check | list) ...   (models --help tells more)
       node dist/cli.js terms (PATH... | --texts FILE) ...   (terms --help tells more)
       node dist/cli.js glossary check ...          (glossary --help tells more)
       node dist/cli.js ask --provider ID ...       (ask --help tells more)
       node dist/cli.js eval (FILE | compare | export | assert) ...  (eval --help tells more)
       node dist/cli.js prompt (check | render | convert) ... (prompt --help tells more)
       node dist/cli.js context (report | check | compare) ...  (context --help tells more)
       node dist/cli.js pack --max N ... PATH...    (pack --help tells more)
       node dist/cli.js tokens (diff | tax) ...     (tokens --help tells more)

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
function parseArguments(args: readonly string[]): CountArguments | 'help' {
  const { values, positionals } = parseOptions(args, { encoding: text, model: text, json: text, max: text }, USAGE);
  if (values.help) return 'help';
  const [command, ...files] = positionals;
  if (command !== 'count') throw new UsageError(command ? `There is no command "${command}".` : undefined, USAGE);
  const { encoding, model, json } = values;
  checkTokenizerChoice({ encoding, model }, USAGE);
  if (json !== undefined && files.length > 0) throw new UsageError('Give either --json or files, not both.');
  return { files, encoding, model, json, max: values.max === undefined ? undefined : parseMax(values.max) };
}

function parseMax(max: string): number {
  if (!/^\d+$/u.test(max)) throw new UsageError(`--max takes a number of tokens, not "${max}".`);
  return Number(max);
}

interface Command {
  readonly run: (args: readonly string[], commandLine: CommandLine) => Promise<ExitCode>;
  /** Name of the work, for the message that it failed. */
  readonly work: string;
  /** The exit code for a failure of the command itself. */
  readonly failure: ExitCode;
}

/** The commands other than `count`. */
const commands = new Map<string, Command>([
  ['models', { run: runModels, work: 'Checking', failure: exitCodes.incomplete }],
  ['terms', { run: runTerms, work: 'Looking for terms', failure: exitCodes.incomplete }],
  ['glossary', { run: runGlossary, work: 'Checking', failure: exitCodes.incomplete }],
  [
    'ask',
    {
      // Loaded on demand: the other commands send nothing, and start without it.
      run: async (args, commandLine) => (await import('./ask/run')).runAsk(args, commandLine),
      work: 'Asking',
      failure: askExitCodes.failure,
    },
  ],
  [
    'prompt',
    {
      run: async (args, commandLine) => (await import('./prompt/run')).runPrompt(args, commandLine),
      work: 'Reading prompts',
      failure: askExitCodes.failure,
    },
  ],
  [
    'context',
    {
      run: async (args, commandLine) => (await import('./context/run')).runContext(args, commandLine),
      work: 'The report',
      failure: askExitCodes.failure,
    },
  ],
  [
    'pack',
    {
      run: async (args, commandLine) => (await import('./pack/run')).runPack(args, commandLine),
      work: 'Packing',
      failure: askExitCodes.failure,
    },
  ],
  [
    'tokens',
    {
      run: async (args, commandLine) => (await import('./tokens/run')).runTokens(args, commandLine),
      work: 'Counting',
      failure: askExitCodes.failure,
    },
  ],
  [
    'eval',
    {
      run: async (args, commandLine) => (await import('./eval/run')).runEval(args, commandLine),
      work: 'The run',
      failure: askExitCodes.failure,
    },
  ],
]);

/** Returns the exit code for a failure of the command itself. */
export const failureCode = ([name = '']: readonly string[]): ExitCode =>
  commands.get(name)?.failure ?? countExitCodes.failure;

/** Runs one command. Never rejects: errors are printed, and reported by the exit code. */
export async function run(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const command = commands.get(args[0] ?? '');
  try {
    if (command) return await command.run(args.slice(1), commandLine);
    const parsed = parseArguments(args);
    if (parsed !== 'help') return await count(parsed, commandLine);
    console.print(USAGE);
    return countExitCodes.done;
  } catch (error) {
    const isKnown = error instanceof InputError || error instanceof VocabularyFileError;
    const message = error instanceof Error ? error.message : String(error);
    // The message has several lines where the usage follows.
    if (error instanceof UsageError) console.printError(message);
    else console.printError(inOneLine(isKnown ? message : `${command?.work ?? 'Counting'} failed: ${message}`));
    if (error instanceof UsageError) return countExitCodes.usage;
    if (error instanceof InputError) return command ? exitCodes.incomplete : countExitCodes.input;
    return failureCode(args);
  }
}

/** Counts a text from a file or from standard input. */
type CountText = (text: string, name?: string) => Promise<number>;

async function count(args: CountArguments, { console, guide }: CommandLine): Promise<ExitCode> {
  const tokenizer = await chooseTokenizer(args, guide);
  // The vocabulary is loaded first: without it, no file is read.
  await guide.count('', tokenizer);
  const notes = new Set<string>();
  const countText: CountText = async (text, name) => {
    const languageId = name === undefined ? undefined : languageOfFile(name);
    const { tokens, estimate } = await guide.count(text, tokenizer, { languageId });
    if (estimate)
      notes.add(`Estimated, plus or minus ${estimate.bandPercent ?? '?'} %: ${estimateReason(estimate, sayInEnglish)}`);
    return tokens;
  };
  const { total, failed } =
    args.json === undefined
      ? await countFiles(args.files, countText, console)
      : await countStrings(args.json, countText, console);
  for (const note of notes) console.printError(note);
  if (args.max !== undefined && total > args.max) {
    console.printError(`${total} tokens are over the budget of ${args.max}.`);
    return countExitCodes.overBudget; // Unread files do not matter here: they would only add tokens.
  }
  return failed ? countExitCodes.input : countExitCodes.done;
}

interface Counted {
  readonly total: number;
  /** Whether something could not be counted, which was printed. */
  readonly failed: boolean;
}

/**
 * Counts one file after the other, so that the number of files does not matter. A file that cannot be counted does not
 * stop the others.
 */
async function countFiles(files: readonly string[], countText: CountText, console: Console): Promise<Counted> {
  let [total, counted, failed] = [0, 0, false];
  for await (const name of inputNames(files.length === 0 ? [standardInput] : files)) {
    try {
      const { text, warning } = await readInput(name, console);
      const tokens = await countText(text, name);
      total += tokens;
      counted++;
      console.print(files.length === 0 ? String(tokens) : `${tokens}\t${inOneLine(name)}`);
      if (warning !== undefined) console.printError(warning);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      console.printError(error.message);
      failed = true;
    }
  }
  if (counted > 1) console.print(`${total}\ttotal`);
  return { total, failed };
}

/** @throws InputError */
async function countStrings(name: string, countText: CountText, console: Console): Promise<Counted> {
  const { text, warning } = await readInput(name, console);
  const counts: number[] = [];
  for (const each of parseStrings(text, name)) counts.push(await countText(each));
  console.print(JSON.stringify(counts));
  if (warning !== undefined) console.printError(warning);
  return { total: counts.reduce((sum, tokens) => sum + tokens, 0), failed: false };
}

/** @throws InputError */
function parseStrings(text: string, name: string): string[] {
  const value = parseJsonInput(text, name);
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw new InputError(`${name} is not a JSON array of strings.`);
}
