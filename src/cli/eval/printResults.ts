import { formatCount, formatRate } from '../../core/base/numbers';
import type { Cell, RunResults } from '../../core/evals/results';
import { opinionsOf } from '../../core/evals/results/cellText';
import { junitOf } from '../../core/evals/results/junit';
import { runMarkdown } from '../../core/evals/results/runMarkdown';
import type { Suite } from '../../core/evals/suite';
import type { NamedFiles } from '../../core/files/namedFiles';
import { LineOfOffset } from '../../core/text/offsets';
import { inOneLine } from '../shared/commandLine';
import type { Console } from '../shared/commandLine';
import { jsonLine } from '../shared/sayHere';
import { writeOut } from '../shared/writeOut';
import type { Printer } from '../shared/writeOut';
import type { EvalArguments } from './evalArguments';

/** The most skips, cells and reasons that are listed. Only the number of the others is printed. */
const mostListed = 20;

/** Prints what is wrong with a config and its files, each problem with its place. */
export async function printProblems(problems: Suite['problems'], files: NamedFiles, console: Console): Promise<void> {
  for (const { file, span, message } of problems) {
    const read = await files.textOf(file, '');
    const place = span && 'value' in read ? `${file}:${placeIn(read.value, span.start)}` : file;
    const rest = message.startsWith(file) ? message.slice(file.length) : `: ${message}`;
    console.printError(inOneLine(`${place}${rest}`));
  }
}

function placeIn(text: string, offset: number): string {
  const at = new LineOfOffset(text);
  at.moveTo(offset);
  return `${at.line + 1}:${offset - at.start + 1}`;
}

/** Prints which parts of a config are not obeyed. */
export function printSkips(skips: Suite['skips'], console: Console): void {
  for (const { file, what, reason } of skips.slice(0, mostListed)) {
    console.printError(inOneLine(`Skipped: ${file} ${what}: ${reason}`));
  }
  if (skips.length > mostListed) console.printError(`Skipped besides: ${skips.length - mostListed} more.`);
}

interface Printing extends Printer {
  /** The file of the results, as the command names it. */
  readonly file: string;
}

/** Prints how a run ended, and writes its results in the requested forms. */
export async function printResults(
  results: RunResults,
  suite: Suite,
  args: Pick<EvalArguments, 'json' | 'junit' | 'markdown'>,
  { file, ...printer }: Printing,
): Promise<void> {
  const { stats, run } = results;
  const { console } = printer;
  const isPrinted = [args.json, args.junit, args.markdown].includes('-');
  const say = isPrinted ? console.printError : console.print;
  for (const line of failedLines(results, suite)) say(inOneLine(line));
  const cost = stats.costUsd === null ? 'cost not known' : formatRate(stats.costUsd);
  say(
    `${formatCount(stats.passed)} passed, ${formatCount(stats.failed)} failed, ${formatCount(stats.errors)} errors, ` +
      `${formatCount(stats.skipped)} skipped; ${formatCount(stats.asked)} requests, ${formatCount(stats.tokens)} tokens, ${cost}.`,
  );
  for (const line of [...opinionLines(results), ...notMadeLines(results)]) say(inOneLine(line));
  if (stats.cached > 0) say(`${formatCount(stats.cached)} answers came from the cache; --no-cache asks anew.`);
  if (stats.askedAgain > 0) {
    say(`${formatCount(stats.askedAgain)} were asked again: nobody knows what became of them when the run broke off.`);
  }
  if (run.stopped === 'cap') say('The run was ended by its cap.');
  if (run.stopped !== null && results.cells.length > 0)
    say(`What has come is kept. Go on with --resume ${inOneLine(file)}`);
  const { cells } = results;
  if (args.json !== undefined) await writeOut(args.json, jsonLine(results), printer);
  if (args.junit !== undefined) await writeOut(args.junit, junitOf(cells, suite.file).trimEnd(), printer);
  const title = suite.description ?? suite.file;
  if (args.markdown !== undefined) await writeOut(args.markdown, runMarkdown(cells, title).trimEnd(), printer);
}

/** Returns a line that calls verdicts of models opinions, and names these models. */
function opinionLines({ cells, stats: { judged = 0 } }: RunResults): string[] {
  const opinions = cells.flatMap(opinionsOf);
  if (opinions.length === 0) return [];
  const judges = [...new Set(opinions.map(({ judge }) => judge))].join(', ');
  const count = `${formatCount(opinions.length)} ${opinions.length === 1 ? 'verdict is the opinion' : 'verdicts are opinions'}`;
  return [`${count} of a model (${judges}): ${formatCount(judged)} of the requests went to it.`];
}

/** Returns the reasons why checks were not made, each once and with its number of checks. */
function notMadeLines({ cells }: RunResults): string[] {
  const counts = new Map<string, number>();
  for (const { skipped } of cells.flatMap(({ checks }) => checks)) {
    if (skipped !== null) counts.set(skipped, (counts.get(skipped) ?? 0) + 1);
  }
  const lines = [...counts].map(([why, count]) => `Not checked, ${formatCount(count)} times: ${why}`);
  return lines.length > mostListed
    ? [...lines.slice(0, mostListed), `${lines.length - mostListed} reasons more.`]
    : lines;
}

/** Returns the cells that did not pass, one a line. */
function failedLines({ cells }: RunResults, suite: Suite): string[] {
  const failed = cells.filter(({ pass, error }) => pass === false || error !== null);
  const lines = failed.slice(0, mostListed).map((cell) => {
    const name = suite.tests[cell.test]?.description ?? `test ${cell.test + 1}`;
    return `${cell.error ? 'ERROR' : 'FAIL'} ${name} | ${cell.prompt} | ${cell.provider}: ${whyFailed(cell)}`;
  });
  return failed.length > mostListed ? [...lines, `${failed.length - mostListed} more did not pass.`] : lines;
}

const whyFailed = ({ error, checks }: Cell): string =>
  error?.message ?? checks.find(({ pass }) => pass === false)?.reason ?? 'The score is below the threshold.';
