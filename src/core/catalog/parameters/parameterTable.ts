import type { Source } from '../../base/source';
import type { Api, Service } from '../names/services';

export type ParameterValue = string | number | boolean;

/** A parameter of requests, with its spellings in libraries. */
export interface Parameter {
  /** Its name in JSON. A dot separates it from the parameter that contains it. */
  readonly id: string;
  /** Its names in libraries, in small letters without separators. */
  readonly names: readonly string[];
}

/** A rule on how models or a service treat parameters. */
export interface ParameterRule {
  readonly parameters: readonly string[];
  /** Ids of sets of models; absent for every model. */
  readonly models?: readonly string[];
  readonly apis: readonly Api[];
  readonly services?: readonly Service[];
  /** Frameworks that pass the parameter on unchanged. */
  readonly frameworks?: readonly 'langchain'[];
  /** `lacks`: the API has no such parameter. */
  readonly does: 'rejects' | 'ignores' | 'advises' | 'lacks';
  /** The only values that are accepted. */
  readonly accepts?: readonly ParameterValue[];
  /** The only values that are refused. */
  readonly values?: readonly ParameterValue[];
  readonly min?: number;
  readonly max?: number;
  /** The other parameter of a forbidden pair. Each alone is allowed. */
  readonly with?: string;
  /**
   * Exceptions: the rule does not hold where this parameter has one of these values; `unset` means that it is absent.
   */
  readonly unless?: Readonly<Record<string, readonly ParameterValue[]>>;
  /** Requirements: the rule holds unless this parameter has one of these values. */
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
