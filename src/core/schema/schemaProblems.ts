import { isRecord } from '../base/json';
import { forReaders, innerSchemas } from './keywords';
import { isRecursive, measureSchema, optionalIn } from './schemaSize';
import { stateOf } from './schemaSupport';
import type { LimitName, SchemaRules, SchemaSupport } from './schemaSupport';

// Parts of a schema that a provider refuses or ignores, each at its place, found before the schema is sent.

type Fields = Readonly<Record<string, unknown>>;
export type SchemaPath = readonly (string | number)[];

/**
 * A remedy for a problem that has one. `drop`: the keyword is removed. `anyOf`: `oneOf` becomes that.
 * `close`: `"additionalProperties": false` is added. `require`: all properties become required.
 */
export type SchemaFix = 'drop' | 'anyOf' | 'close' | 'require';

/** A problem of a schema. `path` leads from the root to a keyword, or to a schema where the rule is about all of it. */
export type SchemaProblem = {
  readonly path: SchemaPath;
  readonly severity: 'refused' | 'ignored' | 'unknown';
  readonly fix?: SchemaFix;
} & (
  | { readonly kind: 'keyword'; readonly keyword: string }
  | { readonly kind: 'format'; readonly format: string }
  | { readonly kind: 'minItems'; readonly allowed: readonly number[] }
  | { readonly kind: 'elsewhere'; readonly address: string }
  | {
      readonly kind: 'limit';
      readonly limit: LimitName;
      readonly most: number;
      readonly has: number;
      /** Values above which a list is a long one. */
      readonly longEnum: number;
    }
  | {
      readonly kind: Exclude<keyof SchemaRules, LimitName | 'formats' | 'otherFormats' | 'minItems' | 'longEnum'>;
    }
);

/** The most problems that are reported. */
const maxProblems = 200;
/** The most schemas within each other that are checked. */
const maxDepth = 100;

/**
 * Finds everything that is known to be wrong with a schema at a provider, and the keywords about which nothing is
 * known.
 */
export function schemaProblems(schema: Fields, support: SchemaSupport): SchemaProblem[] {
  const found: SchemaProblem[] = [];
  const visit = (value: unknown, path: SchemaPath): void => {
    if (!isRecord(value) || path.length > 2 * maxDepth || found.length >= maxProblems) return;
    found.push(...keywordProblems(value, path, support), ...ruleProblems(value, path, support.rules));
    for (const inner of innerSchemas(value)) visit(inner.schema, [...path, ...inner.path]);
  };
  // All answers are streamed here.
  if (support.rules.noStreams) found.push({ kind: 'noStreams', path: [], severity: 'refused' });
  if (support.rules.objectRoot && (schema['type'] !== 'object' || 'anyOf' in schema)) {
    found.push({ kind: 'objectRoot', path: [], severity: 'refused' });
  }
  visit(schema, []);
  if (support.rules.noRecursion && isRecursive(schema))
    found.push({ kind: 'noRecursion', path: [], severity: 'refused' });
  return [...found, ...limitProblems(schema, support.rules)].slice(0, maxProblems);
}

function keywordProblems(schema: Fields, path: SchemaPath, support: SchemaSupport): SchemaProblem[] {
  return Object.keys(schema).flatMap((keyword): SchemaProblem[] => {
    const state = stateOf(support, keyword);
    // Words for the reader are no loss where the provider does not read them.
    if (state === 'accepted' || (state !== 'refused' && forReaders.includes(keyword))) return [];
    return [
      {
        kind: 'keyword',
        keyword,
        path: [...path, keyword],
        severity: state,
        ...fixOf(keyword, schema, support, state),
      },
    ];
  });
}

/**
 * Returns the fix of a keyword, if there is one. A keyword that only narrows the schema can be removed.
 * An answer is then not checked for it here either, as the words of the fix say.
 */
