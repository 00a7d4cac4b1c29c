import { formatCount } from '../../base/numbers';
import type { Cell } from '../results';
import { uncheckedOf, whyNot } from './cellText';
import { newAndFailed } from './compareRuns';
import type { RunComparison } from './compareRuns';

// Sentences on two runs for the command line and a summary. They have to be true in every case, even for runs that have
// nothing in common.

/**
 * Sums up a comparison: how many of the answers that both runs have got worse, and how many new ones did not pass. The
 * new ones have nothing to be compared with, but they have to be seen.
 */
export function comparisonVerdict({ counts, cells }: RunComparison): string {
  const compared = counts.worse + counts.better + counts.same;
  const failed = newAndFailed(cells).length;
  if (compared === 0) {
    const why = cells.length === 0 ? 'both runs are empty' : 'the runs have no question in common';
    return `Nothing was compared: ${why}${failed === 0 ? '' : `, and ${newFailed(failed)}`}.`;
  }
  const worse =
    counts.worse === 0 ? 'Nothing got worse' : `${formatCount(counts.worse)} of ${formatCount(compared)} got worse`;
  return failed === 0 ? `${worse}.` : `${worse}, ${counts.worse === 0 ? 'but' : 'and'} ${newFailed(failed)}.`;
}

const newFailed = (count: number): string =>
  `${formatCount(count)} new ${count === 1 ? 'answer' : 'answers'} did not pass`;

/** Says how many answers there are of each kind of change. */
export function comparisonCounts({ counts, cells }: RunComparison): string {
  const isKnown = (cell: Cell | null): boolean => cell !== null && (cell.error !== null || cell.pass !== null);
  const unknown = cells.filter(({ change, before, after }) => change === 'same' && isKnown(before) && !isKnown(after));
  const ofSame = unknown.length === 0 ? '' : ` (${formatCount(unknown.length)} not checked any more)`;
  const { worse, better, same, gone } = counts;
  return (
    `${formatCount(worse)} worse, ${formatCount(better)} better, ${formatCount(same)} the same${ofSame}, ` +
    `${formatCount(counts.new)} new, ${formatCount(gone)} gone.`
  );
}

/** Says why one of two answers is the worse one. */
export function whyWorse(worse: Cell): string {
  const why = whyNot(worse);
  if (why !== '') return why;
  if (worse.pass === null) return uncheckedOf(worse).join('\n') || 'No check was made.';
  return worse.pass ? 'Its score is lower.' : 'Its score is below the threshold.';
}
