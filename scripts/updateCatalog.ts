// Renews what the catalog is compared with, and proposes what to change: npm run update:catalog
//   --locked         the releases of the lock file again, for models that are new in data/
//   --accept LINE…   writes those lines of the proposal into data/
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dayOf } from '../src/core/base/day';
import { ByHand, accept } from './catalog/accept';
import { citeReleases } from './catalog/cite';
import { differencesName } from './catalog/compare';
import { readWritten } from './catalog/dataFiles';
import type { Explained } from './catalog/compare';
import { fetchPackage, readArchive } from './catalog/fetchPackage';
import { gatherFacts, newModels } from './catalog/gather';
import { lockName, lockText, parseLock } from './catalog/lockFile';
import type { Lock } from './catalog/lockFile';
import { readOurs } from './catalog/ours';
import { catalogPackages } from './catalog/packages';
import type { Reading } from './catalog/packages';
import { formatFiles } from './formatFiles';
import { differencesText, parseProposal, proposalText, proposedLines } from './catalog/proposal';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const dataDir = path.join(root, 'data');
const lockPath = path.join(dataDir, lockName);
/** Not in git. */
const workDir = path.join(root, '.tsbuild/catalog');
const proposalPath = path.join(workDir, 'proposal.yml');

const readLock = (): Lock => parseLock(readFileSync(lockPath, 'utf8'));

/** Loads the packages, and writes the lock file and the proposal. @throws Error where one cannot be loaded or read */
async function renew(isLocked: boolean): Promise<void> {
  const before = isLocked ? readLock() : undefined;
  const read = before?.read ?? dayOf(new Date());
  const packages: Lock['packages'] = {};
  const readings = new Map<string, Reading>();
  for (const { who, name, files, read: readFiles } of catalogPackages) {
    const locked = before?.packages[who];
    const { version, integrity, released, archive } = await fetchPackage(name, locked?.version ?? 'latest', workDir);
    if (locked && locked.integrity !== integrity)
      throw new Error(`${name} ${version} is not the one of the lock file.`);
    const reading = readFiles(await readArchive(archive, files), read);
    const count = Array.from(reading.models.values(), (models) => models.length).reduce((a, b) => a + b, 0);
    // A package that has moved its table would otherwise agree with everything.
    if (count + (reading.ids?.length ?? 0) === 0) throw new Error(`${name} ${version}: its table was not found.`);
    console.log(`${who} ${version}: ${count} models${reading.ids ? `, ${reading.ids.length} ids` : ''}`);
    packages[who] = { name, version, released, integrity };
    readings.set(who, reading);
  }
  const ours = readOurs(dataDir, read);
  const lock: Lock = { read, packages, models: gatherFacts(ours, readings) };
  writeFileSync(lockPath, lockText(lock));
  for (const { file, text } of citeReleases(lock, dataDir)) writeFormatted(file, text);
  const explained = readWritten(dataDir).entries as readonly Explained[];
  const lines = proposedLines(ours, lock, explained);
  const added = newModels(ours, readings);
  mkdirSync(workDir, { recursive: true });
  writeFileSync(proposalPath, proposalText(lines, added, lock));
  const open = differencesText(ours, lock, explained);
  if (open !== '') console.log(`\nDifferences without a reason, as data/${differencesName} takes them:\n${open}`);
  console.log(`\n${lines.length} proposed lines, ${added.length} models that we do not have: ${shown(proposalPath)}`);
}

const shown = (file: string): string => path.relative(process.cwd(), file);

/** Writes the accepted lines, one after the other. */
function acceptLines(numbers: readonly string[]): void {
  if (!existsSync(proposalPath)) throw new Error('There is no proposal yet: npm run update:catalog');
  const { lines } = parseProposal(readFileSync(proposalPath, 'utf8'));
  const lock = readLock();
  for (const number of numbers) {
    const line = lines.find((each) => String(each.line) === number);
    if (!line) throw new Error(`The proposal has no line ${number}.`);
    try {
      for (const { file, text } of accept(line, lock, dataDir)) {
        writeFormatted(file, text);
        console.log(`${number}: ${line.model}, ${line.field} ${line.theirs}: data/${file}`);
      }
    } catch (error) {
      if (!(error instanceof ByHand)) throw error;
      console.log(error.message);
      process.exitCode = 1;
    }
  }
  console.log('An entry has one date: look at its other numbers, too. Then npm run check:catalog.');
}

function writeFormatted(file: string, text: string): void {
  const target = path.join(dataDir, file);
  writeFileSync(target, text);
  formatFiles([target]);
}

const { values, positionals } = parseArgs({
  options: { locked: { type: 'boolean', default: false }, accept: { type: 'boolean', default: false } },
  allowPositionals: true,
});
try {
  await (values.accept ? acceptLines(positionals) : renew(values.locked));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
