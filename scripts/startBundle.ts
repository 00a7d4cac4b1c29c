// Puts what loads when the extension starts into one file, and builds what runs without it beside it.
//
// esbuild's `splitting` cuts a chunk for every set of entry points that share modules, and each import() is an entry point. The
// modules that load at start are shared with one late part or another. So they lie in dozens of chunks, and a window pays for
// each of them: the file is opened, read and linked before anything is registered. Here a late part takes a module of the
// start from the entry's own file instead. As esbuild then sees the start from one entry point alone, it has no reason to
// cut it.
//
// The other entry points run where no VS Code is, and take nothing from that file. Those of one folder have what is written here
// once more, as few chunks for each of them. Tables and packages, which are large, are built once for all.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildOptions, OnResolveResult, Plugin, ResolveResult } from 'esbuild';
import { describe, isPackage, leadingTo, reachedFrom } from './moduleGraph';
import type { Modules } from './moduleGraph';

/** The name of an export, and the one that the start's file gives it: there it stands beside those of other modules. */
type Export = readonly [name: string, alias: string];

interface Start {
  /** Own modules that `entry` imports statically. A package stays a chunk, from which esbuild leaves out what nobody uses. */
  readonly modules: ReadonlySet<string>;
  /** Exports of the modules that late parts import, by module. */
  readonly shared: ReadonlyMap<string, readonly Export[]>;
  /** Modules that are not built once for all entry points. */
  readonly apart: ReadonlySet<string>;
  /** The module that an import leads to, by `importKey`. To ask esbuild again for each takes as long as the rest of the build. */
  readonly targets: ReadonlyMap<string, string>;
}

const importKey = (importer: string, asked: string): string => `${importer}\n${asked}`;

/** Whether it is worth a chunk of its own. */
const isForAll = (file: string): boolean => isPackage(file) || file.startsWith('generated/');

/** True where a late part begins, or goes on: there a module of the start is not to be bundled again. */
const isLate = (importer: string, kind: string, modules: ReadonlySet<string>): boolean =>
  kind === 'dynamic-import' || !modules.has(importer);

/** Modules of the start that late parts of `entry` import. */
function sharedModules(inputs: Modules, entry: string, modules: ReadonlySet<string>): string[] {
  const edges = [...reachedFrom(inputs, entry, true)].flatMap((importer) =>
    (inputs[importer]?.imports ?? []).filter(
      ({ path: to, kind }) => modules.has(to) && isLate(importer, kind, modules),
    ),
  );
  return [...new Set(edges.map(({ path: to }) => to))].sort();
}

function targetsOf(inputs: Modules): Map<string, string> {
  const targets = new Map<string, string>();
  for (const [importer, { imports }] of Object.entries(inputs)) {
    for (const { path: to, original } of imports) {
      targets.set(importKey(importer, original ?? to), to);
    }
  }
  return targets;
}

/** `entry` and the paths of the answer are relative to `absWorkingDir`. */
async function findStart(entry: string, options: BuildOptions): Promise<Start> {
  const { inputs } = await describe(options);
  const loaded = reachedFrom(inputs, entry);
  const modules = new Set([...loaded].filter((file) => !isPackage(file)));
  // Not bundled, a module is an output of its own, with the list of its exports.
  const single: BuildOptions = { bundle: false, external: [], alias: {}, splitting: false };
  const { outputs } = await describe({ ...options, ...single, entryPoints: sharedModules(inputs, entry, modules) });
  let count = 0;
  const shared = Object.values(outputs).map(({ entryPoint = '', exports }) => {
    return [entryPoint, exports.map((name): Export => [name, `s${count++}`])] as const;
  });
  const own = Object.keys(inputs).filter((file) => !isForAll(file));
  return {
    modules,
    shared: new Map(shared),
    apart: leadingTo(inputs, [...own, ...loaded]),
    targets: targetsOf(inputs),
  };
}

const passOn = (names: readonly Export[], from: string): string =>
  `export { ${names.map(([name, as]) => `${name} as ${as}`).join(', ')} } from ${JSON.stringify(from)};\n`;

/** Marks the copy of a module for the entry points of `folder`, which run without the start. */
const markOf = (folder: string): string => `?for=${folder}`;
const isMark = (value: unknown): value is string => typeof value === 'string' && value.startsWith(markOf(''));

/** Returns the error for a module that imports `vscode` although it runs without the start, and so without VS Code. */
const needsEditor = (importer: string): OnResolveResult => ({
  errors: [{ text: `${importer} needs VS Code, and runs where there is none.` }],
});

/**
 * Bundles all that `entry` (a source, relative to `absWorkingDir`) imports statically into its own file, which chunks import
 * as `file`. Nothing that runs in one process has a module twice: it would have its state and its classes twice.
 */
export function startBundle(entry: string, file: string): Plugin {
  return {
    name: 'start-bundle',
    setup(builder) {
      const root = builder.initialOptions.absWorkingDir ?? process.cwd();
      const relative = (absolute: string): string => path.relative(root, absolute).replaceAll(path.sep, '/');
      let start: Start = { modules: new Set(), shared: new Map(), apart: new Set(), targets: new Map() };
      builder.onStart(async () => {
        // The build itself says what does not compile, and where.
        start = await findStart(entry, builder.initialOptions).catch(() => start);
      });

      builder.onResolve({ filter: /./ }, ({ kind, path: asked }) => {
        if (kind !== 'entry-point') return undefined;
        const source = path.resolve(root, asked);
        if (relative(source) === entry) return { path: entry, namespace: 'start' };
        return { path: source, suffix: markOf(path.dirname(relative(source))) };
      });
      builder.onLoad({ filter: /./, namespace: 'start' }, () => {
        const exported = [...start.shared].map(([module, names]) => passOn(names, `./${module}`));
        return { contents: [`export * from "./${entry}";\n`, ...exported].join(''), resolveDir: root };
      });
      builder.onLoad({ filter: /./, namespace: 'file' }, async ({ path: source, suffix }) => {
        if (!isMark(suffix)) return undefined;
        // Its imports are asked for with the mark, too.
        const contents = await readFile(source);
        return { contents, loader: 'default', resolveDir: path.dirname(source), pluginData: suffix };
      });

      builder.onResolve({ filter: /./, namespace: 'file' }, async (args) => {
        const { path: asked, importer, resolveDir, kind, with: attributes } = args;
        const mark: unknown = args.pluginData;
        if (mark === builder) return undefined; // Asked below.
        // A package is the same for the start and for what comes late.
        if (!isMark(mark) && !/^[.#]/.test(asked)) return undefined;
        const options = { importer, resolveDir, kind, with: attributes, namespace: 'file', pluginData: builder };
        const resolve = (): Promise<ResolveResult> => builder.resolve(asked, options);
        const from = relative(importer);
        // What was written after the table is not in it.
        const module = start.targets.get(importKey(from, asked)) ?? relative((await resolve()).path);
        if (isMark(mark)) {
          if (asked === 'vscode') return needsEditor(from);
          if (!start.apart.has(module)) return undefined;
          if (!isPackage(module)) return { path: path.resolve(root, module), suffix: mark };
          // Only esbuild knows which packages have side effects.
          return { ...(await resolve()), suffix: mark };
        }
        // One for each importer: shared by several, it would be a chunk of its own.
        if (!start.modules.has(module) || !isLate(from, kind, start.modules)) return undefined;
        return { path: `${module}?${from}`, namespace: 'from-start', sideEffects: false };
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
