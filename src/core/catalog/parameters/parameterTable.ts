import type { Source } from '../../base/source';
import type { Api, Service } from '../names/services';

export type ParameterValue = string | number | boolean;

/** A parameter of requests, however a library writes it. */
export interface Parameter {
  /** Its name in JSON; a dot where it is within another one. */
  readonly id: string;
  /** Its names in libraries, in small letters, with nothing between them. */
  readonly names: readonly string[];
}

/** A statement of what models or a service do with parameters. */
export interface ParameterRule {
  readonly parameters: readonly string[];
  /** Ids of sets; every model where it is missing. */
  readonly models?: readonly string[];
  readonly apis: readonly Api[];
  readonly services?: readonly Service[];
  /** Frameworks that pass it on as it is. */
  readonly frameworks?: readonly 'langchain'[];
  /** `lacks`: the API has no such parameter. */
  readonly does: 'rejects' | 'ignores' | 'advises' | 'lacks';
  /** The only values that are taken. */
  readonly accepts?: readonly ParameterValue[];
  /** The only values that are refused. */
  readonly values?: readonly ParameterValue[];
  readonly min?: number;
  readonly max?: number;
  /** Only both together are not fine. */
  readonly with?: string;
  /** Not where this parameter has one of these values; `unset`: is not there. */
  readonly unless?: Readonly<Record<string, readonly ParameterValue[]>>;
  /** Not fine without one of these values. */
  readonly needs?: Readonly<Record<string, readonly ParameterValue[]>>;
  readonly note?: string;
  /** Id of one of the sources. */
  readonly source: string;
}

export interface ParameterTable {
  readonly parameters: readonly Parameter[];
  /** Ids of models by the id of their set. */
  readonly models: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly ParameterRule[];
  readonly sources: Readonly<Record<string, Source & { readonly checked: string }>>;
}
