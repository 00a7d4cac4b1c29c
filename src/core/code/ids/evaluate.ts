import { daysBetween } from '../../base/day';
import type { Day } from '../../base/day';
import type { Breathe } from '../../base/work';
import { endOf, lifeStage } from '../../catalog/lifecycle';
import type { Lifecycle, LifecycleModel, Successor } from '../../catalog/lifecycle';
import type { Surface } from '../../catalog/lifecycleTable';
import type { HostIdTable } from '../../catalog/hostIdTable';
import { idAtHost } from '../../catalog/names/spelling';
import type { NamedModel } from '../../catalog/names/modelNames';
import { ignoresId } from './config/idConfig';
import type { IdConfig, ShownSeverity } from './config/idConfig';
import type { FoundId } from './findIds';

/** Facts about the end of an id in code, for the reader of the code. */
export interface Evaluation {
  /** `retiring`: within the days that were asked for. */
  readonly status: 'retired' | 'retiring' | 'deprecated';
  readonly severity: 'error' | 'warning' | 'information';
  readonly record: LifecycleModel;
  /** When the model ends, as published; left out where no day is known. */
  readonly date?: Day;
  /** Days from today to `date`; below zero where it is past. */
  readonly days?: number;
  readonly dateOf: Surface;
  /**
   * Whether the call is proven to go to the maker or host whose date this is. Otherwise it goes elsewhere, or nothing
   * says where.
   */
  readonly isProven: boolean;
  readonly successor?: Successor;
}

/**
 * Judges the end of a named model on `today`; undefined where no end is known. `within` is in days. Where a host takes
 * ids of its own, the successor is named as in `hostIds`, or not at all.
 */
export function evaluate(
  named: NamedModel,
  lifecycle: Lifecycle,
  today: Day,
  within: number,
  hostIds: HostIdTable,
): Evaluation | undefined {
  const { record, dateOf, spelling } = named;
  if (!record) return undefined;
  const stage = lifeStage(record, today);
  if (stage === 'alive') return undefined;
  const date = endOf(record);
  const days = date === undefined ? undefined : daysBetween(today, date);
  // A month that has begun is 0 days away or less. With `within` at 0, it does not count as near all the same.
  const isSoon = days !== undefined && within > 0 && days <= within;
  const status = stage === 'retired' ? 'retired' : isSoon ? 'retiring' : 'deprecated';
  const isProven = named.calledAt === dateOf;
  // A host may go on with a model that the maker has ended, or never had it: the maker's date is only a hint there.
  const isHint = isElsewhere(named) || status === 'deprecated';
  const severity = isHint ? 'information' : status === 'retired' && isProven ? 'error' : 'warning';
  const next = lifecycle.successor(record, today);
  const id = next && idAtHost(spelling, next.id, hostIds);
  const successor = next && id !== undefined ? { ...next, id } : undefined;
  return {
    ...{ status, severity, record, dateOf, isProven },
    ...(date !== undefined && { date }),
    ...(days !== undefined && { days }),
    ...(successor && { successor }),
  };
}

/** Whether the call is proven to go somewhere else. */
const isElsewhere = ({ calledAt, dateOf }: NamedModel): boolean => calledAt !== undefined && calledAt !== dateOf;

const levels = ['hint', 'information', 'warning', 'error'] as const;

/** Returns the severity of a judgement by the config; undefined: it is not shown. */
function configuredSeverity(judgement: Evaluation, found: FoundId, config: IdConfig): ShownSeverity | undefined {
  const own = config.severity[judgement.status];
  if (own === 'off') return undefined;
  const most = loudest(found);
  if (own) return most === 'information' ? quieter(own, most) : own;
  return quieter(judgement.severity, most);
}

const quieter = (one: ShownSeverity, other: ShownSeverity): ShownSeverity =>
  levels[Math.min(levels.indexOf(one), levels.indexOf(other))] ?? one;

/**
 * Returns the highest severity for an id, whatever the config says. The maker's end breaks nothing at another host, nor
 * where nothing is called. A test breaks nothing for its users.
 */
function loudest({ named, use }: FoundId): ShownSeverity {
  return (named && isElsewhere(named)) || use === 'list' ? 'information' : use === 'test' ? 'warning' : 'error';
}

/** An id that is not silenced, and the judgement of its end, if there is one. */
export interface JudgedId {
  readonly found: FoundId;
  readonly ending?: { readonly judgement: Evaluation; readonly severity: ShownSeverity };
}

interface IdRules {
  readonly lifecycle: Lifecycle;
  readonly hostIds: HostIdTable;
  readonly today: Day;
  readonly config: IdConfig;
  /** Days. */
  readonly within: number;
  /** Ids that are called and end, at most: the search stops there. */
  readonly most?: number | undefined;
}

/** Judges the ids of a text on a day, as the config of its folder wants it. */
export async function judgeIds(
  found: readonly FoundId[],
  { lifecycle, hostIds, today, config, within, most = Infinity }: IdRules,
  breathe: Breathe,
): Promise<JudgedId[]> {
  const judged: JudgedId[] = [];
  let ending = 0;
  // A price list names thousands of ids.
  for (const each of found) {
    if (ending >= most) break;
    await breathe();
    if (ignoresId(config.ignore.ids, each)) continue;
    const judgement = each.named && evaluate(each.named, lifecycle, today, within, hostIds);
    const severity = judgement && configuredSeverity(judgement, each, config);
    if (severity && each.use !== 'list') ending++;
    judged.push({ found: each, ...(severity && { ending: { judgement, severity } }) });
  }
  return judged;
}
