import { daysBetween } from '../../base/day';
import type { Day } from '../../base/day';
import { endOf, lifeStage } from '../../catalog/lifecycle';
import type { Lifecycle, Successor } from '../../catalog/lifecycle';
import type { LifecycleModel } from '../../catalog/lifecycle';
import type { Surface } from '../../catalog/lifecycleTable';
import type { NamedModel } from '../../catalog/names/modelNames';

type Severity = 'error' | 'warning' | 'information';

/** What a reader of code has to know of an id in it. */
export interface Evaluation {
  /** `retiring`: within the days that were asked for. */
  readonly status: 'retired' | 'retiring' | 'deprecated';
  readonly severity: Severity;
  readonly record: LifecycleModel;
  /** When it is over, as published; without it, no day is known. */
  readonly date?: Day;
  /** From the day of asking to `date`; below zero where it is past. */
  readonly days?: number;
  readonly dateOf: Surface;
  /** The host is another one than the one whose dates these are, or nothing says which it is. */
  readonly isDateOfHost: boolean;
  readonly successor?: Successor;
}

/** What is to be said of a named model on `today`; nothing where no end is known. `within` is in days. */
export function evaluate(
  { record, dateOf, calledAt }: NamedModel,
  lifecycle: Lifecycle,
  today: Day,
  within: number,
): Evaluation | undefined {
  if (!record) return undefined;
  const stage = lifeStage(record, today);
  if (stage === 'alive') return undefined;
  const date = endOf(record);
  const days = date === undefined ? undefined : daysBetween(today, date);
  // A month that has begun is no day within none.
  const isSoon = days !== undefined && within > 0 && days <= within;
  const status = stage === 'retired' ? 'retired' : isSoon ? 'retiring' : 'deprecated';
  // A host goes on with what the maker has ended, or never had it: the maker's date is a hint there.
  const isElsewhere = calledAt !== undefined && calledAt !== dateOf;
  const severity = isElsewhere || status === 'deprecated' ? 'information' : status === 'retired' ? 'error' : 'warning';
  const successor = lifecycle.successor(record, today);
  return {
    ...{ status, severity, record, dateOf, isDateOfHost: calledAt === dateOf },
    ...(date !== undefined && { date }),
    ...(days !== undefined && { days }),
    ...(successor && { successor }),
  };
}
