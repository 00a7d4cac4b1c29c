import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';

/** Folders of the packages whose files are in the bundles, and of those that are copied beside them. */
function bundledPackages(root: string, metafiles: readonly Metafile[], copied: readonly string[]): string[] {
  const files = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const names = files.map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set([...names, ...copied])]
    .filter((name) => name !== undefined)
    .sort()
    .map((name) => path.join(root, 'node_modules', name));
}

interface PackageJson {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
  homepage?: string;
  repository?: string | { url: string };
}

function notice(folder: string): string {
  const { name, version, license, author, homepage, repository } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as PackageJson;
  const file = readdirSync(folder)
    .filter((entry) => /^licen[sc]e/i.test(entry))
    .sort()[0];
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  if (text === '' && license === undefined) throw new Error(`${folder} states no licence: it must not be bundled.`);
  const who = typeof author === 'object' ? author.name : author;
  const url = (typeof repository === 'object' ? repository.url : repository) ?? homepage;
  // CC BY, under which the icon font is, asks for the creator and the address, whether its licence file names them or not.
  const origin = [
    who && `By ${who}`,
    url?.replace(/^git\+/, '').replace(/^(?:github:)?([\w-]+\/[\w.-]+)$/, 'https://github.com/$1'),
  ].filter((line) => line !== undefined && line !== '');
  return [`${name} ${version} (${license ?? 'see below'})`, ...origin, '', text].join('\n').trim();
}

/** Writes the licences of everything bundled to `file`. @throws Error for a package without one. */
export function writeNotices(file: string, metafiles: readonly Metafile[], copied: readonly string[]): void {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
  const notices = bundledPackages(root, metafiles, copied)
    .filter((folder) => existsSync(folder))
    .map(notice);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  writeFileSync(file, `Software of others in this package, with its licences.${rule}${notices.join(rule)}\n`);
}
