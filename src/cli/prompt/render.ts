import { sayInEnglish } from '../../core/base/say';
import { renderCase } from '../../core/prompts/render/renderCase';
import { tooDeep } from '../../core/prompts/template/handlebarsScan';
import { InputError, UsageError, exitCodes, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { parseJsonInput, readInput } from '../shared/inputs';

const RENDER_USAGE = `Usage: node dist/cli.js prompt render --cases FILE

Renders prompts of Dotprompt. FILE (- for standard input) is a JSON array of cases, in Dotprompt's names:
  {source, data: {input, context, messages, docs}, options?, partials?, resolverPartials?, schemas?, tools?}
Prints a JSON array with as many entries, in the same order: {messages, model?, config?, input?, output?, tools?, toolDefs?, ext?, raw?},
or for a case that cannot be rendered {"error": {"code", "message", "line"?, "column"?}}; lines and columns begin with 1.

Exit codes
  0  every case has its entry
  2  the command was wrong, or the file could not be read
  4  the rendering failed`;

/** Runs `prompt render ...`. @throws UsageError, InputError */
export async function runRender(args: readonly string[], { console }: CommandLine): Promise<ExitCode> {
  const { values, positionals } = parseOptions(args, { cases: { type: 'string' } }, RENDER_USAGE);
  if (values.help) {
    console.print(RENDER_USAGE);
    return exitCodes.done;
  }
  if (values.cases === undefined || positionals.length > 0) throw new UsageError(RENDER_USAGE);
  const { text, warning } = await readInput(values.cases, console);
  const cases = parseJsonInput(text, values.cases);
  if (!Array.isArray(cases)) throw new InputError(`${values.cases} is not a JSON array.`);
  console.print(`[${cases.map(renderedJson).join(',')}]`);
  if (warning !== undefined) console.printError(warning);
  return exitCodes.done;
}

/** Values of a case that are nested without end have no JSON: that is its own fault, and not that of the others. */
function renderedJson(each: unknown): string {
  try {
    return JSON.stringify(renderCase(each));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { fault, saying } = tooDeep(0);
    return JSON.stringify({ error: { code: fault, message: saying(sayInEnglish) } });
  }
}
