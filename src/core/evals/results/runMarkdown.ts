import { formatCount, formatUsd } from '../../base/numbers';
import { summaryCode as code, summaryTable as table } from '../../base/summaryMarkdown';
import type { Cell, Opinion } from '../results';
import { columnsOf, opinionsOf, uncheckedOf, varsText, verdictText } from './cellText';
import { newAndFailed } from './compareRuns';
import { comparisonCounts, comparisonVerdict, whyWorse } from './comparisonWords';
import type { Change, ComparedCell, RunComparison } from './compareRuns';
import { sumsOf } from './sums';
import type { Sums } from './sums';

// Summaries for a pull request. Texts that a model or a config wrote stand in them as code.

const usd = (cost: number | null): string => (cost === null ? 'unknown' : formatUsd(cost));
const milliseconds = (ms: number | null): string => (ms === null ? 'unknown' : `${formatCount(Math.round(ms))} ms`);

const figures: readonly (readonly [string, (sums: Sums) => string])[] = [
  ['Answers', ({ cells }) => formatCount(cells)],
  ['Passed', ({ passed }) => formatCount(passed)],
  ['Failed', ({ failed }) => formatCount(failed)],
  ['Errors', ({ errors }) => formatCount(errors)],
  ['Not checked', ({ skipped }) => formatCount(skipped)],
  ['Tokens', ({ tokens }) => formatCount(tokens)],
  ['Cost', ({ costUsd }) => usd(costUsd)],
  ['Mean time', ({ latencyMs }) => milliseconds(latencyMs)],
];

/** Sums up one run: a row for each prompt at a provider, and the answers that did not pass. */
export function runMarkdown(cells: readonly Cell[], title: string): string {
  const rows = columnsOf(cells).map((answers) => [
    ...(answers[0] ? columnOf(answers[0]) : []),
    ...figures.map(([, of]) => of(sumsOf(answers))),
  ]);
  const head = [...columnHead, ...figures.map(([name]) => name)];
  const summary = `## ${code(title, 200)}\n\n${table(head, rows)}`;
  const failed = cells.filter(({ error, pass }) => error !== null || pass === false);
  const list = failed.map((cell) => [testOf(cell), ...columnOf(cell), code(whyWorse(cell), 200)]);
  const failures = list.length === 0 ? '' : `\n### Did not pass\n\n${table(['Test', ...columnHead, 'Why'], list)}`;
  return `${summary}${failures}${opinionTable(cells)}${uncheckedTable(cells)}`;
}

/** Makes the table of the opinions of models, by check and judge; empty where there are none. */
function opinionTable(cells: readonly Cell[]): string {
  const judged = new Map<string, Opinion[]>();
  for (const { type, judge = '', opinions = [] } of cells.flatMap(opinionsOf)) {
    const head = `${code(type, 50)} | ${code(judge, 50)}`;
    judged.set(head, [...(judged.get(head) ?? []), ...opinions]);
  }
  const rows = [...judged].map(([head, opinions]) => {
    const scores = opinions.map(({ score }) => score);
    const passed = opinions.filter(({ pass }) => pass).length;
    const sum = scores.reduce((all, each) => all + each, 0);
    const figures = [sum / scores.length, Math.min(...scores), Math.max(...scores)];
    return [head, ...[opinions.length, passed].map(formatCount), ...figures.map((each) => each.toFixed(2))];
  });
  const head = ['Check', 'Judge', 'Opinions', 'Pass', 'Mean', 'From', 'To'];
  const costs = cells.flatMap(({ judging }) => judging?.costUsd ?? (judging ? [null] : []));
  const cost = costs.includes(null) ? null : costs.reduce<number>((sum, each) => sum + (each ?? 0), 0);
  const said = `What a judge says is an opinion, and no fact. Of the cost, judges had: ${usd(cost)}.`;
  return rows.length === 0 ? '' : `\n### Opinions of models\n\n${said}\n\n${table(head, rows)}`;
}

/** Makes the table of checks that were not made, as an answer may pass without some of its checks. */
function uncheckedTable(cells: readonly Cell[]): string {
  const counts = new Map<string, number>();
  for (const check of cells.flatMap(uncheckedOf)) counts.set(check, (counts.get(check) ?? 0) + 1);
  const rows = [...counts].map(([check, times]) => [code(check, 200), formatCount(times)]);
  return rows.length === 0 ? '' : `\n### Checks that were not made\n\n${table(['Check', 'Times'], rows)}`;
}

const columnHead = ['Prompt', 'Provider'];
const columnOf = ({ prompt, provider }: Cell): string[] => [code(prompt, 50), code(provider, 50)];

function testOf(cell: Cell): string {
  const repeat = cell.repeat === 0 ? '' : ` (repeat ${cell.repeat + 1})`;
  return `${cell.test + 1}${repeat} ${code(varsText(cell), 100)}`;
}

/** Compares two runs: the answers that got worse and better, and the sums of both. */
export function comparisonMarkdown(comparison: RunComparison): string {
  const { cells } = comparison;
  const [before, after] = [
    sumsOf(cells.flatMap((each) => each.before ?? [])),
    sumsOf(cells.flatMap((each) => each.after ?? [])),
  ];
  const sums = table(
    ['', 'Before', 'After'],
    figures.map(([name, of]) => [name, of(before), of(after)]),
  );
  const lists = [listOf('Worse', 'worse', cells), newFailures(cells), listOf('Better', 'better', cells)].join('');
  return `## Two runs compared\n\n**${comparisonVerdict(comparison)}** ${comparisonCounts(comparison)}\n\n${sums}${lists}`;
}

/** Lists new answers that did not pass. They do not count as worse, but they have to be seen. */
function newFailures(cells: readonly ComparedCell[]): string {
  const rows = newAndFailed(cells).map((cell) => [testOf(cell), ...columnOf(cell), code(whyWorse(cell), 200)]);
  return rows.length === 0 ? '' : `\n### New, and did not pass\n\n${table(['Test', ...columnHead, 'Why'], rows)}`;
}

function listOf(title: string, change: Change, cells: readonly ComparedCell[]): string {
  const rows = cells.flatMap(({ change: its, before, after }) => {
    if (its !== change || !before || !after) return [];
    const why = whyWorse(change === 'worse' ? after : before);
    return [[testOf(after), ...columnOf(after), verdictText(before), verdictText(after), code(why, 200)]];
  });
  const head = ['Test', ...columnHead, 'Before', 'After', change === 'worse' ? 'Why' : 'Why not before'];
  return rows.length === 0 ? '' : `\n### ${title}\n\n${table(head, rows)}`;
}
