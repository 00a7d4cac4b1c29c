import path from 'node:path';
import type { CatalogTable, ModelEntry } from '../../src/core/catalog/catalogTable';
import type { LifecycleDate, LifecycleRecord, LifecycleTable, Maker } from '../../src/core/catalog/lifecycleTable';
import type { DataFile } from './dataFile';
import { didYouMean } from './didYouMean';
import { UniqueNames, byId, checkUsed, eachEntry, isDay, sourcesOf, uniqueIds } from './eachEntry';

const makers: readonly Maker[] = [
  'openai',
  'anthropic',
  'google',
  'mistral',
  'xai',
  'deepseek',
  'cohere',
  'meta',
  'amazon',
  'alibaba',
];

/** An entry as people write it: the first of its sources is the one that the product links to. */
type Entry = Omit<LifecycleRecord, 'source'> & { readonly sources: readonly string[] };

interface NamedText {
  readonly id: string;
  readonly text: string;
}

/**
 * Checks the light table of ends against itself and against the catalog.
 * @returns it as the product reads it. @throws DataError
 */
export function checkLifecycle(
  files: readonly DataFile[],
  changes: DataFile,
  sources: DataFile,
  catalog: CatalogTable,
): LifecycleTable {
  const changeIds = uniqueIds(changes);
  const sourceIds = uniqueIds(sources);
  const sourcesById = sourcesOf(sources);
  const names = checkNames(files);
  const used = { changes: new Set<string>(), sources: new Set<string>() };
  eachEntry(files, (value, file, index) => {
    const entry = value as Entry;
    checkDates(entry, file, index);
    checkReplacement(entry, file, index, names, catalog);
    checkChange(entry, file, index, changeIds);
    if (entry.change !== undefined) used.changes.add(entry.change);
    entry.sources.forEach((id, number) => {
      const hint = didYouMean(id, sourceIds.names());
      if (!sourceIds.has(id)) file.fail([index, 'sources', number], `there is no source "${id}"${hint}`);
      used.sources.add(id);
    });
  });
  checkUsed(changes, used.changes, 'no entry of data/lifecycle');
  checkUsed(sources, used.sources, 'no entry of data/lifecycle');
  checkCircles(files);
  return packed(files, changes, sourcesById);
}

/** One record a name and surface; the file is named after the maker. @returns every name that a record has, in small letters. */
function checkNames(files: readonly DataFile[]): ReadonlySet<string> {
  const taken = new UniqueNames();
  const names = new Set<string>();
  eachEntry(files, (value, file, index) => {
    const { id, aliases = [], surface = 'maker' } = value as Entry;
    const maker = path.basename(file.name, '.yml');
    if (!makers.some((known) => known === maker)) {
      file.fail([index], `"${maker}" is no maker${didYouMean(maker, makers)}: name the file after one`);
    }
    [id, ...aliases].forEach((name, number) => {
      const at = number === 0 ? [index, 'id'] : [index, 'aliases', number - 1];
      taken.add(name, `at the surface "${surface}" the id`, file, at, `${surface} ${name.toLowerCase()}`);
      names.add(name.toLowerCase());
    });
  });
  return names;
}

/** A published month begins on its first day. */
const startOf = (date: LifecycleDate): string => {
  const text = typeof date === 'string' ? date : date.notBefore;
  return text.length === '2026-11'.length ? `${text}-01` : text;
};

function checkDates(entry: Entry, file: DataFile, index: number): void {
  const fields = ['announced', 'deprecated', 'retires'] as const;
  let before: { field: string; date: string } | undefined;
  for (const field of fields) {
    const date = entry[field];
    if (date === undefined) continue;
    const day = startOf(date);
    if (!isDay(day)) {
      file.fail([index, field], `${field} is ${day}: the calendar has no such day`);
    }
    const written = typeof date === 'string' ? date : date.notBefore;
    // Where one of both is a month, they can be compared as months only.
    const precision = Math.min(written.length, before?.date.length ?? written.length);
    if (before !== undefined && before.date.slice(0, precision) > written.slice(0, precision)) {
      file.fail([index, field], `${field} is ${written}, before ${before.field} (${before.date})`);
    }
    before = { field, date: written };
  }
}

