// Puts what loads when the extension starts into one file.
//
// esbuild's `splitting` cuts a chunk for every set of entry points that share modules, and each import() is an entry point. What
// loads at start is shared with one late part or another, so that it lies in dozens of chunks, and a window pays for each of
// them: the file is opened, read and linked before anything is registered. Here a late part takes a module of the start from
// the entry's own file instead. As esbuild then sees the start from one entry point alone, it has no reason to cut it.
import path from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';

/** The name of an export, and the one that the start's file gives it: there it stands beside those of other modules. */
type Export = readonly [name: string, alias: string];

interface Start {
  /** Own modules that `entry` imports statically. A package stays a chunk, from which esbuild leaves out what nobody uses. */
  readonly modules: ReadonlySet<string>;
  /** What late parts import of them, by module. */
  readonly shared: ReadonlyMap<string, readonly Export[]>;
}

const isPackage = (file: string): boolean => file.startsWith('node_modules/');

function startModules(inputs: Metafile['inputs'], entry: string): Set<string> {
  const found = new Set<string>();
  const add = (file: string): void => {
    if (found.has(file) || isPackage(file)) return;
    found.add(file);
    for (const { path: next, kind, external } of inputs[file]?.imports ?? []) {
      if (!external && kind !== 'dynamic-import') add(next);
    }
  };
  add(entry);
  return found;
}

/** True where a late part begins, or goes on: there a module of the start is not to be bundled again. */
const isLate = (importer: string, kind: string, modules: ReadonlySet<string>): boolean =>
  kind === 'dynamic-import' || !modules.has(importer);

/** Modules of the start that late parts import. */
function sharedModules(inputs: Metafile['inputs'], modules: ReadonlySet<string>): string[] {
  const edges = Object.entries(inputs).flatMap(([importer, { imports }]) =>
    imports.filter(({ path: to, kind }) => modules.has(to) && isLate(importer, kind, modules)),
  );
  return [...new Set(edges.map(({ path: to }) => to))].sort();
}

/** What a build would read and write, without writing it. */
async function describe(options: BuildOptions): Promise<Metafile> {
  const dry = { ...options, plugins: [], write: false, sourcemap: false, logLevel: 'silent' as const };
  return (await build({ ...dry, metafile: true })).metafile;
}

/** `entry` and the paths of the answer are relative to `absWorkingDir`. */
async function findStart(entry: string, options: BuildOptions): Promise<Start> {
  const { inputs } = await describe({ ...options, entryPoints: [entry] });
  const modules = startModules(inputs, entry);
  // Not bundled, a module is an output of its own, with the list of its exports.
  const single: BuildOptions = { bundle: false, external: [], alias: {}, splitting: false };
  const { outputs } = await describe({ ...options, ...single, entryPoints: sharedModules(inputs, modules) });
  let count = 0;
  const shared = Object.values(outputs).map(({ entryPoint = '', exports }) => {
    return [entryPoint, exports.map((name): Export => [name, `s${count++}`])] as const;
  });
  return { modules, shared: new Map(shared) };
}

const passOn = (names: readonly Export[], from: string): string =>
  `export { ${names.map(([name, as]) => `${name} as ${as}`).join(', ')} } from ${JSON.stringify(from)};\n`;

/**
 * Bundles all that `entry` (a source, relative to `absWorkingDir`) imports statically into its own file, which chunks import
 * as `file`. No module is in two files: it would have its state and its classes twice.
 */
export function startBundle(entry: string, file: string): Plugin {
  return {
    name: 'start-bundle',
    setup(builder) {
      const root = builder.initialOptions.absWorkingDir ?? process.cwd();
      const relative = (absolute: string): string => path.relative(root, absolute).replaceAll(path.sep, '/');
      let start: Start = { modules: new Set(), shared: new Map() };
      builder.onStart(async () => {
        // The build itself says what does not compile, and where.
        start = await findStart(entry, builder.initialOptions).catch(() => start);
      });

      builder.onResolve({ filter: /./ }, ({ kind }) =>
        kind === 'entry-point' ? { path: entry, namespace: 'start' } : undefined,
      );
      builder.onLoad({ filter: /./, namespace: 'start' }, () => {
        const exported = [...start.shared].map(([module, names]) => passOn(names, `./${module}`));
        return { contents: [`export * from "./${entry}";\n`, ...exported].join(''), resolveDir: root };
      });

      builder.onResolve({ filter: /^[.#]/, namespace: 'file' }, async (args) => {
        if (args.pluginData === builder) return undefined; // Asked below.
        const { importer, resolveDir, kind, with: attributes } = args;
        const asked = { importer, resolveDir, kind, with: attributes, namespace: 'file', pluginData: builder };
        const found = await builder.resolve(args.path, asked);
        const module = relative(found.path);
        if (!start.modules.has(module) || !isLate(relative(importer), kind, start.modules)) return found;
        // One for each importer: shared by several, it would be a chunk of its own.
        return { path: `${module}?${relative(importer)}`, namespace: 'from-start', sideEffects: false };
      });
      builder.onLoad({ filter: /./, namespace: 'from-start' }, ({ path: asked }) => {
        const names = start.shared.get(asked.split('?')[0]!) ?? [];
        const renamed = names.map(([name, alias]): Export => [alias, name]);
        return { contents: passOn(renamed, file) };
      });
      builder.onResolve({ filter: /./, namespace: 'from-start' }, () => ({ path: file, external: true }));
    },
  };
}
