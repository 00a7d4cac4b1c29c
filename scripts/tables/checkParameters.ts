import type { CatalogTable } from '../../src/core/catalog/catalogTable';
import type { LifecycleTable } from '../../src/core/catalog/lifecycleTable';
import type { Parameter, ParameterRule, ParameterTable } from '../../src/core/catalog/parameters/parameterTable';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, checkUsed, eachEntry, sourcesOf, uniqueIds } from './eachEntry';

interface ModelSet {
  readonly id: string;
  readonly models: readonly string[];
}

interface ParameterFiles {
  readonly parameters: DataFile;
  readonly models: DataFile;
  readonly rules: DataFile;
  readonly sources: DataFile;
}

/** Checks what is said of parameters against itself and the ids that we know. @throws DataError */
export function checkParameters(
  files: ParameterFiles,
  catalog: CatalogTable,
  lifecycle: LifecycleTable,
): ParameterTable {
  const parameters = uniqueIds(files.parameters);
  const sets = uniqueIds(files.models);
  const sources = uniqueIds(files.sources);
  const sourcesById = sourcesOf(files.sources);
  checkNames(files.parameters);
  checkModels(files.models, catalog, lifecycle);
  const used = { sets: new Set<string>(), parameters: new Set<string>(), sources: new Set<string>() };
  eachEntry([files.rules], (value, file, index) => {
    const rule = value as ParameterRule;
    const known = (id: string, ids: UniqueNames, what: string, path: readonly (string | number)[]): void => {
      if (!ids.has(id)) file.fail([index, ...path], `there is no ${what} "${id}"${didYouMean(id, ids.names())}`);
    };
    rule.parameters.forEach((id, number) => known(id, parameters, 'parameter', ['parameters', number]));
    rule.models?.forEach((id, number) => known(id, sets, 'set of models', ['models', number]));
    known(rule.source, sources, 'source', ['source']);
    for (const condition of ['unless', 'needs'] as const)
      for (const id of Object.keys(rule[condition] ?? {})) known(id, parameters, 'parameter', [condition]);
    if (rule.with !== undefined) known(rule.with, parameters, 'parameter', ['with']);
    if (!rule.models && !rule.services) file.fail([index], 'names neither models nor services: nobody is meant');
    if (rule.min !== undefined && rule.max !== undefined && rule.min > rule.max)
      file.fail([index, 'max'], `max is ${rule.max}, below min (${rule.min}): every value would be refused`);
    checkTold(rule, (key, problem) => file.fail([index, key], problem));
    if (rule.does === 'advises' && rule.note === undefined)
      file.fail([index], 'advises, and has no "note" that says what');
    for (const id of [...rule.parameters, rule.with, ...Object.keys({ ...rule.unless, ...rule.needs })]) {
      if (id !== undefined) used.parameters.add(id);
    }
    for (const id of rule.models ?? []) used.sets.add(id);
    used.sources.add(rule.source);
  });
  for (const [file, ids] of [
    [files.parameters, used.parameters],
    [files.models, used.sets],
    [files.sources, used.sources],
  ] as const) {
    checkUsed(file, ids, 'no rule of data/parameters/rules.yml');
  }
  return {
    parameters: files.parameters.entries as Parameter[],
    models: Object.fromEntries((files.models.entries as ModelSet[]).map(({ id, models }) => [id, models])),
    rules: files.rules.entries as ParameterRule[],
    sources: sourcesById,
  };
}

/** A rule is told in one sentence (`parameterSentences`). */
function checkTold(rule: ParameterRule, fail: (key: string, problem: string) => never): void {
  const [first, second] = (['with', 'needs', 'values', 'min', 'accepts'] as const).filter((key) => key in rule);
  if (rule.max !== undefined && rule.min === undefined) fail('max', '"max" is told with "min" alone: give both');
  if (first === undefined) return;
  if (second !== undefined) fail(second, `only one of "${first}" and "${second}" is told: make two rules`);
  if (rule.does !== 'rejects') fail(first, `"${first}" is told of what is rejected alone: say it in the "note"`);
}

function checkNames(file: DataFile): void {
  const names = new UniqueNames();
  eachEntry([file], (value, _file, index) =>
    (value as Parameter).names.forEach((name, number) => names.add(name, 'the name', file, [index, 'names', number])),
  );
}

function checkModels(file: DataFile, { models }: CatalogTable, lifecycle: LifecycleTable): void {
  const known = new Set(
    [...models, ...Object.values(lifecycle.models).flat()].flatMap(({ id, aliases = [] }) => [id, ...aliases]),
  );
  eachEntry([file], (value, _file, index) =>
    (value as ModelSet).models.forEach((id, number) => {
      if (known.has(id)) return;
      file.fail(
        [index, 'models', number],
        `neither data/models nor data/lifecycle has "${id}"${didYouMean(id, known)}`,
      );
    }),
  );
}
