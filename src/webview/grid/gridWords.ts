import { formatCount, formatUsd } from '../../core/base/numbers';
import type { CellHead } from '../../core/evals/grid/gridForms';
import { gridStrings } from '../shared/gridStrings';
import type { GridStringId } from '../shared/gridStrings';
import { wordsOf } from '../shared/strings';

export const words = (id: GridStringId, ...values: readonly (string | number)[]): string =>
  wordsOf(gridStrings, id, values);

export type CellVerdict = 'passed' | 'failed' | 'error' | 'none';

export const verdictIcons: Readonly<Record<CellVerdict, string>> = {
  passed: 'pass',
  failed: 'error',
  error: 'warning',
  none: 'circle-outline',
};

/** Returns the verdict of all answers together. One that failed counts more than one that passed. */
export function verdictOf({ errors, failed, passed }: Pick<CellHead, 'passed' | 'failed' | 'errors'>): CellVerdict {
  if (errors > 0) return 'error';
  if (failed > 0) return 'failed';
  return passed > 0 ? 'passed' : 'none';
}

type Told = Pick<CellHead, 'answers' | 'passed' | 'failed' | 'errors' | 'opinions'>;

/** Returns a verdict in words, and for several answers how many passed. It also says where a model has judged. */
export function verdictWords(head: Told): string {
  const one = head.answers > 1 ? 'gridOneOpinion' : 'gridOpinion';
  return [...passedWords(head), ...countWords(head.opinions, one, 'gridOpinions')].join(' · ');
}

function passedWords(head: Told): string[] {
  const { answers, passed, errors } = head;
  const verdict = verdictOf(head);
  if (verdict !== 'none' && answers > 1) {
    return [
      ...(errors === answers ? [] : [words('gridPassedOf', formatCount(passed), formatCount(answers))]),
      ...countWords(errors, 'gridOneError', 'gridErrorCount'),
    ];
  }
  const ids = { passed: 'gridPassed', failed: 'gridNotPassed', error: 'gridError', none: 'gridNoVerdict' } as const;
  return [words(ids[verdict])];
}

const countWords = (count: number, one: GridStringId, several: GridStringId): string[] =>
  count === 0 ? [] : [count === 1 ? words(one) : words(several, formatCount(count))];

interface Amounts {
  readonly tokens: number | null;
  readonly costUsd: number | null;
}

interface Facts extends Amounts {
  readonly score?: number | null;
  readonly latencyMs: number | null;
  readonly cached?: boolean;
  readonly judging?: (Amounts & { readonly requests: number }) | null;
}

/**
 * Returns the known facts, such as tokens, cost and time, as short texts.
 * @param isUnanswered takes a count or cost of 0 as not known
 */
export function factsOf(facts: Facts, isUnanswered: boolean): string[] {
  const { score, tokens, costUsd, latencyMs, cached, judging } = facts;
  return [
    ...(typeof score === 'number' && score > 0 && score < 1 ? [words('gridScore', score.toFixed(2))] : []),
    ...amountsOf(isUnanswered ? { tokens: tokens || null, costUsd: costUsd || null } : { tokens, costUsd }),
    ...(latencyMs === null ? [] : [formatTime(latencyMs)]),
    ...(cached ? [words('gridCached')] : []),
    ...(judging ? [judgesOf(judging.requests, amountsOf(judging))] : []),
  ];
}

const amountsOf = ({ tokens, costUsd }: Amounts): string[] => [
  ...(tokens === null ? [] : [words('gridTokens', formatCount(tokens))]),
  ...(costUsd === null ? [] : [formatUsd(costUsd)]),
];

const judgesOf = (requests: number, amounts: readonly string[]): string =>
  `${words('gridJudges', formatCount(requests))}${amounts.length === 0 ? '' : ` (${amounts.join(', ')})`}`;

const formatTime = (ms: number): string =>
  ms < 1_000 ? words('gridMs', formatCount(ms)) : words('gridSeconds', (ms / 1_000).toFixed(1));
