import { fields } from './facts';
import type { Facts, TheirModel } from './facts';
import type { Lock } from './lockFile';
import { familyOfMaker } from './ours';
import type { OurModel } from './ours';
import type { Reading } from './packages';

/** The part of the lock file that is about models: of those that we have, what each package says. */
export function gatherFacts(ours: readonly OurModel[], readings: ReadonlyMap<string, Reading>): Lock['models'] {
  const rows = ours.flatMap((model) => {
    const byWho = Array.from(readings, ([who, reading]) => [who, factsOf(model, reading)] as const).filter(
      ([, facts]) => facts !== undefined,
    );
    // The many that only the table of ends has, and of which nobody says anything, would be a long list of nothing.
    return model.isRich || byWho.length > 0 ? [[model.id, Object.fromEntries(byWho)] as const] : [];
  });
  return Object.fromEntries(rows) as Lock['models'];
}

function factsOf({ names, family, isRich }: OurModel, { models }: Reading): Facts | undefined {
  const candidates = [...(models.get(family ?? '') ?? []), ...(models.get('') ?? [])];
  // By our own id before any other name.
  for (const name of names) {
    const found = candidates.filter(({ ids }) => ids.includes(name));
    if (found.length === 0) continue;
    const facts = merged(found);
    const kept = fields.filter((field) => facts[field] !== undefined && (isRich || field === 'retires'));
    if (kept.length > 0) return Object.fromEntries(kept.map((field) => [field, facts[field]]));
  }
  return undefined;
}

/** A package may have a model twice (two APIs): what it says first holds. */
const merged = (found: readonly TheirModel[]): Facts =>
  found.reduceRight<Facts>((facts, each) => ({ ...facts, ...each.facts }), {});

/** A model that others have and we do not. */
export interface NewModel {
  readonly id: string;
  readonly family: string | undefined;
  /** The facts of each package about it; none where it is only named. */
  readonly byWho: Readonly<Record<string, Facts>>;
}

/** The families of makers in other packages. */
const makers: Readonly<Record<string, string>> = familyOfMaker;

/** One spelling for all: without the maker before it, with hyphens for points. */
const plain = (id: string): string =>
  id
    .slice(id.lastIndexOf('/') + 1)
    .toLowerCase()
    .replaceAll('.', '-');

/** A dated copy of another id, or another way to be served. */
const isVariant = /-(\d{4}-\d\d-\d\d|\d{8}|\d{2}-\d{4}|batch|fast|flex|latest)$/;

/** Those that at least two packages have, the most often named first. */
export function newModels(ours: readonly OurModel[], readings: ReadonlyMap<string, Reading>): NewModel[] {
  const known = new Set(ours.flatMap(({ names }) => names.map(plain)));
  const found = new Map<string, { id: string; family: string | undefined; byWho: Record<string, Facts> }>();
  const add = (who: string, id: string, family: string | undefined, facts: Facts): void => {
    const key = plain(id);
    if (known.has(key) || isVariant.test(key)) return;
    const entry = found.get(key) ?? { id, family, byWho: {} };
    // The maker's own way to write it is the one without a maker before it.
    found.set(key, { ...entry, id: id.includes('/') ? entry.id : id, family: entry.family ?? family });
    found.get(key)!.byWho[who] ??= facts;
  };
  for (const [who, { models, ids = [] }] of readings) {
    for (const [family, list] of models) {
      for (const { ids: names, facts } of list) add(who, names[0]!, family === '' ? undefined : family, facts);
    }
    for (const id of ids) {
      const family = id.includes('/') ? makers[id.slice(0, id.indexOf('/'))] : 'gpt';
      if (family !== undefined) add(who, id, family, {});
    }
  }
  return Array.from(found.values(), (each) => ({ ...each, id: each.id.slice(each.id.lastIndexOf('/') + 1) }))
    .filter(({ byWho }) => Object.keys(byWho).length > 1)
    .sort((a, b) => Object.keys(b.byWho).length - Object.keys(a.byWho).length || (a.id < b.id ? -1 : 1));
}
