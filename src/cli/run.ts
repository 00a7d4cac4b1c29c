import type { Encoding } from '../core/tokens/engine/encoding';
import type { EncodingName } from '../core/tokens/engine/encodingName';
import { VocabularyFileError } from '../core/tokens/engine/vocabularyFile';
import { USAGE, parseArguments } from './arguments';
import type { CountArguments } from './arguments';
import { chooseEncoding } from './chooseEncoding';
import type { ChosenEncoding, ModelTable } from './chooseEncoding';
import { readText } from './readText';
import { UsageError } from './usageError';

export interface Console {
  readonly readStandardInput: () => Promise<Uint8Array>;
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
}

export interface CommandLine {
  readonly console: Console;
  readonly models: ModelTable;
  readonly loadEncoding: (name: EncodingName) => Promise<Encoding>;
}

/** Runs one command. @returns the exit code: 0, 1 over the budget, 2 for what cannot be done. */
export async function run(args: readonly string[], commandLine: CommandLine): Promise<number> {
  try {
    const parsed = parseArguments(args);
    if (parsed === 'help') {
      commandLine.console.print(USAGE);
      return 0;
    }
    const chosen = chooseEncoding(parsed, commandLine.models);
    return await count(parsed, chosen, commandLine);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof VocabularyFileError)) throw error;
    commandLine.console.printError(error.message);
    return 2;
  }
}

async function count(args: CountArguments, chosen: ChosenEncoding, commandLine: CommandLine): Promise<number> {
  const { console } = commandLine;
  const names = args.json !== undefined ? [args.json] : args.files.length > 0 ? args.files : ['-'];
  const texts = await Promise.all(names.map((name) => readText(name, console.readStandardInput)));
  const encoding = await commandLine.loadEncoding(chosen.name);
  const countText = (text: string): number => Math.round(encoding.count(text) * (chosen.estimate?.factor ?? 1));
  const counts =
    args.json === undefined ? texts.map(countText) : parseStrings(texts[0] ?? '', args.json).map(countText);
  const total = counts.reduce((sum, tokens) => sum + tokens, 0);
  if (args.json !== undefined) console.print(JSON.stringify(counts));
  else if (args.files.length === 0) console.print(String(total));
  else {
    counts.forEach((tokens, index) => console.print(`${tokens}\t${names[index]}`));
    if (counts.length > 1) console.print(`${total}\ttotal`);
  }
  if (chosen.estimate) {
    const { bandPercent, reason } = chosen.estimate;
    console.printError(`Estimated, plus or minus ${bandPercent} %: ${reason}`);
  }
  if (args.max === undefined || total <= args.max) return 0;
  console.printError(`${total} tokens are over the budget of ${args.max}.`);
  return 1;
}

/** @throws UsageError */
function parseStrings(text: string, name: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return value;
  throw new UsageError(`${name} is not a JSON array of strings.`);
}
