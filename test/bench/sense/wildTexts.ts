// Texts of packages as they are published, fetched once into .tsbuild/wild.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { languageOfFile } from '../../../src/core/text/languageOfFile';
import type { WildPackage } from './packages';

const cache = path.resolve(import.meta.dirname, '../../../.tsbuild/wild');

export interface WildText {
  /** Within the package. */
  readonly path: string;
  readonly language: string;
  readonly text: string;
}

/** Lines of one package that are read at most, so that none outweighs the others. */
const maxLines = 40_000;
const largestFile = 1_500_000;
/** Written by a program, where a line is longer on average. */
const maxLineLength = 200;
const kinds = /\.(?:m?[jt]sx?|cjs|cts|mts|md|markdown|txt|html?|css|ya?ml|rst|py|c|h|sql|sh)(?:\.gz)?$/;
const leftOut = /\.min\.|(?:^|\/)(?:LICEN[CS]E|NOTICE|locale|node_modules)/i;

/** Undefined: it could not be fetched. */
export function wildTexts(each: WildPackage): WildText[] | undefined {
  const folder = path.join(cache, `${each.name.replace('/', '__')}-${each.version.replaceAll(':', '_')}`);
  try {
    if (!existsSync(folder)) fetch(each, folder);
  } catch {
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }
  const texts: WildText[] = [];
  let lines = 0;
  for (const name of filesOf(folder)) {
    if (lines >= maxLines) break;
    const bytes = readFileSync(path.join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    const count = text.split('\n').length;
    if (text.length > largestFile || text.length / count > maxLineLength) continue;
    lines += count;
    texts.push({ path: name, language: languageOfFile(name.replace(/\.gz$/, '')) ?? 'plaintext', text });
  }
  return texts;
}

function fetch({ from, name, version }: WildPackage, folder: string): void {
  const parts = `${folder}.parts`;
  rmSync(parts, { recursive: true, force: true });
  mkdirSync(path.join(parts, 'out'), { recursive: true });
  const run = (command: string, ...args: string[]): void => {
    execFileSync(command, args, { cwd: parts, stdio: 'pipe' });
  };
  if (from === 'npm') run('npm', 'pack', '--silent', `${name}@${version}`);
  else run('apt-get', 'download', `${name}=${version}`);
  const archive = readdirSync(parts).find((file) => /\.(?:tgz|deb)$/.test(file)) ?? '';
  if (from === 'npm') run('tar', '-xzf', archive, '-C', 'out');
  else run('dpkg-deb', '-x', archive, 'out');
  renameSync(path.join(parts, 'out'), folder);
  rmSync(parts, { recursive: true, force: true });
}

function filesOf(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  return names
    .filter(
      (name) =>
        kinds.test(name) &&
        !leftOut.test(name) &&
        statSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile(),
    )
    .sort((one, other) => order(one).localeCompare(order(other)));
}

/** Docs first, and the same for everybody. */
const order = (name: string): string => `${/\.(?:md|txt|html?|rst)/.test(name) ? 0 : 1}${name}`;
