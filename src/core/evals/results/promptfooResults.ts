import { finishWord } from '../checks/finishWords';
import type { Cell } from '../results';
import { columnsOf, whyNot } from './cellText';
import { sumsOf } from './sums';

// The format of `promptfoo eval -o results.json`, version 3, as `promptfoo import` and `promptfoo view` read it.

interface RunNames {
  readonly id: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly description?: string;
}

/** promptfoo's numbers for why a result did not pass. */
const failureReasons = { none: 0, assert: 1, error: 2 } as const;

export function promptfooResults(cells: readonly Cell[], { id, timestamp, description }: RunNames): object {
  const columns = columnsOf(cells);
  const columnOf = new Map(columns.flatMap((answers, at) => answers.map((cell) => [cell, at] as const)));
  const { passed, failed, errors, skipped, tokens } = sumsOf(cells);
  return {
    evalId: id,
    results: {
      ...{ version: 3, timestamp, prompts: columns.map(promptOf) },
      results: cells.map((cell) => resultOf(cell, columnOf.get(cell) ?? 0, id)),
      // promptfoo knows no answer without a verdict. Such an answer counts as an error, and not as passed.
      stats: { successes: passed, failures: failed, errors: errors + skipped, tokenUsage: { total: tokens } },
    },
    config: description === undefined ? {} : { description },
    shareableUrl: null,
  };
}

function promptOf(cells: readonly Cell[], at: number): object {
  const { prompt = '', provider = '' } = cells[0] ?? {};
  const { passed, failed, errors, skipped, tokens, costUsd } = sumsOf(cells);
  const checks = cells.flatMap((cell) => cell.checks);
  const metrics = {
    score: sum(cells.map(({ score }) => score)),
    ...{ testPassCount: passed, testFailCount: failed, testErrorCount: errors + skipped },
    assertPassCount: checks.filter(({ pass }) => pass === true).length,
    assertFailCount: checks.filter(({ pass }) => pass === false).length,
    totalLatencyMs: sum(cells.map(({ latencyMs }) => latencyMs)),
    tokenUsage: { total: tokens },
    namedScores: named(cells),
    ...(costUsd !== null && { cost: costUsd }),
  };
  return { ...{ id: String(at), raw: prompt, label: prompt, provider }, metrics };
}

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((all, number) => all + (number ?? 0), 0);

function named(cells: readonly Cell[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const { namedScores = {} } of cells) {
    for (const [name, score] of Object.entries(namedScores)) sums.set(name, (sums.get(name) ?? 0) + score);
  }
  return Object.fromEntries(sums);
}

function resultOf(cell: Cell, column: number, id: string): object {
  const { test, prompt, provider, repeat, vars, output, finish, score, tokens, costUsd, latencyMs, cached } = cell;
  const error = whyNoPass(cell);
  const usage = tokens === null ? {} : { tokenUsage: { total: tokens } };
  const cost = costUsd === null ? {} : { cost: costUsd };
  return {
    ...{ id: `${id}-${test}-${column}-${repeat}`, testIdx: test, promptIdx: column, promptId: String(column) },
    ...{ prompt: { raw: prompt, label: prompt }, provider: { id: provider, label: '' }, vars },
    response: { output, cached, ...(finish !== null && { finishReason: finishWord(finish) }), ...usage, ...cost },
    ...{ success: cell.pass === true && !cell.error, score: score ?? 0, failureReason: failureReasonOf(cell) },
    ...(error !== undefined && { error }),
    ...{ gradingResult: gradingOf(cell), namedScores: cell.namedScores ?? {}, testCase: { vars } },
    ...(latencyMs !== null && { latencyMs }),
    ...{ ...usage, ...cost, metadata: { repeat, skipped: skippedOf(cell) } },
  };
}

function failureReasonOf({ error, pass }: Cell): number {
  if (error || pass === null) return failureReasons.error;
  return pass ? failureReasons.none : failureReasons.assert;
}

function whyNoPass(cell: Cell): string | undefined {
  if (cell.pass === null && !cell.error) return ['Nothing is checked:', ...skippedOf(cell)].join(' ');
  return cell.pass === true && !cell.error ? undefined : whyNot(cell) || 'The score is below the threshold.';
}

const skippedOf = ({ checks }: Cell): string[] =>
  checks.map(({ skipped }) => skipped).filter((skipped) => skipped !== null);

function gradingOf(cell: Cell): object | null {
  const { pass, score, checks, namedScores = {} } = cell;
  if (pass === null || score === null) return null;
  const componentResults = checks.flatMap(({ type, reason, weight, metric, ...each }) =>
    each.pass === null
      ? []
      : [{ pass: each.pass, score: each.score, reason, assertion: { type, ...there({ weight, metric }) } }],
  );
  return { ...{ pass, score, reason: whyNoPass(cell) ?? 'All checks pass.' }, namedScores, componentResults };
}

const there = (all: object): object =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
