// The graph of imports between modules, as a build of esbuild reports it.
import { build } from 'esbuild';
import type { BuildOptions, Metafile } from 'esbuild';

/** Modules by their paths, with what each imports. */
export type Modules = Metafile['inputs'];

export const isPackage = (file: string): boolean => file.startsWith('node_modules/');

/** Describes what a build would read and write, without writing it. */
export async function describe(options: BuildOptions): Promise<Metafile> {
  const dry = { ...options, plugins: [], write: false, sourcemap: false, logLevel: 'silent' as const };
  return (await build({ ...dry, metafile: true })).metafile;
}

/** Modules that run before `entry` does, or `late`, too, itself included. */
export function reachedFrom(modules: Modules, entry: string, late = false): Set<string> {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path: next, kind, external } of modules[file]?.imports ?? []) {
      if (!external && (late || kind !== 'dynamic-import')) add(next);
    }
  };
  add(entry);
  return found;
}

/** Modules from which one of `targets` can be reached, now or by import(), these included. */
export function leadingTo(modules: Modules, targets: Iterable<string>): Set<string> {
  const importers = new Map<string, string[]>();
  for (const [importer, { imports }] of Object.entries(modules)) {
    for (const { path: to } of imports) importers.set(to, [...(importers.get(to) ?? []), importer]);
  }
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file)) return;
    found.add(file);
    importers.get(file)?.forEach(add);
  };
  for (const target of targets) add(target);
  return found;
}
