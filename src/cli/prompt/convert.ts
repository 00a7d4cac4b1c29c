import { writeFile } from 'node:fs/promises';
import { sayInEnglish } from '../../core/base/say';
import { convertPrompt, convertTargets } from '../../core/prompts/convert/convertPrompt';
import { readPrompt } from '../../core/prompts/forms/readPrompt';
import type { PromptProblem } from '../../core/prompts/prompt';
import { LineOfOffset } from '../../core/text/offsets';
import { InputError, UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { readInput } from '../shared/inputs';

const CONVERT_USAGE = `Usage: node dist/cli.js prompt convert FILE --to ${convertTargets.join('|')} [--out FILE]

Writes a prompt in another form. The name of FILE says which one it has: .prompt (Dotprompt), .prompty, .prompt.yml (GitHub Models),
.prompt.md (VS Code); any other name is a prompt of promptfoo, a text or a list of messages in JSON or YAML. What the other form
cannot hold is listed on standard error, each with its line and column. Files and environment variables that a prompt names are not read.

  --to FORM    dotprompt, or promptfoo: a text, or a list of messages in JSON
  --out FILE   writes there instead of printing

Exit codes
  0  all of it is in the other form
  1  something does not fit, and is listed
  2  the command was wrong, or the prompt could not be read: nothing is written
  4  the conversion failed`;

/** Runs `prompt convert ...`. @throws UsageError, InputError */
export async function runConvert(args: readonly string[], { console }: CommandLine): Promise<ExitCode> {
  const options = { to: { type: 'string' }, out: { type: 'string' } } as const;
  const { values, positionals } = parseOptions(args, options, CONVERT_USAGE);
  if (values.help) {
    console.print(CONVERT_USAGE);
    return exitCodes.done;
  }
  const [file, ...others] = positionals;
  const target = convertTargets.find((each) => each === values.to);
  if (file === undefined || target === undefined || others.length > 0) throw new UsageError(undefined, CONVERT_USAGE);
  const { text, warning } = await readInput(file, console);
  if (warning !== undefined) console.printError(warning);
  const prompt = readPrompt(file, text);
  const { text: converted, problems } = convertPrompt(prompt, text, target);
  for (const line of linesOf(file, text, problems)) console.printError(line);
  // A part of a message that cannot be read is one more thing that does not fit.
  const isFault = ({ severity, rule }: PromptProblem): boolean => severity === 'error' && rule !== 'unread-part';
  const isRead = converted !== undefined && !prompt.problems.some(isFault);
  if (!isRead) return exitCodes.incomplete;
  if (values.out === undefined) console.print(converted.replace(/\n$/, ''));
  else await write(values.out, converted);
  return problems.some(({ severity }) => severity !== 'information') ? exitCodes.findings : exitCodes.done;
}

/** Returns one line for each problem: `file:line:column: message`. */
function linesOf(file: string, text: string, problems: readonly PromptProblem[]): string[] {
  const lines = new LineOfOffset(text);
  return problems.map(({ span, message }) => {
    lines.moveTo(span.start);
    return inOneLine(`${file}:${lines.line + 1}:${span.start - lines.start + 1}: ${message(sayInEnglish)}`);
  });
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InputError(`Cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
