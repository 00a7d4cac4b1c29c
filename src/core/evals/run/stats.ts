import type { Cell, RunStats } from '../results';
import type { Answer } from './answerCache';

/** Tokens and cost of requests; `null`: not known. */
export type Used = Pick<Cell, 'tokens' | 'costUsd'>;

export const usedBy = (answer: Answer): Used => ({ tokens: tokensOf(answer), costUsd: answer.costUsd });

export const tokensOf = ({ inputTokens, outputTokens }: Answer): number | null =>
  inputTokens === null || outputTokens === null ? null : inputTokens + outputTokens;

/** Facts about the requests of a run that its cells do not have. */
interface Asked extends Pick<RunStats, 'asked' | 'askedAgain' | 'judged'> {
  /** Tokens and cost for cells that were not asked to their end. */
  readonly unkept?: readonly Used[];
}

/** Returns the answers that were asked for. Any other answer has no request, or came from an earlier one. */
export const chargedOf = (cells: readonly Cell[]): Cell[] =>
  cells.filter(({ cached, requestSha256 }) => !cached && requestSha256 !== '');

/** Counts the cells with each verdict; `skipped`: without one. */
export function verdictsOf(
  cells: readonly Cell[],
): Pick<RunStats, 'cells' | 'passed' | 'failed' | 'errors' | 'skipped'> {
  const count = (is: (cell: Cell) => boolean): number => cells.filter(is).length;
  return {
    cells: cells.length,
    passed: count(({ error, pass }) => !error && pass === true),
    failed: count(({ error, pass }) => !error && pass === false),
    errors: count(({ error }) => error !== null),
    skipped: count(({ error, pass }) => !error && pass === null),
  };
}

/**
 * Sums up tokens and cost of all requests, with those to judges. Answers from the cache cost nothing.
 * @returns the sum of the tokens that are known; the cost is `null` where a part of it is not known.
 */
export function usedFor(cells: readonly Cell[], unkept: readonly Used[] = []): Pick<RunStats, 'tokens' | 'costUsd'> {
  const used = [...chargedOf(cells), ...cells.flatMap(({ judging }) => judging ?? []), ...unkept];
  const costs = used.map(({ costUsd }) => costUsd);
  return {
    tokens: used.reduce((sum, { tokens }) => sum + (tokens ?? 0), 0),
    costUsd: costs.includes(null) ? null : costs.reduce<number>((sum, usd) => sum + (usd ?? 0), 0),
  };
}

/** Returns the sums of a run. */
export function statsOf(cells: readonly Cell[], { asked, askedAgain, judged = 0, unkept }: Asked): RunStats {
  return {
    ...verdictsOf(cells),
    ...{ asked, askedAgain, cached: cells.filter(({ cached }) => cached).length },
    ...(judged > 0 && { judged }),
    ...usedFor(cells, unkept),
  };
}
