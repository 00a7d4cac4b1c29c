import type { EncodingName } from '../core/catalog/encodingName';
import { languageOfFile } from '../core/text/languageOfFile';
import { VocabularyFileError } from '../core/tokens/engine/vocabularyFile';
import { ENCODING_NAMES, isEncodingName } from '../core/catalog/encodingName';
import type { Tokenizer } from '../core/catalog/catalogTable';
import type { FieldGuide } from '../core/fieldGuide';
import { USAGE, parseArguments } from './arguments';
import type { CountArguments } from './arguments';
import { InputError, UsageError, countExitCodes, exitCodes } from './shared/commandLine';
import type { CommandLine, Console, ExitCode } from './shared/commandLine';
import { runGlossary } from './glossary/run';
import { runModels } from './models/run';
import { runTerms } from './terms/run';
import { inputNames, parseJsonInput, readInput, standardInput } from './shared/inputs';
import { estimateReason } from '../core/tokens/counting/modelCount';
import { sayInEnglish } from '../core/base/say';

/** The commands besides `count`, and what each is doing when it fails. */
const commands = new Map([
  ['models', { run: runModels, work: 'Checking' }],
  ['terms', { run: runTerms, work: 'Looking for terms' }],
  ['glossary', { run: runGlossary, work: 'Checking' }],
]);

/** Runs one command. Never rejects: what goes wrong is said, and told by the exit code. */
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
    const isKnown = error instanceof UsageError || error instanceof InputError || error instanceof VocabularyFileError;
    const message = error instanceof Error ? error.message : String(error);
    console.printError(isKnown ? message : `${command?.work ?? 'Counting'} failed: ${message}`);
    if (command) return exitCodes.incomplete;
    if (error instanceof UsageError) return countExitCodes.usage;
    return error instanceof InputError ? countExitCodes.input : countExitCodes.failure;
  }
}

/** Counts a text, of a file or of standard input. */
type CountText = (text: string, name?: string) => Promise<number>;

async function count(args: CountArguments, { console, guide }: CommandLine): Promise<ExitCode> {
  const tokenizer = await chooseTokenizer(args, guide);
  // Without its vocabulary no file is read.
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
    return countExitCodes.overBudget; // Whatever could not be read: it would only be more.
  }
  return failed ? countExitCodes.input : countExitCodes.done;
}

interface Counted {
  readonly total: number;
  /** Something could not be counted; it was said. */
  readonly failed: boolean;
}

/** One file after the other, so that the number of files does not matter. What cannot be counted does not stop the others. */
async function countFiles(files: readonly string[], countText: CountText, console: Console): Promise<Counted> {
  let [total, counted, failed] = [0, 0, false];
  for await (const name of inputNames(files.length === 0 ? [standardInput] : files)) {
    try {
      const { text, warning } = await readInput(name, console);
      const tokens = await countText(text, name);
      total += tokens;
      counted++;
      console.print(files.length === 0 ? String(tokens) : `${tokens}\t${name}`);
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

/** That of the model, or the encoding alone. @throws UsageError that lists what exists. */
async function chooseTokenizer(
  { encoding, model }: CountArguments,
  guide: FieldGuide,
): Promise<Pick<Tokenizer, 'encoding' | 'estimate'>> {
  if (model === undefined) return { encoding: knownEncoding(encoding ?? '') };
  const catalog = await guide.catalog();
  const found = catalog.findModel(model);
  if (found) return catalog.tokenizerOf(found);
  const ids = catalog.models.map(({ id }) => id).join(', ');
  throw new UsageError(`There is no model "${model}" in the catalog. These exist: ${ids}.`);
}

function knownEncoding(name: string): EncodingName {
  if (isEncodingName(name)) return name;
  throw new UsageError(`There is no encoding "${name}". These exist: ${ENCODING_NAMES.join(', ')}.`);
}
