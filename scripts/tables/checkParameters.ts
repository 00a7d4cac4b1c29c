import type { CatalogTable } from '../../src/core/catalog/catalogTable';
import type { LifecycleTable } from '../../src/core/catalog/lifecycleTable';
import type { Parameter, ParameterRule, ParameterTable } from '../../src/core/catalog/parameters/parameterTable';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, eachEntry } from './eachEntry';
import { sourceProblem } from './sourceRule';

interface ModelSet {
  readonly id: string;
  readonly models: readonly string[];
}

interface NamedSource {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly checked: string;
}

export interface ParameterFiles {
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
  const parameters = idsOf(files.parameters);
  const sets = idsOf(files.models);
  const sources = idsOf(files.sources);
  eachEntry([files.sources], (value, file, index) => {
    const { url } = value as NamedSource;
    const problem = sourceProblem(url);
    if (problem !== undefined) file.fail([index, 'url'], `${url} ${problem}`);
  });
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
    for (const id of Object.keys({ ...rule.unless, ...rule.needs })) known(id, parameters, 'parameter', ['unless']);
    if (rule.with !== undefined) known(rule.with, parameters, 'parameter', ['with']);
    if (rule.fix !== undefined && rule.fix !== 'remove') known(rule.fix, parameters, 'parameter', ['fix']);
    if (!rule.models && !rule.services) file.fail([index], 'names neither models nor services: nobody is meant');
    if (rule.min !== undefined && rule.max !== undefined && rule.min > rule.max)
      file.fail([index, 'max'], `max is ${rule.max}, below min (${rule.min}): every value would be refused`);
    if (rule.does === 'advises' && rule.note === undefined)
      file.fail([index], 'advises, and has no "note" that says what');
    for (const id of [...rule.parameters, rule.fix, rule.with, ...Object.keys({ ...rule.unless, ...rule.needs })]) {
      if (id !== undefined) used.parameters.add(id);
    }
    for (const id of rule.models ?? []) used.sets.add(id);
    used.sources.add(rule.source);
  });
  checkUsed(files.parameters, used.parameters);
  checkUsed(files.models, used.sets);
  checkUsed(files.sources, used.sources);
  return {
    parameters: files.parameters.entries as Parameter[],
    models: Object.fromEntries((files.models.entries as ModelSet[]).map(({ id, models }) => [id, models])),
    rules: files.rules.entries as ParameterRule[],
    sources: Object.fromEntries((files.sources.entries as NamedSource[]).map(({ id, ...source }) => [id, source])),
  };
}

function idsOf(file: DataFile): UniqueNames {
  const ids = new UniqueNames();
  eachEntry([file], (value, _file, index) => ids.add((value as { id: string }).id, 'the id', file, [index, 'id']));
  return ids;
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

/** Nothing stands there that no rule speaks of. */
function checkUsed(file: DataFile, used: ReadonlySet<string>): void {
  eachEntry([file], (value, _file, index) => {
    const { id } = value as { id: string };
    if (!used.has(id)) file.fail([index, 'id'], `no rule of data/parameters/rules.yml names "${id}"`);
  });
}
