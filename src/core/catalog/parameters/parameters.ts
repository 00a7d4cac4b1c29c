import type { Source } from '../../base/source';
import type { ModelNames, NamedModel } from '../names/modelNames';
import { spellingOf } from '../names/spelling';
import type { ParameterRule, ParameterTable, ParameterValue } from './parameterTable';
import { calledAtOf } from '../names/services';
import type { Api, Service } from '../names/services';

/** An argument of a call. */
export interface WrittenArgument {
  /** The names that it stands in, and its own: `['config', 'temperature']`. */
  readonly path: readonly string[];
}

/** A request to a model, as code writes it. */
export interface WrittenCall<A extends WrittenArgument> {
  readonly sdk: string;
  readonly api: Api;
  /** The service that it goes to; undefined: nothing says so. */
  readonly service: Service | undefined;
  readonly model: { readonly value: string } | undefined;
  readonly arguments: readonly A[];
}

/** A rule of a model, or of a service whatever the model, for a parameter of a call. */
export interface ParameterFact<A extends WrittenArgument = WrittenArgument> {
  readonly argument: A;
  /** Its name in JSON: `thinking.budget_tokens`. */
  readonly parameter: string;
  readonly rule: ParameterRule;
  /** The model as it is written; undefined where the rule is the service's. */
  readonly model?: string;
  readonly source: Source;
}

/** A rule of a model for a parameter at its maker's own API. */
export type ModelParameter = Pick<ParameterFact, 'parameter' | 'rule'>;

export type Parameters = ReturnType<typeof createParameters>;

/** Names that hold parameters, and are none themselves. */
const containers = new Set([
  ...['config', 'generationconfig', 'inferenceconfig', 'inferenceconfiguration', 'extrabody', 'modelkwargs'],
]);

/** Tells what models and services do with the parameters of a call. */
export function createParameters(table: ParameterTable) {
  const byName = new Map(table.parameters.flatMap(({ id, names }) => names.map((name) => [name, id])));
  const sets = new Map(
    Object.entries(table.models).map(([id, models]) => [id, new Set(models.map((name) => name.toLowerCase()))]),
  );
  const parameterOf = ({ path }: WrittenArgument): string | undefined => byName.get(pathName(path));

  /** Lists what is known of the parameters of a call, whatever their values; nothing where it goes to an unknown address. */
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
      // Rules for the model itself go before rules for all models.
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
    // A router takes what a model refuses out of the request.
    if (call.service === 'openrouter') return false;
    // Nothing says where the call goes: then the models of a rule say whose it is, or the API that it is.
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
   * Finds the rule of a parameter for a model, by its id, at the API of its maker. A rule for the model itself goes before one
   * for all models.
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
  /** Whether a parameter is called like this, in small letters with nothing between them. */
  const isName = (name: string): boolean => lastNames.has(name);
  return { factsOf, ofModel, isName, parameterOf };
}

/** Whether a rule refuses a value of a parameter. `others`: those that the same request has, by their ids. */
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

/** A name as names are compared: `modelId`, `model_id` and `ModelId` are one. */
export const plainName = (name: string): string => name.replace(/[_-]/g, '').toLowerCase();

const pathName = (path: readonly string[]): string => {
  const names = path.map(plainName);
  while (names.length > 1 && containers.has(names[0] ?? '')) names.shift();
  return names.join('.');
};

/** Every name of a model, in small letters. */
function idsOf(written: string, named: NamedModel | undefined): ReadonlySet<string> {
  const { lookUps } = named?.spelling ?? spellingOf(written);
  const entries = [named?.model, named?.record].flatMap((entry) => (entry ? [entry.id, ...(entry.aliases ?? [])] : []));
  return new Set([...lookUps.map(({ id }) => id), ...entries].map((id) => id.toLowerCase()));
}
