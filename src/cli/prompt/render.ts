import { renderCase } from '../../core/prompts/render/renderCase';
import { answerCases } from '../shared/cases';
import { UsageError, exitCodes, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';

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
  if (values.cases === undefined || positionals.length > 0) throw new UsageError(undefined, RENDER_USAGE);
  await answerCases(values.cases, console, renderCase);
  return exitCodes.done;
}
