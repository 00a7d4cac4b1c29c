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

/** An id in code, as far as its reader has to know of it. */
export interface Evaluation {
  /** `retiring`: within the days that were asked for. */
  readonly status: 'retired' | 'retiring' | 'deprecated';
  readonly severity: 'error' | 'warning' | 'information';
  readonly record: LifecycleModel;
  /** When it is over, as published; without it, no day is known. */
  readonly date?: Day;
  /** From the day of asking to `date`; below zero where it is past. */
  readonly days?: number;
  readonly dateOf: Surface;
  /** The call is proven to go to whoever's date this is. Otherwise it goes elsewhere, or nothing says where. */
  readonly isProven: boolean;
  readonly successor?: Successor;
}

/**
 * Finds what is to be said of a named model on `today`; nothing where no end is known. `within` is in days. Where a host takes
 * ids of its own, the successor is named as `hostIds` has it, or not at all.
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
  // A month that has begun is no day within none.
  const isSoon = days !== undefined && within > 0 && days <= within;
  const status = stage === 'retired' ? 'retired' : isSoon ? 'retiring' : 'deprecated';
  const isProven = named.calledAt === dateOf;
  // A host goes on with what the maker has ended, or never had it: the maker's date is a hint there.
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

/** The call is proven to go to somebody else. */
const isElsewhere = ({ calledAt, dateOf }: NamedModel): boolean => calledAt !== undefined && calledAt !== dateOf;

const levels = ['hint', 'information', 'warning', 'error'] as const;

/** How loudly a judgement of an id is said; undefined: not at all. */
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
 * At another host the maker's end breaks nothing, nor where nothing is called, however grave it is made elsewhere. A test breaks
 * nothing for its users.
 */
function loudest({ named, use }: FoundId): ShownSeverity {
  return (named && isElsewhere(named)) || use === 'list' ? 'information' : use === 'test' ? 'warning' : 'error';
}

/** An id that nothing says to be silent about, and what is to be said of its end, where there is something. */
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
  /** So many that are called and end are enough. */
  readonly most?: number | undefined;
}

/** Finds what is to be said of the ids of a text on a day, as the config of its folder wants it. */
export async function judgeIds(
  found: readonly FoundId[],
  { lifecycle, hostIds, today, config, within, most = Infinity }: IdRules,
  breathe: Breathe,
): Promise<JudgedId[]> {
  const judged: JudgedId[] = [];
  let ending = 0;
  // A price list names thousands.
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
