// The bundles of the extension: the extension itself, the workers, the command line, the server for agents and the pages.
import { copyFileSync, cpSync, mkdirSync, rmSync, rmdirSync, readdirSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import type { BuildContext, BuildOptions, Metafile } from 'esbuild';
import { commonJsStart } from './commonJsStart';
import { filesBelow } from './files';
import { writeNotices } from './notices';
import { START_SCRIPT } from './packaging/startScripts';
import { startBundle } from './startBundle';
import { SENSE_BYTES, buildTables } from './tables';
import { VOCABULARY_FOLDER, buildVocabularies, vocabularyFiles } from './vocabularies';
import { VOCABULARY_SOURCES } from './vocabularies/sources';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const EXTENSION = 'src/extension.ts';
const WORKERS = ['token', 'file', 'pocket', 'schema', 'check', 'grid', 'folder'];

interface ExtensionBuild {
  /** The folder that is written, absolute. Files of an earlier build that this one does not write are removed. */
  readonly dist: string;
  /** Minified and without source maps. */
  readonly production: boolean;
}

/**
 * The extension comes first. `splitting` makes every dynamic import() a file of its own, and `startBundle` and `commonJsStart`
 * the rest of the extension one file: what loads at start stays small, and is read at once.
 */
export function bundles({ dist, production }: ExtensionBuild): [BuildOptions, ...BuildOptions[]] {
  const shared: BuildOptions = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    target: 'es2023',
    minify: production,
    sourcemap: production ? false : 'linked',
    logLevel: 'info',
    logOverride: { 'import-is-undefined': 'error' },
    legalComments: 'none', // notices.ts collects the licences.
    metafile: true,
  };
  const node: BuildOptions = {
    ...shared,
    platform: 'node',
    outdir: dist,
    // The build of `jsonc-parser` for Node cannot be bundled, and that of `yaml` wants a `require`.
    mainFields: ['module', 'main'],
    alias: {
      yaml: path.join(root, 'node_modules/yaml/browser/index.js'),
      '@modelcontextprotocol/server/_shims': path.join(root, 'src/mcp/sdkShims.ts'),
    },
  };
  const page: BuildOptions = {
    // Loaded with the first block of code.
    external: ['./highlighter.js'],
    outdir: path.join(dist, 'webview'),
    platform: 'browser',
  };
  return [
    {
      ...node,
      entryPoints: {
        'chunks/start': EXTENSION,
        cli: 'src/cli.ts',
        mcp: 'src/mcp.ts',
        ...Object.fromEntries(WORKERS.map((name) => [`worker/${name}Worker`, `src/worker/${name}Worker.ts`])),
      },
      chunkNames: 'chunks/[name]-[hash]',
      external: ['vscode'],
      splitting: true,
      plugins: [startBundle(EXTENSION, './start.js'), commonJsStart('chunks/start.js', START_SCRIPT)],
    },
    {
      ...shared,
      entryPoints: {
        pages: 'src/webview/pages/main.ts',
        card: 'src/webview/card/main.ts',
        lab: 'src/webview/lab/main.ts',
        grid: 'src/webview/grid/main.ts',
        highlighter: 'src/webview/shared/highlighter.ts',
      },
      ...page,
    },
    {
      ...shared,
      entryPoints: { playground: 'src/webview/playground/main.ts' },
      ...page,
      // Code that most conversations do not need is loaded when it is first needed.
      chunkNames: 'playground-[name]-[hash]',
      splitting: true,
    },
  ];
}

/** The weights of the built-in model, read by its worker on first use. */
const POCKET = 'pocket.bin';

const NOTICES = 'ThirdPartyNotices.txt';
const CODICONS = ['codicon.css', 'codicon.ttf'];

/** The icon font of VS Code, for the page. */
function copyCodicons(dist: string): void {
  const from = path.dirname(createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'));
  mkdirSync(path.join(dist, 'webview'), { recursive: true });
  for (const name of CODICONS) copyFileSync(path.join(from, name), path.join(dist, 'webview', name));
}

/**
 * Removes the files of earlier builds, after the new ones are there: a window that runs on `dist` meanwhile never misses
 * one that both builds have.
 */
export function removeStale(dist: string, current: ReadonlySet<string>): void {
  for (const file of filesBelow(dist).map((name) => path.join(dist, name))) if (!current.has(file)) rmSync(file);
  const folders = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isDirectory());
  const paths = folders.map(({ parentPath, name }) => path.join(parentPath, name));
  // The deepest first: what is empty once its folders are gone goes too.
  for (const folder of paths.sort().reverse()) if (readdirSync(folder).length === 0) rmdirSync(folder);
}

async function bundle(contexts: readonly BuildContext[], dist: string): Promise<void> {
  const results = await Promise.all(contexts.map((each) => each.rebuild()));
  const metafiles = results.map(({ metafile }) => metafile).filter((metafile) => metafile !== undefined);
  const copied = ['@vscode/codicons', ...VOCABULARY_SOURCES.map((source) => source.package)];
  writeNotices(path.join(dist, NOTICES), metafiles, copied);
  removeStale(dist, filesOf(metafiles, dist));
}

/** Absolute paths of all that a build writes. */
function filesOf(metafiles: readonly Metafile[], dist: string): Set<string> {
  return new Set([
    ...metafiles.flatMap(({ outputs }) => Object.keys(outputs)).map((file) => path.join(root, file)),
    ...CODICONS.map((name) => path.join(dist, 'webview', name)),
    ...vocabularyFiles().map((name) => path.join(dist, 'vocabularies', name)),
    path.join(dist, POCKET),
    path.join(dist, 'chunks', SENSE_BYTES),
    path.join(dist, NOTICES),
  ]);
}

async function start(build: ExtensionBuild): Promise<BuildContext[]> {
  buildTables();
  buildVocabularies();
  const folder = path.join(build.dist, 'vocabularies');
  if (folder !== VOCABULARY_FOLDER) cpSync(VOCABULARY_FOLDER, folder, { recursive: true });
  copyCodicons(build.dist);
  mkdirSync(path.join(build.dist, 'chunks'), { recursive: true });
  copyFileSync(path.join(root, 'generated', SENSE_BYTES), path.join(build.dist, 'chunks', SENSE_BYTES));
  copyFileSync(path.join(root, 'data/pocket', POCKET), path.join(build.dist, POCKET));
  const contexts = await Promise.all(bundles(build).map((options) => context(options)));
  try {
    await bundle(contexts, build.dist);
  } catch (error) {
    // Each keeps the process alive.
    await Promise.all(contexts.map((each) => each.dispose()));
    throw error;
  }
  return contexts;
}

/** @throws DataError when data/ has a bad entry; esbuild's error when the code does not bundle. */
export async function buildExtension(build: ExtensionBuild): Promise<void> {
  const contexts = await start(build);
  await Promise.all(contexts.map((each) => each.dispose()));
}

/** Builds, and again on every change of the sources or the data, until the process ends. @throws as buildExtension does. */
export async function watchExtension(build: ExtensionBuild): Promise<void> {
  const contexts = await start(build);
  await Promise.all(contexts.map((each) => each.watch()));
  onChange('data', () => {
    try {
      buildTables();
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  });
}

/** Runs `action` once, shortly after the last change below `folder`. */
function onChange(folder: string, action: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(action, 50);
  });
}
