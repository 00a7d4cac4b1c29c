import { formatCount, formatUsd } from '../../core/base/numbers';
import type { CellHead } from '../../core/evals/grid/gridForms';
import { gridStrings } from '../shared/gridStrings';
import type { GridStringId } from '../shared/gridStrings';
import { wordsOf } from '../shared/strings';

export const words = (id: GridStringId, ...values: readonly (string | number)[]): string =>
  wordsOf(gridStrings, id, values);

export type Verdict = 'passed' | 'failed' | 'error' | 'none';

export const verdictIcons: Readonly<Record<Verdict, string>> = {
  passed: 'pass',
  failed: 'error',
  error: 'warning',
  none: 'circle-outline',
};

/** That of all answers together: one that failed counts more than one that passed. */
export function verdictOf({ errors, failed, passed }: Pick<CellHead, 'passed' | 'failed' | 'errors'>): Verdict {
  if (errors > 0) return 'error';
  if (failed > 0) return 'failed';
  return passed > 0 ? 'passed' : 'none';
}

/** A verdict in words; of several answers how many passed. */
export function verdictWords(head: Pick<CellHead, 'answers' | 'passed' | 'failed' | 'errors'>): string {
  const verdict = verdictOf(head);
  if (verdict !== 'none' && head.answers > 1) {
    return words('gridPassedOf', formatCount(head.passed), formatCount(head.answers));
  }
  const ids = { passed: 'gridPassed', failed: 'gridNotPassed', error: 'gridError', none: 'gridNoVerdict' } as const;
  return words(ids[verdict]);
}

interface Facts {
  readonly score?: number | null;
  readonly tokens: number | null;
  readonly costUsd: number | null;
  readonly latencyMs: number | null;
  readonly cached?: boolean;
}

/** What is known of tokens, cost and time, as short texts. */
export function factsOf({ score, tokens, costUsd, latencyMs, cached }: Facts): string[] {
  return [
    ...(typeof score === 'number' && score > 0 && score < 1 ? [words('gridScore', score.toFixed(2))] : []),
    ...(tokens === null ? [] : [words('gridTokens', formatCount(tokens))]),
    ...(costUsd === null ? [] : [formatUsd(costUsd)]),
    ...(latencyMs === null ? [] : [formatTime(latencyMs)]),
    ...(cached ? [words('gridCached')] : []),
  ];
}

const formatTime = (ms: number): string =>
  ms < 1_000 ? words('gridMs', formatCount(ms)) : words('gridSeconds', (ms / 1_000).toFixed(1));
