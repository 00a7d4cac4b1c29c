import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Scalar, YAMLMap } from 'yaml';
import { spliced } from './edits';
import type { Edit, Written } from './edits';
import type { Lock } from './lockFile';
import { packageUrl } from './packages';

// A number that was compared with a release is of that day: the entry cites the release, and its `checked` is the day on
// which it came out, however much later it was read.

/** The files of data/models that cite other releases, or other days, than the lock file has. Nothing is written yet. */
export function citeReleases(lock: Lock, dataDir: string): Written[] {
  const names = readdirSync(path.join(dataDir, 'models')).filter((name) => name.endsWith('.yml'));
  return names.flatMap((name) => {
    const file = `models/${name}`;
    const before = readFileSync(path.join(dataDir, file), 'utf8');
    const { contents } = parseDocument(before);
    const entries = isSeq(contents) ? contents.items.filter((entry) => isMap(entry)) : [];
    const text = spliced(
      before,
      entries.flatMap((entry) => entryEdits(entry, lock)),
    );
    return text === before ? [] : [{ file, text }];
  });
}

interface Cited {
  readonly source: YAMLMap;
  readonly id: string;
  readonly url: string;
  /** The package of the lock file that says something of this model. */
  readonly who?: string;
}

function entryEdits(entry: YAMLMap, lock: Lock): Edit[] {
  const facts = lock.models[String(entry.get('id'))] ?? {};
  const cited = sourcesOf(entry, lock, Object.keys(facts));
  const spoke = cited.filter(({ who }) => who !== undefined);
  const released = (who: string): string => lock.packages[who]!.released;
  const newest = spoke
    .map(({ who }) => released(who!))
    .sort()
    .at(-1);
  if (newest === undefined) return [];
  const checked = String(entry.get('checked'));
  // A page may be of a later day than every package.
  const isOlder = checked < newest;
  const hasPage = cited.some(({ url }) => !isFixed(url));
  return [
    ...spoke.flatMap(({ source, who }) => releaseEdits(source, lock.packages[who!]!)),
    ...(isOlder || !hasPage ? put(entry, 'checked', newest) : []),
    ...pricesOf(entry).flatMap((price) => {
      const who = spoke.find(({ id }) => id === price.get('source'))?.who;
      return who !== undefined && facts[who]?.input !== undefined ? put(price, 'checked', released(who)) : [];
    }),
  ];
}

function sourcesOf(entry: YAMLMap, { packages }: Lock, speaking: readonly string[]): Cited[] {
  const sources = entry.get('sources');
  const all = isSeq(sources) ? sources.items.filter((source) => isMap(source)) : [];
  return all.map((source) => {
    const url = String(source.get('url'));
    const who = speaking.find((each) => packages[each] && url.startsWith(packageUrl(packages[each].name, '')));
    return { source, id: String(source.get('id')), url, ...(who !== undefined && { who }) };
  });
}

/** Whether it says the same on every day: a version of a package, or a file at a commit. */
const isFixed = (url: string): boolean =>
  url.startsWith('https://www.npmjs.com/') || /^https:\/\/github\.com\/[^/]+\/[^/]+\/blob\//.test(url);

function pricesOf(entry: YAMLMap): YAMLMap[] {
  const price = entry.get('price');
  return (isSeq(price) ? price.items : [price]).filter((each) => isMap(each));
}

/** The locked version in address and title. */
function releaseEdits(source: YAMLMap, { name, version }: Lock['packages'][string]): Edit[] {
  const before = String(source.get('url')).slice(packageUrl(name, '').length);
  if (before === version) return [];
  const title = String(source.get('title')).replace(before, version);
  return [...put(source, 'url', packageUrl(name, version), ''), ...put(source, 'title', title, "'")];
}

function put(map: YAMLMap, key: string, value: string, quote = "'"): Edit[] {
  const node = map.items.find((pair) => isScalar(pair.key) && pair.key.value === key)?.value as Scalar | undefined;
  if (!node?.range || node.value === value) return [];
  const [at, end] = node.range;
  return [{ at, end, text: quote + value.replaceAll("'", quote === "'" ? "''" : "'") + quote }];
}
