import type { ConfiguredSeverity, IdConfig, ShownSeverity } from '../ids/config/idConfig';
import { ignoresId } from '../ids/config/idConfig';
import type { FoundId } from '../ids/findIds';
import { readIgnoreComments } from '../ids/ignoreComments';
import type { ModelNames } from '../../catalog/names/modelNames';
import { CallText, unlessChanged } from '../calls/callText';
import type { RegionText } from '../../text/regions/regionText';
import { callsIn } from '../calls/calls';
import type { Call } from '../calls/calls';
import { findNearMisses } from '../calls/nearMiss';
import type { NearMiss, NearMissIndex } from '../calls/nearMiss';
import type { ParameterFact, Parameters } from '../../catalog/parameters/parameters';
import type { CallArgument } from '../calls/readCall';
import { calledAtOf } from '../../catalog/names/services';

/** A name by which a comment or the config may silence a hint. */
type Named = Pick<FoundId, 'written' | 'named'>;

interface Hint {
  /** The id that it speaks of; undefined: it holds for every model. */
  readonly model: Named | undefined;
  readonly start: number;
  readonly end: number;
}
/** A slip in the id that a call or config names. */
export interface SlipHint extends Hint {
  readonly kind: 'slip';
  readonly miss: NearMiss;
}
/** A parameter that the model or the API of its call does not take as it is written. */
export interface ParameterHint extends Hint {
  readonly kind: 'parameter';
  readonly call: Call;
  readonly fact: ParameterFact<CallArgument>;
}
export type CallHint = SlipHint | ParameterHint;

interface HintTables {
  readonly names: ModelNames;
  readonly parameters: Parameters;
  readonly nearMisses: NearMissIndex;
}

/**
 * Finds what is to be said of the calls of a text and of the models that its config names, but for what its comments say to be
 * silent about. Undefined: the text was changed meanwhile.
 */
export async function findCallHints(source: RegionText, tables: HintTables): Promise<CallHint[] | undefined> {
  const calls = await callsIn(source);
  const misses = calls && (await findNearMisses(source, tables.names, tables.nearMisses, calls));
  if (!misses) return undefined;
  const hints: CallHint[] = misses.map((miss) => slipHint(miss));
  for (const call of calls) {
    await source.breathe();
    hints.push(...parameterHints(call, tables));
  }
  // The comments are read only where there is something to be silent about.
  return hints.length === 0 ? hints : unignored(source, hints);
}

function slipHint(miss: NearMiss): SlipHint {
  const { start, end, written } = miss.expected;
  return { kind: 'slip', miss, model: { written, named: undefined }, start, end };
}

function parameterHints(call: Call, { names, parameters }: HintTables): ParameterHint[] {
  return parameters.problemsOf(call, names).map((fact) => {
    const { start, end } = fact.argument;
    const written = fact.model;
    const named = written === undefined ? undefined : names.find(written, call.service && calledAtOf(call.service));
    return { kind: 'parameter', call, fact, model: written === undefined ? undefined : { written, named }, start, end };
  });
}

function unignored(source: RegionText, hints: readonly CallHint[]): Promise<CallHint[] | undefined> {
  return unlessChanged(async () => {
    const text = await CallText.open(source);
    const ignores = await readIgnoreComments(source, source.breathe);
    return (
      ignores &&
      hints.filter((hint) => {
        const { line } = text.placeOf(hint.start);
        return !namesOf(hint).some((name) => ignores({ line, ...name }));
      })
    );
  });
}

/** A comment silences a parameter by its own name or by that of the model. */
const namesOf = (hint: CallHint): readonly Named[] => [
  ...(hint.model ? [hint.model] : []),
  ...(hint.kind === 'parameter' ? [{ written: hint.fact.argument.name, named: undefined }] : []),
];

/** How loudly a hint is said, as `ai-field-guide.yml` wants it; undefined: not at all. */
export function hintSeverity(hint: CallHint, config: IdConfig): ShownSeverity | undefined {
  if (hint.model && ignoresId(config.ignore.ids, hint.model)) return undefined;
  const chosen: ConfiguredSeverity = config.severity[hint.kind === 'slip' ? 'unknown' : 'parameter'] ?? 'hint';
  if (chosen === 'off') return undefined;
  // A parameter that is ignored or only advised against breaks no call, however grave the rest is made.
  const isHarmless = hint.kind === 'parameter' && ['ignores', 'advises'].includes(hint.fact.rule.does);
  return isHarmless && chosen !== 'hint' ? 'information' : chosen;
}
