import { atOnce } from '../../core/base/work';
import { ENCODING_NAMES } from '../../core/catalog/encodingName';
import { languageTax } from '../../core/tokens/counting/languageTax';
import type { SurveyedText, TaxedText } from '../../core/tokens/counting/languageTax';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { inputNames, readInput } from '../shared/inputs';

const TAX_USAGE = `Usage: node dist/cli.js tokens tax [--json] FILE...

Counts each text in all public encodings. Give one text in several languages to see what a language costs: the first is the
measure, and the others are shown as a multiple of it, too. FILE may be a pattern, or - for standard input.
  --json  prints {schema, files: [{file, characters, encodings: [{encoding, tokens, ratio}]}]}; ratio: to the first file

Exit codes
  0  everything was counted
  2  the command was wrong, or a file could not be read; the others were counted
  4  the counting failed`;

interface TaxedFile extends TaxedText {
  readonly file: string;
}

/** Runs `tokens tax ...`. @throws UsageError */
export async function runTax(args: readonly string[], { console, guide }: CommandLine): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, TAX_USAGE);
  if (values.help) {
    console.print(TAX_USAGE);
    return exitCodes.done;
  }
  if (positionals.length === 0) throw new UsageError('Give a file.', TAX_USAGE);
  const names: string[] = [];
  const texts: SurveyedText[] = [];
  let isIncomplete = false;
  for await (const file of inputNames(positionals)) {
    try {
      const { text, warning } = await readInput(file, console);
      if (warning !== undefined) console.printError(warning);
      const tokens: number[] = [];
      for (const encoding of ENCODING_NAMES) tokens.push((await guide.count(text, { encoding })).tokens);
      names.push(file);
      texts.push({ text, tokens });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      console.printError(error.message);
      isIncomplete = true;
    }
  }
  const files = atOnce(languageTax(texts)).map((taxed, at): TaxedFile => ({ file: names[at]!, ...taxed }));
  if (values.json) console.print(JSON.stringify({ schema: 1, files }, null, 2));
  else for (const line of tableOf(files)) console.print(line);
  return isIncomplete ? exitCodes.incomplete : exitCodes.done;
}

/** A row for each encoding, with tabs between the columns. */
function* tableOf(files: readonly TaxedFile[]): Generator<string> {
  yield ['encoding', ...files.map(({ file }) => inOneLine(file))].join('\t');
  yield ['characters', ...files.map(({ characters }) => characters)].join('\t');
  for (const [at, encoding] of ENCODING_NAMES.entries()) {
    const cells = files.map(({ encodings }, column) => {
      const { tokens, ratio } = encodings[at]!;
      return column === 0 || ratio === null ? String(tokens) : `${tokens} (×${ratio.toFixed(2)})`;
    });
    yield [encoding, ...cells].join('\t');
  }
}
