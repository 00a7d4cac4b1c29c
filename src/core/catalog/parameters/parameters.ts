import type { Source } from '../../base/source';
import type { ModelNames, NamedModel } from '../names/modelNames';
import { spellingOf } from '../names/spelling';
import type { ParameterRule, ParameterTable, ParameterValue } from './parameterTable';
import { calledAtOf } from '../names/services';
import type { Api, Service } from '../names/services';

/** An argument of a call. */
export interface WrittenArgument {
  /** The names around the argument, and its own: `['config', 'temperature']`. */
  readonly path: readonly string[];
}

/** A request to a model, as code writes it. */
export interface WrittenCall<A extends WrittenArgument> {
  readonly sdk: string;
  readonly api: Api;
  /** The service that the call goes to; `undefined` where the code does not tell it. */
  readonly service: Service | undefined;
  readonly model: { readonly value: string } | undefined;
  readonly arguments: readonly A[];
}

/** A rule of a model, or of a service for any model, about a parameter of a call. */
export interface ParameterFact<A extends WrittenArgument = WrittenArgument> {
  readonly argument: A;
  /** Its name in JSON: `thinking.budget_tokens`. */
  readonly parameter: string;
  readonly rule: ParameterRule;
  /** The model as it is written; `undefined` for a rule of the service. */
  readonly model?: string;
  readonly source: Source;
}

/** A rule of a model about a parameter at its maker's own API. */
export type ModelParameter = Pick<ParameterFact, 'parameter' | 'rule'>;

export type Parameters = ReturnType<typeof createParameters>;

/** Names that contain parameters, and are none themselves. */
const containers = new Set([
  ...['config', 'generationconfig', 'inferenceconfig', 'inferenceconfiguration', 'extrabody', 'modelkwargs'],
]);

/** Creates the lookup of how models and services treat the parameters of a call. */
export function createParameters(table: ParameterTable) {
  const byName = new Map(table.parameters.flatMap(({ id, names }) => names.map((name) => [name, id])));
  const sets = new Map(
    Object.entries(table.models).map(([id, models]) => [id, new Set(models.map((name) => name.toLowerCase()))]),
  );
  const parameterOf = ({ path }: WrittenArgument): string | undefined => byName.get(pathName(path));

  /**
   * Lists the rules for the parameters of a call, whatever their values; none where the call goes to an unknown
   * address.
   */
  function factsOf<A extends WrittenArgument>(call: WrittenCall<A>, names: ModelNames): ParameterFact<A>[] {
    const { service, model } = call;
    if (service === 'other' || service === 'local') return [];
    const ids = model && idsOf(model.value, names.find(model.value, service && calledAtOf(service)));
    const rules = table.rules.filter((rule) => isMeant(rule, call, ids));
    if (rules.length === 0) return [];
    return call.arguments.flatMap((argument) => {
      const parameter = parameterOf(argument);
      if (parameter === undefined) return [];
      const about = rules.filter((rule) => rule.parameters.includes(parameter));
      const ofModel = about.filter((rule) => rule.models);
      // Rules for the model itself take precedence over rules for all models.
      return (ofModel.length > 0 ? ofModel : about).map((rule): ParameterFact<A> => {
        const source = table.sources[rule.source];
        if (!source) throw new RangeError(`The table of parameters has no source "${rule.source}"`); // The build checks this.
        return { argument, parameter, rule, source, ...(rule.models && model && { model: model.value }) };
      });
    });
  }

  const isMeant = (
    rule: ParameterRule,
    call: WrittenCall<WrittenArgument>,
    ids: ReadonlySet<string> | undefined,
  ): boolean => {
    const isAsked =
      rule.apis.includes(call.api) ||
      (call.api === 'framework' && rule.frameworks?.some((framework) => framework === call.sdk) === true);
    if (!isAsked) return false;
    // A router removes from the request what a model refuses.
    if (call.service === 'openrouter') return false;
    // The service of the call is unknown. Then the models of a rule tell it, or the kind of API does.
    if (
      call.service === undefined
        ? !rule.models && rule.does !== 'lacks'
        : rule.services?.includes(call.service) === false
    )
      return false;
    if (!rule.models) return true;
    return rule.models.some((set) => [...(ids ?? [])].some((id) => sets.get(set)?.has(id)));
  };

  /**
   * Finds the rule of a parameter for a model, by its id, at the API of its maker. A rule for the model itself takes
   * precedence over one for all models.
   */
  function ofModel(
    parameter: string,
    model: string,
    maker: Service | undefined,
    names: ModelNames,
  ): ModelParameter | undefined {
    const ids = idsOf(model, names.find(model));
    const rules = table.rules.filter(
      ({ parameters, does, services, with: other }) =>
        parameters.includes(parameter) &&
        does !== 'lacks' &&
        other === undefined &&
        (!services || (maker !== undefined && services.includes(maker))),
    );
    const rule =
      rules.find(({ models }) => models?.some((set) => [...ids].some((id) => sets.get(set)?.has(id)))) ??
      rules.find(({ models, services }) => !models && services);
    return rule && { parameter, rule };
  }

  const lastNames = new Set([...byName.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1)));
  /** Whether a parameter has this name, in small letters without separators. */
  const isName = (name: string): boolean => lastNames.has(name);
  return { factsOf, ofModel, isName, parameterOf };
}

/** Whether a rule refuses a value of a parameter. `others` are the other parameters of the request, by id. */
export function refusesValue(rule: ParameterRule, value: unknown, others: ReadonlyMap<string, unknown>): boolean {
  const { does, accepts, values, min, max, with: other, unless = {}, needs } = rule;
  if (does !== 'rejects') return false;
  const isOne = (list: readonly ParameterValue[], each: unknown): boolean => list.some((known) => known === each);
  const holds = ([id, list]: [string, readonly ParameterValue[]]): boolean =>
    others.has(id) ? isOne(list, others.get(id)) : isOne(list, 'unset');
  if (other !== undefined && !others.has(other)) return false;
  if (Object.entries(unless).some(holds)) return false;
  if (needs && Object.entries(needs).every(holds)) return false;
  if (values) return isOne(values, value);
  if (accepts) return !isOne(accepts, value);
  const isBounded = min !== undefined || max !== undefined;
  if (!isBounded) return true;
  return typeof value === 'number' && (value < (min ?? -Infinity) || value > (max ?? Infinity));
}

/** Returns a name in the form for comparing: `modelId`, `model_id` and `ModelId` become the same. */
export const plainName = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

const pathName = (path: readonly string[]): string => {
  const names = path.map(plainName);
  while (names.length > 1 && containers.has(names[0] ?? '')) names.shift();
  return names.join('.');
};

/** Returns every name of a model, in small letters. */
function idsOf(written: string, named: NamedModel | undefined): ReadonlySet<string> {
  const { lookUps } = named?.spelling ?? spellingOf(written);
  const entries = [named?.model, named?.record].flatMap((entry) => (entry ? [entry.id, ...(entry.aliases ?? [])] : []));
  return new Set([...lookUps.map(({ id }) => id), ...entries].map((id) => id.toLowerCase()));
}
