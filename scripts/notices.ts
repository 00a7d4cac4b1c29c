import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
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

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const file = globSync('{LICENSE,LICENCE,License,license}*', { cwd: folder }).sort()[0];
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8').trim();
  if (text === '' && license === undefined) throw new Error(`${folder} states no licence: it must not be bundled.`);
  return `${name} ${version} (${license ?? 'see below'})\n\n${text}`.trim();
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
