import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRecord } from '../../src/core/base/json';
import { sayInEnglish } from '../../src/core/base/say';
import { madeTypes } from '../../src/core/evals/checks/checkOutput';
import { isLeftOut } from '../../src/core/evals/checks/checkTypes';
import { wordsIn } from '../../src/core/evals/suite/configKeys';

// Compares our table of the keys of a config with the JSON Schema that promptfoo publishes: it makes that of these schemas of its package.

interface Schemas {
  readonly UnifiedConfigSchema: object;
  readonly BaseAssertionTypesSchema: { readonly options: readonly string[] };
  readonly SpecialAssertionTypesSchema: { readonly options: readonly string[] };
}

interface Zod {
  toJSONSchema(schema: object, options: object): Readonly<Record<string, unknown>>;
}

/** Our places, and where they are in the schema. */
const paths: Readonly<Record<string, readonly string[]>> = {
  config: [],
  prompts: ['prompts'],
  providers: ['providers'],
  tests: ['tests'],
  defaultTest: ['defaultTest'],
  scenarios: ['scenarios'],
  assert: ['tests', 'assert'],
  options: ['tests', 'options'],
  evaluateOptions: ['evaluateOptions'],
  commandLineOptions: ['commandLineOptions'],
};
/** Of these only some are offered. */
const partial = new Set(['commandLineOptions']);

/** @param folder where promptfoo is installed */
export async function schemaDifferences(folder: string): Promise<string[]> {
  const load = (file: string): Promise<unknown> => import(pathToFileURL(path.join(folder, 'node_modules', file)).href);
  const promptfoo = (await load('promptfoo/dist/src/index.js')) as Schemas;
  const zod = (await load('zod/index.js')) as Zod;
  const root = zod.toJSONSchema(promptfoo.UnifiedConfigSchema, { unrepresentable: 'any', io: 'input' });
  const keys = Object.entries(paths).flatMap(([place, at]) => {
    const theirs = keysAt(root, at);
    const ours = new Set(wordsIn(place, sayInEnglish).map(({ word }) => word));
    return [
      ...[...ours].filter((word) => !theirs.has(word)).map((word) => `${place}: the schema has no ${word}`),
      ...[...theirs]
        .filter((word) => !ours.has(word) && !partial.has(place))
        .map((word) => `${place}: ${word} is missing`),
    ];
  });
  const theirTypes = [...promptfoo.BaseAssertionTypesSchema.options, ...promptfoo.SpecialAssertionTypesSchema.options];
  const unknown = theirTypes.filter((type) => !madeTypes.includes(type) && !isLeftOut(type));
  const gone = madeTypes.filter((type) => !theirTypes.includes(type));
  console.log(`Keys of configs: ${Object.keys(paths).length} places; ${theirTypes.length} types of checks.`);
  return [...keys, ...[...unknown, ...gone].map((type) => `the type ${type} of a check`)];
}

/** The names of the fields at the end of a path, whatever else may be there. */
function keysAt(root: Readonly<Record<string, unknown>>, at: readonly string[]): Set<string> {
  const objectsIn = (schema: unknown): Readonly<Record<string, unknown>>[] => {
    if (!isRecord(schema)) return [];
    const { $ref, anyOf, allOf, items, properties } = schema;
    const definitions = root['$defs'];
    const referred =
      typeof $ref === 'string' && isRecord(definitions) ? definitions[$ref.split('/').at(-1) ?? ''] : undefined;
    const inner = [referred, items, ...listOf(anyOf), ...listOf(allOf)];
    return [...(isRecord(properties) ? [properties] : []), ...inner.flatMap(objectsIn)];
  };
  let found = objectsIn(root);
  for (const name of at) found = found.flatMap((fields) => objectsIn(fields[name]));
  return new Set(found.flatMap((fields) => Object.keys(fields)));
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
