import type { EncodingName } from '../core/catalog/encodingName';
import type { Catalog } from '../core/catalog/catalog';
import type { Lifecycle } from '../core/catalog/lifecycle';
import type { Glossary } from '../core/glossary/sense/decide';
import type { Encoding } from '../core/tokens/engine/encoding';
import { languageOfFile } from '../core/text/languageOfFile';
import { modelCount } from '../core/tokens/counting/modelCount';
import { sampleText, textKind } from '../core/tokens/counting/textKind';
import { VocabularyFileError } from '../core/tokens/engine/vocabularyFile';
import { ENCODING_NAMES, isEncodingName } from '../core/catalog/encodingName';
import type { Tokenizer } from '../core/catalog/catalogTable';
import { USAGE, parseArguments } from './arguments';
import type { CountArguments } from './arguments';
import type { Console } from './shared/console';
import { InputError, UsageError } from './shared/errors';
import { exitCodes, modelsExitCodes, termsExitCodes } from './shared/exitCodes';
import type { ExitCode } from './shared/exitCodes';
import { runGlossary } from './glossary/run';
import { runModels } from './models/run';
import { runTerms } from './terms/run';
import { inputNames, readInput, standardInput } from './shared/inputs';
import { estimateReason } from '../core/tokens/counting/modelCount';
import { sayInEnglish } from '../core/base/say';

interface CommandLine {
  readonly console: Console;
  readonly catalog: Catalog;
  readonly lifecycle: () => Promise<Lifecycle>;
  readonly glossary: () => Promise<Glossary>;
  /** @throws VocabularyFileError */
  readonly loadEncoding: (name: EncodingName) => Promise<Encoding>;
}

/** Runs one command. Never rejects: what goes wrong is said, and told by the exit code. */
export async function run(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  try {
    if (args[0] === 'models') return await runModels(args.slice(1), commandLine);
    if (args[0] === 'terms') return await runTerms(args.slice(1), commandLine);
    if (args[0] === 'glossary') return await runGlossary(args.slice(1), commandLine);
    const parsed = parseArguments(args);
    if (parsed !== 'help') return await count(parsed, commandLine);
    console.print(USAGE);
    return exitCodes.done;
  } catch (error) {
    const isKnown = error instanceof UsageError || error instanceof InputError || error instanceof VocabularyFileError;
    const message = error instanceof Error ? error.message : String(error);
    console.printError(isKnown ? message : `${workOf(args[0])} failed: ${message}`);
    if (args[0] === 'models' || args[0] === 'glossary') return modelsExitCodes.incomplete;
    if (args[0] === 'terms') return termsExitCodes.incomplete;
    if (error instanceof UsageError) return exitCodes.usage;
    return error instanceof InputError ? exitCodes.input : exitCodes.failure;
  }
}

const workOf = (command: string | undefined): string =>
  command === 'models' ? 'Checking' : command === 'terms' ? 'Looking for terms' : 'Counting';

async function count(args: CountArguments, { console, catalog, loadEncoding }: CommandLine): Promise<ExitCode> {
  const chosen = chooseEncoding(args, catalog);
  const encoding = await loadEncoding(chosen.name);
  const notes = new Set<string>();
  const countText = (text: string, name?: string): number => {
    const tokens = encoding.count(text);
    if (!chosen.tokenizer) return tokens;
    const kind = textKind(sampleText(text), name === undefined ? undefined : languageOfFile(name));
    const { tokens: estimated, estimate } = modelCount(chosen.tokenizer, { tokens, textKind: kind });
    if (estimate)
      notes.add(`Estimated, plus or minus ${estimate.bandPercent ?? '?'} %: ${estimateReason(estimate, sayInEnglish)}`);
    return estimated;
  };
  const { total, failed } =
    args.json === undefined
      ? await countFiles(args.files, countText, console)
      : await countStrings(args.json, countText, console);
  for (const note of notes) console.printError(note);
  if (args.max !== undefined && total > args.max) {
    console.printError(`${total} tokens are over the budget of ${args.max}.`);
    return exitCodes.overBudget; // Whatever could not be read: it would only be more.
  }
  return failed ? exitCodes.input : exitCodes.done;
}

interface Counted {
  readonly total: number;
  /** Something could not be counted; it was said. */
  readonly failed: boolean;
}

/** One file after the other, so that the number of files does not matter. What cannot be counted does not stop the others. */
async function countFiles(
  files: readonly string[],
  countText: (text: string, name?: string) => number,
  console: Console,
): Promise<Counted> {
  let [total, counted, failed] = [0, 0, false];
  for await (const name of inputNames(files.length === 0 ? [standardInput] : files)) {
    try {
      const { text, warning } = await readInput(name, console.readStandardInput);
      const tokens = countText(text, name);
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
async function countStrings(name: string, countText: (text: string) => number, console: Console): Promise<Counted> {
  const { text, warning } = await readInput(name, console.readStandardInput);
  const counts = parseStrings(text, name).map((each) => countText(each));
  console.print(JSON.stringify(counts));
  if (warning !== undefined) console.printError(warning);
  return { total: counts.reduce((sum, tokens) => sum + tokens, 0), failed: false };
}

/** @throws InputError */
function parseStrings(text: string, name: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new InputError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw new InputError(`${name} is not a JSON array of strings.`);
}

interface ChosenEncoding {
  readonly name: EncodingName;
  /** Of a model. */
  readonly tokenizer?: Tokenizer;
}

/** @throws UsageError that lists what exists. */
function chooseEncoding({ encoding, model }: CountArguments, catalog: Catalog): ChosenEncoding {
  if (model === undefined) return { name: knownEncoding(encoding ?? '') };
  const found = catalog.findModel(model);
  if (!found) {
    const ids = catalog.models.map(({ id }) => id).join(', ');
    throw new UsageError(`There is no model "${model}" in the catalog. These exist: ${ids}.`);
  }
  const tokenizer = catalog.tokenizerOf(found);
  return { name: tokenizer.encoding, tokenizer };
}

function knownEncoding(name: string): EncodingName {
  if (isEncodingName(name)) return name;
  throw new UsageError(`There is no encoding "${name}". These exist: ${ENCODING_NAMES.join(', ')}.`);
}
