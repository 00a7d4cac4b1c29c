import { addTo } from '../../base/maps';
import type { Cell } from '../results';

/** What became of an answer, as against the same question in an earlier run. */
export const changes = ['worse', 'better', 'same', 'new', 'gone'] as const;
export type Change = (typeof changes)[number];

export interface ComparedCell {
  readonly change: Change;
  /** `null`: new. */
  readonly before: Cell | null;
  /** `null`: gone. */
  readonly after: Cell | null;
}

export interface Comparison {
  readonly counts: Readonly<Record<Change, number>>;
  /** In the order of the later run; those that are gone come last. */
  readonly cells: readonly ComparedCell[];
}

/** Compares two runs question by question: values, prompt, provider and repeat, wherever the test stands now. */
export function compareRuns(before: readonly Cell[], after: readonly Cell[]): Comparison {
  const earlier = new EarlierAnswers(before);
  const compared = after.map((now): ComparedCell => {
    const was = earlier.take(now) ?? null;
    return { change: was ? changeOf(was, now) : 'new', before: was, after: now };
  });
  const gone = earlier.rest.map((was): ComparedCell => ({ change: 'gone', before: was, after: null }));
  const cells = [...compared, ...gone];
  const count = (change: Change): number => cells.filter((each) => each.change === change).length;
  const counts = Object.fromEntries(changes.map((change) => [change, count(change)])) as Record<Change, number>;
  return { counts, cells };
}

/** Those of a run before. Of tests that ask the same, each has its own. */
export class EarlierAnswers {
  private readonly left = new Map<string, Cell[]>();

  constructor(cells: readonly Cell[]) {
    for (const each of cells) addTo(this.left, identityOf(each), each);
  }

  /** The answer to the same question. */
  take(now: Cell): Cell | undefined {
    return this.left.get(identityOf(now))?.shift();
  }

  get rest(): readonly Cell[] {
    return [...this.left.values()].flat();
  }
}

/** The same question has the same one in every run, whatever the order of its values. */
export const identityOf = ({
  vars,
  prompt,
  provider,
  repeat,
}: Pick<Cell, 'vars' | 'prompt' | 'provider' | 'repeat'>): string =>
  JSON.stringify([sorted(vars), prompt, provider, repeat]);

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  // With a mark, so that it is no list.
  return [{}, ...entries.map(([name, inner]) => [name, sorted(inner)])];
}

const leastDifference = 1e-6;

/**
 * By the verdict (an error is worse than a failed check), then by the score. Where nothing is checked any more, what had passed is
 * worse, and of the rest nobody knows.
 */
export function changeOf(before: Cell, after: Cell): 'worse' | 'better' | 'same' {
  const [was, is] = [rankOf(before), rankOf(after)];
  if (is === unchecked && was < unchecked) return 'same';
  const difference = is - was || (after.score ?? 0) - (before.score ?? 0);
  if (Math.abs(difference) <= leastDifference) return 'same';
  return difference > 0 ? 'better' : 'worse';
}

const unchecked = 2;
const rankOf = ({ error, pass }: Cell): number => (error ? 0 : pass === false ? 1 : pass === null ? unchecked : 3);
