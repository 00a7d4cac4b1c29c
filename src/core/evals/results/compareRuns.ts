import { addTo } from '../../base/maps';
import type { Cell, Check } from '../results';

/** Results of comparing an answer with the one to the same question in an earlier run. */
export const changes = ['worse', 'better', 'same', 'new', 'gone'] as const;
export type Change = (typeof changes)[number];

export interface ComparedCell {
  readonly change: Change;
  /** `null`: new. */
  readonly before: Cell | null;
  /** `null`: gone. */
  readonly after: Cell | null;
}

export interface RunComparison {
  readonly counts: Readonly<Record<Change, number>>;
  /** Cells in the order of the later run; those that are gone come last. */
  readonly cells: readonly ComparedCell[];
}

/**
 * Compares two runs question by question: values, prompt, provider and repeat, wherever the test stands now. An answer
 * that is left over is compared with the one in its place: that of a prompt with other words, or of another model.
 */
export function compareRuns(before: readonly Cell[], after: readonly Cell[]): RunComparison {
  const { earlier, rest } = earlierAnswers(before, after);
  const compared = after.map((now, at): ComparedCell => {
    const was = earlier[at] ?? null;
    return { change: was ? changeOf(was, now) : 'new', before: was, after: now };
  });
  const gone = rest.map((was): ComparedCell => ({ change: 'gone', before: was, after: null }));
  const cells = [...compared, ...gone];
  const count = (change: Change): number => cells.filter((each) => each.change === change).length;
  const counts = Object.fromEntries(changes.map((change) => [change, count(change)])) as Record<Change, number>;
  return { counts, cells };
}

/** Answers to questions that were not asked before, which did not pass. */
export const newAndFailed = (cells: readonly ComparedCell[]): Cell[] =>
  cells.flatMap(({ change, after }) => (change === 'new' && after && isFailed(after) ? [after] : []));

const isFailed = ({ pass, error }: Cell): boolean => pass === false || error !== null;

/** Returns the earlier answer for each answer, and the `rest` of the earlier ones, to which none belongs. */
export function earlierAnswers(
  before: readonly Cell[],
  after: readonly Cell[],
): { readonly earlier: readonly (Cell | undefined)[]; readonly rest: readonly Cell[] } {
  const earlier: (Cell | undefined)[] = after.map(() => undefined);
  let rest = before;
  for (const keyOf of [identityOf, withOtherPrompt, withOtherProvider]) {
    const left = new Map<string, Cell[]>();
    for (const each of rest) addTo(left, keyOf(each), each);
    if (left.size === 0) break;
    // Tests that ask the same each get an earlier answer of their own.
    for (const [at, now] of after.entries()) earlier[at] ??= left.get(keyOf(now))?.shift();
    rest = [...left.values()].flat();
  }
  return { earlier, rest };
}

/** Returns the identity of a question, which is the same in every run, whatever the order of its values. */
export const identityOf = ({
  vars,
  prompt,
  provider,
  repeat,
}: Pick<Cell, 'vars' | 'prompt' | 'provider' | 'repeat'>): string =>
  JSON.stringify([sorted(vars), prompt, provider, repeat]);

const withOtherPrompt = (cell: Cell): string => identityOf({ ...cell, prompt: '' });
const withOtherProvider = (cell: Cell): string => identityOf({ ...cell, provider: '' });

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  // The first element tells an object from a list.
  return [{}, ...entries.map(([name, inner]) => [name, sorted(inner)])];
}

const leastDifference = 1e-6;

/**
 * Compares two answers by the verdict (an error is worse than a failed check), then by the score, except for scores of a
 * judge, which vary each time. Where nothing is checked any more, an answer that had passed is worse, and others count as
 * the same.
 */
export function changeOf(before: Cell, after: Cell): 'worse' | 'better' | 'same' {
  const [was, is] = [rankOf(before), rankOf(after)];
  if (is === unchecked && was < unchecked) return 'same';
  const difference = is - was || scoreDifference(before, after);
  if (Math.abs(difference) <= leastDifference) return 'same';
  return difference > 0 ? 'better' : 'worse';
}

/** Returns the difference of two scores. Of a check that a model has judged, only the verdict counts. */
function scoreDifference(before: Cell, after: Cell): number {
  const pairs = after.checks.map((is, at) => [before.checks[at], is] as const);
  const areSame = before.checks.length === pairs.length && pairs.every(([was, is]) => was?.type === is.type);
  if (!areSame || !after.checks.some(isOpinion)) return (after.score ?? 0) - (before.score ?? 0);
  const valueOf = (check: Check | undefined): number =>
    (check && isOpinion(check) ? Number(check.pass) : check?.score) ?? 0;
  return (
    pairs
      // The score of a set is made of those of its checks.
      .filter(([, { type }]) => type !== 'assert-set')
      .reduce((sum, [was, is]) => sum + (valueOf(is) - valueOf(was)) * (is.weight ?? 1), 0)
  );
}

const isOpinion = ({ opinions }: Check): boolean => opinions !== undefined;

const unchecked = 2;
const rankOf = ({ error, pass }: Cell): number => (error ? 0 : pass === false ? 1 : pass === null ? unchecked : 3);
