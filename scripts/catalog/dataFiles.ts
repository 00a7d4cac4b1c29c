import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDataFile } from '../tables/dataFile';
import type { DataFile } from '../tables/dataFile';
import { citeReleases } from './cite';
import { checkCatalogSources, differencesName } from './compare';
import { lockName, parseLock } from './lockFile';
import { readOurs } from './ours';

/** The written differences. @throws DataError */
export function readWritten(dataDir: string): DataFile {
  const text = readFileSync(path.join(dataDir, differencesName), 'utf8');
  const schema = path.join(dataDir, 'schemas/catalog-differences.schema.json');
  return parseDataFile(`data/${differencesName}`, text, JSON.parse(readFileSync(schema, 'utf8')) as object);
}

/** The numbers in data/ that differ from the packages of the lock file without a reason, a line each. Needs no network. */
export function catalogProblems(dataDir: string): string[] {
  const lock = parseLock(readFileSync(path.join(dataDir, lockName), 'utf8'));
  return [
    ...checkCatalogSources(readOurs(dataDir, lock.read), lock, readWritten(dataDir)),
    ...citeReleases(lock, dataDir).map(
      ({ file }) =>
        `data/${file} cites other releases than those that were compared, or other days: npm run update:catalog -- --locked`,
    ),
  ];
}
