import type { IdConfig, ShownSeverity } from '../ids/config/idConfig';
import { ignoresId } from '../ids/config/idConfig';
import { readIgnoreComments } from '../ids/ignoreComments';
import type { ModelNames } from '../../catalog/names/modelNames';
import { CallText, unlessChanged } from '../calls/callText';
import type { RegionText } from '../../text/regions/regionText';
import { callsIn } from '../calls/calls';
import { findNearMisses } from '../calls/nearMiss';
import type { NearMiss, NearMissIndex } from '../calls/nearMiss';

interface HintTables {
  readonly names: ModelNames;
  readonly nearMisses: NearMissIndex;
}

/**
 * Finds the slips in the ids that the calls and the config of a text name, except for those that its comments silence.
 * Undefined: the text was changed meanwhile.
 */
export async function findCallHints(source: RegionText, tables: HintTables): Promise<NearMiss[] | undefined> {
  const calls = await callsIn(source);
  const misses = calls && (await findNearMisses(source, tables.names, tables.nearMisses, calls));
  // The comments are read only where there is something that they may silence.
  return misses === undefined || misses.length === 0 ? misses : unignored(source, misses);
}

function unignored(source: RegionText, misses: readonly NearMiss[]): Promise<NearMiss[] | undefined> {
  return unlessChanged(async () => {
    const text = await CallText.open(source);
    const ignores = await readIgnoreComments(source, source.breathe);
    return (
      ignores &&
      misses.filter((miss) => {
        const { line } = text.placeOf(miss.expected.start);
        return !ignores({ line, ...nameOf(miss) });
      })
    );
  });
}

/** The name by which a comment or the config may silence it. */
const nameOf = ({ expected: { written } }: NearMiss) => ({ written, named: undefined });

/** Returns the severity of a slip that `ai-field-guide.yml` wants; undefined: the slip is not shown. */
export function hintSeverity(miss: NearMiss, { ignore, severity }: IdConfig): ShownSeverity | undefined {
  if (ignoresId(ignore.ids, nameOf(miss))) return undefined;
  const chosen = severity.unknown ?? 'hint';
  return chosen === 'off' ? undefined : chosen;
}