function checkReplacement(
  { id, aliases = [], replacement, alternatives = [] }: Entry,
  file: DataFile,
  index: number,
  names: ReadonlySet<string>,
  catalog: CatalogTable,
): void {
  const named: readonly (readonly [string, readonly (string | number)[]])[] = [
    ...(replacement === undefined ? [] : [[replacement, [index, 'replacement']] as const]),
    ...alternatives.map((name, number) => [name, [index, 'alternatives', number]] as const),
  ];
  for (const [name, at] of named) {
    if ([id, ...aliases].includes(name)) file.fail(at, `"${name}" would replace itself`);
    if (names.has(name.toLowerCase()) || modelNamed(name, catalog)) continue;
    const known = [...names, ...catalog.models.map((model) => model.id)];
    const help = 'give it an entry of its own, without dates, or a model in data/models';
    file.fail(at, `neither data/lifecycle nor data/models has "${name}"${didYouMean(name, known)}: ${help}`);
  }
}

function checkChange({ replacement, change }: Entry, file: DataFile, index: number, known: UniqueNames): void {
  if (replacement !== undefined && change === undefined) {
    file.fail([index], 'has a "replacement" and no "change": say drop-in, or what has to be changed');
  }
  if (change === undefined) return;
  const at = [index, 'change'];
  if (change === 'none' && replacement !== undefined) file.fail(at, 'change is none, and there is a replacement');
  if (change !== 'none' && replacement === undefined) file.fail(at, `change is "${change}", and nothing replaces it`);
  if (change === 'none' || change === 'drop-in' || known.has(change)) return;
  const names = ['drop-in', 'none', ...known.names()];
  file.fail(at, `there is no "${change}" in data/lifecycle-changes.yml${didYouMean(change, names)}`);
}

const modelNamed = (name: string, { models }: CatalogTable): ModelEntry | undefined =>
  models.find(({ id, aliases = [] }) => [id, ...aliases].some((own) => own.toLowerCase() === name.toLowerCase()));

/** A replacement has to lead somewhere; a record without dates has to be where others are led to. */
function checkCircles(files: readonly DataFile[]): void {
  const next = new Map<string, string>();
  const led = new Set<string>();
  eachEntry(files, (value) => {
    const { id, aliases = [], surface = 'maker', replacement, alternatives = [] } = value as Entry;
    for (const name of [replacement, ...alternatives]) if (name !== undefined) led.add(name.toLowerCase());
    if (replacement === undefined) return;
    for (const name of [id, ...aliases]) next.set(`${surface} ${name.toLowerCase()}`, replacement.toLowerCase());
  });
  eachEntry(files, (value, file, index) => {
    const { id, aliases = [], surface = 'maker', announced, deprecated, retires, replacement } = value as Entry;
    const seen = new Set<string>();
    let step = replacement?.toLowerCase();
    while (step !== undefined) {
      if (seen.has(step)) file.fail([index, 'replacement'], `the replacements of "${id}" go in a circle`);
      seen.add(step);
      // As the product follows them: at the same surface, and as the maker says where nothing is known of it there.
      step = next.get(`${surface} ${step}`) ?? next.get(`maker ${step}`);
    }
    if (announced ?? deprecated ?? retires) return;
    if ([id, ...aliases].some((name) => led.has(name.toLowerCase()))) return;
    file.fail([index], `"${id}" has no date, and replaces nothing`);
  });
}

function packed(files: readonly DataFile[], changes: DataFile, sources: LifecycleTable['sources']): LifecycleTable {
  const models: Partial<Record<Maker, LifecycleRecord[]>> = {};
  eachEntry(files, (value, file) => {
    const { sources: read, ...entry } = value as Entry;
    const maker = path.basename(file.name, '.yml') as Maker;
    (models[maker] ??= []).push({ ...entry, source: read[0] ?? '' });
  });
  for (const records of Object.values(models)) records.sort(byId);
  return {
    models,
    endpoints: [],
    changes: Object.fromEntries((changes.entries as NamedText[]).map(({ id, text }) => [id, text])),
    sources,
  };
}
