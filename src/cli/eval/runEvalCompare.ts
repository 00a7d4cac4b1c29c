import { formatCount } from '../../core/base/numbers';
import { compareRuns } from '../../core/evals/results/compareRuns';
import type { RunComparison } from '../../core/evals/results/compareRuns';
import { comparisonMarkdown } from '../../core/evals/results/runMarkdown';
import { varsText, verdictText } from '../../core/evals/results/cellText';
import { comparisonCounts, comparisonVerdict, whyWorse } from '../../core/evals/results/comparisonWords';
import { sumsOf } from '../../core/evals/results/sums';
import { UsageError, exitCodes, inOneLine, parseOptions } from '../shared/commandLine';
import type { CommandLine, Console, ExitCode } from '../shared/commandLine';
import { jsonLine } from '../shared/sayHere';
import { readKept } from './readKept';
import { writeOut } from '../shared/writeOut';

const COMPARE_USAGE = `Usage: node dist/cli.js eval compare [--json OUT] [--markdown OUT] BEFORE AFTER

Compares two runs question by question: the same values, prompt, provider and repeat. A prompt with other words, or
another model, is compared with what was in its place.
  BEFORE, AFTER   what eval --json has written, or a file NAME.eval.jsonl
  --json OUT      {schema, before, after, counts, cells: [{change, before, after}]} (- for standard output)
  --markdown OUT  a summary for a pull request (- for standard output)
An answer is worse where it passed and does not pass any more, ends with an error and did not before, or has the same
verdict and a lower score. What is new did not get worse, whether it passes or not: it is counted by itself.

Exit codes
  0  nothing got worse; what is new may have failed, and what is gone is not compared
  1  an answer got worse
  2  the command was wrong, or a file cannot be read
  4  the comparison failed`;

/** Runs `eval compare ...`. @throws UsageError, InputError */
export async function runEvalCompare(args: readonly string[], commandLine: CommandLine): Promise<ExitCode> {
  const { console } = commandLine;
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions(args, { json: text, markdown: text }, COMPARE_USAGE);
  if (values.help) {
    console.print(COMPARE_USAGE);
    return exitCodes.done;
  }
  const [before, after, ...others] = positionals;
  const { json, markdown } = values;
  if (before === undefined || after === undefined || others.length > 0) throw new UsageError(undefined, COMPARE_USAGE);
  if (json === '-' && markdown === '-') throw new UsageError('Standard output takes one of --json and --markdown.');
  const comparison = compareRuns((await readKept(before)).cells, (await readKept(after)).cells);
  if (json !== '-' && markdown !== '-') printLines(comparison, console);
  if (json !== undefined) await writeOut(json, jsonOf(comparison), commandLine);
  if (markdown !== undefined) await writeOut(markdown, comparisonMarkdown(comparison), commandLine);
  return comparison.counts.worse > 0 ? exitCodes.findings : exitCodes.done;
}

function jsonOf({ counts, cells }: RunComparison): string {
  const before = sumsOf(cells.flatMap((each) => each.before ?? []));
  const after = sumsOf(cells.flatMap((each) => each.after ?? []));
  return jsonLine({ schema: 1, before, after, counts, cells });
}

/** The most answers that are listed. Only the number of the others is printed. */
const mostListed = 20;

function printLines(comparison: RunComparison, { print }: Console): void {
  const worse = comparison.cells.filter(({ change }) => change === 'worse');
  for (const { before, after } of worse.slice(0, mostListed)) {
    if (!before || !after) continue;
    const place = `WORSE test ${after.test + 1} (${varsText(after)}) | ${after.prompt} | ${after.provider}`;
    print(inOneLine(`${place}: ${verdictText(before)}, now ${verdictText(after)}. ${whyWorse(after)}`));
  }
  if (worse.length > mostListed) print(`${formatCount(worse.length - mostListed)} more got worse.`);
  print(`${comparisonVerdict(comparison)} ${comparisonCounts(comparison)}`);
}
