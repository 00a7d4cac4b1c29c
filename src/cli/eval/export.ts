import { csvOf } from '../../core/evals/results/csv';
import { junitOf } from '../../core/evals/results/junit';
import { runMarkdown } from '../../core/evals/results/runMarkdown';
import { promptfooResults } from '../../core/evals/results/promptfooResults';
import type { KeptRun } from '../../core/evals/results/readResults';
import { UsageError, exitCodes, parseOptions } from '../shared/commandLine';
import type { CommandLine, ExitCode } from '../shared/commandLine';
import { readKept } from './readKept';
import { writeOut } from '../shared/writeOut';

const EXPORT_USAGE = `Usage: node dist/cli.js eval export [--csv OUT] [--junit OUT] [--markdown OUT] [--promptfoo OUT] RESULTS

Writes the results of a run in other forms (-: to standard output). Nobody is asked, and nothing is checked anew.
  RESULTS          what eval --json has written, or a file NAME.eval.jsonl
  --csv OUT        a row for each answer
  --junit OUT      JUnit's XML, for CI
  --markdown OUT   a summary for a pull request
  --promptfoo OUT  what promptfoo writes with -o results.json, and reads with promptfoo import

Exit codes
  0  everything was written
  2  the command was wrong, or a file cannot be read or written
  4  the export failed`;

const forms: Readonly<Record<'csv' | 'junit' | 'markdown' | 'promptfoo', (run: KeptRun, name: string) => string>> = {
  csv: ({ cells }) => csvOf(cells).trimEnd(),
  junit: ({ cells }, name) => junitOf(cells, name).trimEnd(),
  markdown: ({ cells }, name) => runMarkdown(cells, name).trimEnd(),
  promptfoo: ({ id, created = 0, cells }, description) =>
    JSON.stringify(promptfooResults(cells, { id, timestamp: new Date(created).toISOString(), description }), null, 2),
};

/** Runs `eval export ...`. @throws UsageError, InputError */
export async function runExport(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const text = { type: 'string' } as const;
  const options = { csv: text, junit: text, markdown: text, promptfoo: text } as const;
  const { values, positionals } = parseOptions(args, options, EXPORT_USAGE);
  if (values.help) {
    console.print(EXPORT_USAGE);
    return exitCodes.done;
  }
  const [file, ...others] = positionals;
  const names = (['csv', 'junit', 'markdown', 'promptfoo'] as const).filter((name) => values[name] !== undefined);
  if (file === undefined || others.length > 0 || names.length === 0) throw new UsageError(undefined, EXPORT_USAGE);
  if (names.filter((name) => values[name] === '-').length > 1) {
    throw new UsageError('Standard output takes one form at a time.');
  }
  const run = await readKept(file);
  for (const name of names) await writeOut(values[name] ?? '-', forms[name](run, file), commandLine);
  return exitCodes.done;
}
