import type { Day } from '../../base/day';
import type { Breathe } from '../../base/work';
import type { Lifecycle } from '../../catalog/lifecycle';
import { configuredSeverity, ignoresId } from './config/idConfig';
import type { IdConfig, ShownSeverity } from './config/idConfig';
import type { FoundId } from './findIds';
import { evaluate } from './evaluate';
import type { Evaluation } from './evaluate';

/** An id that nothing says to be silent about, and what is to be said of its end, where there is something. */
export interface JudgedId {
  readonly found: FoundId;
  readonly ending?: { readonly judgement: Evaluation; readonly severity: ShownSeverity };
}

interface IdRules {
  readonly lifecycle: Lifecycle;
  readonly today: Day;
  readonly config: IdConfig;
  /** Days. */
  readonly within: number;
}

/** What is to be said of the ids of a text on a day, as the config of its folder wants it. */
export async function judgeIds(
  found: readonly FoundId[],
  { lifecycle, today, config, within }: IdRules,
  breathe: Breathe,
): Promise<JudgedId[]> {
  const judged: JudgedId[] = [];
  // A price list names thousands.
  for (const each of found) {
    const pause = breathe();
    if (pause) await pause;
    if (ignoresId(config.ignore.ids, each)) continue;
    const judgement = each.named && evaluate(each.named, lifecycle, today, within);
    const severity = judgement && configuredSeverity(judgement, each.named, config);
    judged.push({ found: each, ...(severity && { ending: { judgement, severity } }) });
  }
  return judged;
}