function fixOf(keyword: string, schema: Fields, support: SchemaSupport, state: string): { readonly fix?: SchemaFix } {
  // In a schema that has both, one would replace the other.
  if (keyword === 'oneOf' && 'anyOf' in schema) return {};
  if (keyword === 'oneOf' && stateOf(support, 'anyOf') === 'accepted') return { fix: 'anyOf' };
  return state === 'unknown' || keyword.startsWith('$') ? {} : { fix: 'drop' };
}

function ruleProblems(schema: Fields, path: SchemaPath, rules: SchemaRules): SchemaProblem[] {
  const { closed, allRequired, formats, otherFormats = 'ignored', minItems, plainEnums, wholeBounds } = rules;
  const { anchoredPatterns, noMixedUnions, singleAllOf } = rules;
  const refused = { severity: 'refused' } as const;
  const ignored = { severity: 'ignored' } as const;
  const { $ref: address } = schema;
  const found: (SchemaProblem | false | undefined)[] = [
    // This is reported whatever a provider does with the reference.
    typeof address === 'string' &&
      !address.startsWith('#') && {
        ...{ kind: 'elsewhere', address: address.slice(0, 200), path: [...path, '$ref'], ...ignored },
      },
    closed &&
      isObject(schema) &&
      schema['additionalProperties'] !== false && { kind: 'closed', path, ...refused, fix: 'close' },
    allRequired && optionalIn(schema).length > 0 && { kind: 'allRequired', path, ...refused, fix: 'require' },
    formats !== undefined &&
      typeof schema['format'] === 'string' &&
      !formats.includes(schema['format']) && {
        ...{ kind: 'format', format: schema['format'].slice(0, 60), path: [...path, 'format'] },
        ...{ severity: otherFormats, fix: 'drop' },
      },
    minItems !== undefined &&
      typeof schema['minItems'] === 'number' &&
      !minItems.includes(schema['minItems']) && {
        ...{ kind: 'minItems', allowed: minItems },
        path: [...path, 'minItems'],
        ...refused,
        fix: 'drop',
      },
    plainEnums && hasObjects(schema) && { kind: 'plainEnums', path, ...refused },
    wholeBounds && schema['type'] === 'number' && hasBounds(schema) && { kind: 'wholeBounds', path, ...ignored },
    anchoredPatterns &&
      typeof schema['pattern'] === 'string' &&
      !/^\^[\s\S]*\$$/.test(schema['pattern']) && { kind: 'anchoredPatterns', path: [...path, 'pattern'], ...refused },
    singleAllOf &&
      Array.isArray(schema['allOf']) &&
      schema['allOf'].length > 1 && { kind: 'singleAllOf', path: [...path, 'allOf'], ...ignored },
    noMixedUnions &&
      'properties' in schema &&
      ('anyOf' in schema || 'oneOf' in schema) && { kind: 'noMixedUnions', path, ...ignored },
  ];
  return found.filter((each) => each !== false && each !== undefined);
}

/** Whether a schema is one of an object. */
const isObject = (schema: Fields): boolean =>
  schema['type'] === 'object' ||
  (Array.isArray(schema['type']) && schema['type'].includes('object')) ||
  'properties' in schema;

const hasObjects = (schema: Fields): boolean => {
  const values: unknown[] = [...(Array.isArray(schema['enum']) ? (schema['enum'] as unknown[]) : []), schema['const']];
  return values.some((value) => typeof value === 'object' && value !== null);
};

const hasBounds = (schema: Fields): boolean =>
  ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].some((name) => name in schema);

function limitProblems(schema: Fields, rules: SchemaRules): SchemaProblem[] {
  const { longEnum = Infinity } = rules;
  const size = measureSchema(schema, longEnum);
  return (Object.keys(size) as LimitName[]).flatMap((limit): SchemaProblem[] => {
    const most = rules[limit];
    const has = size[limit];
    return most === undefined || has <= most
      ? []
      : [{ kind: 'limit', limit, most, has, longEnum, path: [], severity: 'refused' }];
  });
}
