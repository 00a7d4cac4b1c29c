import type { Source } from '../base/source';

// Treatment of answer schemas by the providers, as `data/schema-support.yml` has it.

/** A provider's treatment of a keyword. `unknown`: nothing is published about it. */
type KeywordState = 'accepted' | 'ignored' | 'refused' | 'unknown';

/** Rules of a provider, as `data/schemas/schema-support.schema.json` describes them. */
export interface SchemaRules {
  readonly objectRoot?: true;
  readonly closed?: true;
  readonly allRequired?: true;
  readonly formats?: readonly string[];
  readonly otherFormats?: 'ignored' | 'refused';
  readonly minItems?: readonly number[];
  readonly plainEnums?: true;
  readonly noRecursion?: true;
  readonly noStreams?: true;
  readonly wholeBounds?: true;
  readonly anchoredPatterns?: true;
  readonly singleAllOf?: true;
  readonly noMixedUnions?: true;
  readonly maxProperties?: number;
  readonly maxDepth?: number;
  readonly maxEnumValues?: number;
  readonly maxCharacters?: number;
  readonly longEnum?: number;
  readonly maxLongEnum?: number;
  readonly maxOptional?: number;
  readonly maxUnions?: number;
}

/** A limit, by its name among the rules. */
export type LimitName =
  | 'maxProperties'
  | 'maxDepth'
  | 'maxEnumValues'
  | 'maxCharacters'
  | 'maxLongEnum'
  | 'maxOptional'
  | 'maxUnions';

export interface SchemaSupport {
  readonly id: string;
  readonly name: string;
  readonly hosts: readonly string[];
  readonly presets: readonly string[];
  readonly takes: 'schema' | 'json' | 'routes';
  readonly accepted: readonly string[];
  readonly ignored: readonly string[];
  readonly refused: readonly string[];
  readonly others: Exclude<KeywordState, 'accepted'>;
  readonly rules: SchemaRules;
  readonly sources: readonly Source[];
  /** ISO date of the last check. */
  readonly checked: string;
}

export type SchemaSupportTable = readonly SchemaSupport[];

/** Finds the known support of a provider, by its host or else by its preset. `undefined`: none is known. */
export function supportAt(
  table: SchemaSupportTable,
  { host, preset }: { readonly host: string; readonly preset?: string | undefined },
): SchemaSupport | undefined {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  const isAt = (end: string): boolean =>
    name === end || (end.startsWith('.') ? name.endsWith(end) : name.endsWith(`.${end}`));
  return (
    table.find(({ hosts }) => hosts.some(isAt)) ??
    table.find(({ presets }) => preset !== undefined && presets.includes(preset))
  );
}

export function stateOf({ accepted, ignored, refused, others }: SchemaSupport, keyword: string): KeywordState {
  if (accepted.includes(keyword)) return 'accepted';
  if (ignored.includes(keyword)) return 'ignored';
  return refused.includes(keyword) ? 'refused' : others;
}
