import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { parseJson } from '../../src/core/base/json';
import type { Files } from './packages';

const run = promisify(execFile);

/** Bytes of one file of a package; none of those that are read has a tenth of it. */
const largestFile = 16 * 1024 * 1024;
const timeoutMs = 120_000;
const dayLength = '2026-11-20'.length;

export const integrityText = v.pipe(v.string(), v.regex(/^sha512-[A-Za-z0-9+/]{86}==$/));
export const versionText = v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+[\w.+-]{0,60}$/));
const packed = v.looseObject({
  version: versionText,
  integrity: integrityText,
  filename: v.pipe(v.string(), v.regex(/^[\w.@-]+\.tgz$/)),
});

interface Fetched {
  readonly version: string;
  readonly integrity: string;
  /** The day on which this version came out: its numbers are of that day. */
  readonly released: string;
  /** The archive, absolute. */
  readonly archive: string;
}

/**
 * Loads a package with `npm pack` into `cache`: nothing is installed, and no script of it runs. `wanted` is a version or a
 * tag: without one npm chooses the newest that suits the Node that runs, which may be a year old.
 * @throws Error that says which package, and npm's own words
 */
export async function fetchPackage(name: string, wanted: string, cache: string): Promise<Fetched> {
  mkdirSync(cache, { recursive: true });
  const wish = `${name}@${wanted}`;
  const said = await askNpm(['pack', wish, '--json', '--ignore-scripts', '--pack-destination', cache], wish);
  const first: unknown = Array.isArray(said) ? said[0] : undefined;
  if (!v.is(packed, first)) throw new Error(`npm pack ${name} said something else than before.`);
  const archive = path.join(cache, first.filename);
  checkIntegrity(archive, first.integrity);
  const times = await askNpm(['view', name, 'time', '--json'], wish);
  const time: unknown = v.is(v.record(v.string(), v.unknown()), times) ? times[first.version] : undefined;
  if (typeof time !== 'string') throw new Error(`npm does not say when ${name} ${first.version} came out.`);
  return { version: first.version, integrity: first.integrity, released: time.slice(0, dayLength), archive };
}

/** @returns npm's answer in JSON. @throws Error that says which package, and npm's own words */
async function askNpm(args: readonly string[], wish: string): Promise<unknown> {
  // Inside an npm script this is npm's own JavaScript file, which avoids the shell that Windows needs for npm.cmd.
  const npm = process.env.npm_execpath;
  const [command, lead] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { stdout } = await run(command, [...lead, ...args], { maxBuffer: largestFile, timeout: timeoutMs }).catch(
    (error: unknown) => {
      throw new Error(`${wish} could not be loaded: ${String((error as { stderr?: unknown }).stderr ?? error)}`);
    },
  );
  return parseJson(stdout);
}

/** @throws Error when the archive is not the one that the text says. */
export function checkIntegrity(archive: string, expected: string): void {
  const found = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (found !== expected) throw new Error(`${archive} is not what was promised: ${found}, not ${expected}.`);
}

/**
 * Files of an archive, as texts. They are printed by tar and never written, so no path of an archive leads anywhere.
 * @throws Error where one is missing, or has more than `largestFile` bytes unpacked
 */
export async function readArchive(archive: string, files: readonly string[], largest = largestFile): Promise<Files> {
  const read = async (file: string): Promise<readonly [string, string]> => {
    // By its name in its folder: some tars take the colon of `C:\` for a host.
    const args = ['-xzOf', path.basename(archive), `package/${file}`];
    const options = { cwd: path.dirname(archive), maxBuffer: largest, timeout: timeoutMs };
    const { stdout } = await run('tar', args, options).catch((error: unknown) => {
      throw new Error(`${file} of ${path.basename(archive)} could not be read: ${(error as Error).message}`);
    });
    return [file, stdout];
  };
  return new Map(await Promise.all(files.map(read)));
}
