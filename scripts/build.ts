// Builds dist/: the extension, the token worker and the playground page. --watch rebuilds on change, --production minifies.
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, watch } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { context } from 'esbuild';
import type { BuildOptions } from 'esbuild';
import { writeNotices } from './notices';
import { buildTables } from './tables';
import { buildVocabularies } from './vocabularies';
import { VOCABULARY_SOURCES } from './vocabularies/sources';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const production = process.argv.includes('--production');
const watching = process.argv.includes('--watch');

const shared: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  target: 'es2023',
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'info',
  logOverride: { 'import-is-undefined': 'error' },
  legalComments: 'none', // scripts/notices.ts collects the licences.
  metafile: true,
};

// `splitting` makes every dynamic import() a file of its own: what loads at start stays small.
const builds: BuildOptions[] = [
  {
    ...shared,
    entryPoints: ['src/extension.ts'],
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    platform: 'node',
    external: ['vscode'],
    splitting: true,
  },
  {
    ...shared,
    entryPoints: ['src/worker/tokenWorker.ts'],
    outdir: 'dist/worker',
    chunkNames: '[name]-[hash]',
    platform: 'node',
    splitting: true,
  },
  { ...shared, entryPoints: ['src/cli.ts'], outdir: 'dist', platform: 'node' },
  { ...shared, entryPoints: { playground: 'src/webview/main.ts' }, outdir: 'dist/webview', platform: 'browser' },
];

/** The icon font of VS Code, for the page. */
function copyCodicons(): void {
  const from = path.dirname(createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'));
  mkdirSync(path.join(root, 'dist/webview'), { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) {
    copyFileSync(path.join(from, name), path.join(root, 'dist/webview', name));
  }
}

/** Runs `action` once, shortly after the last change below `folder`. */
function onChange(folder: string, action: () => void): void {
  let timer: NodeJS.Timeout | undefined;
  watch(path.join(root, folder), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(action, 50);
  });
}

/** The vocabularies stay: they take seconds to build, and change with their packages only. */
function emptyDist(): void {
  const dist = path.join(root, 'dist');
  for (const name of existsSync(dist) ? readdirSync(dist) : []) {
    if (name !== 'vocabularies') rmSync(path.join(dist, name), { recursive: true });
  }
}

/** @throws DataError when data/ has a bad entry; esbuild's error when the code does not bundle. */
export async function build(): Promise<void> {
  emptyDist();
  buildTables();
  buildVocabularies();
  copyCodicons();
  const contexts = await Promise.all(builds.map((options) => context(options)));
  if (watching) {
    await Promise.all(contexts.map((each) => each.watch()));
    onChange('data', () => {
      try {
        buildTables();
      } catch (error) {
        console.error(error instanceof Error ? error.message : error);
      }
    });
    return;
  }
  const results = await Promise.all(contexts.map((each) => each.rebuild()));
  await Promise.all(contexts.map((each) => each.dispose()));
  const metafiles = results.map(({ metafile }) => metafile).filter((metafile) => metafile !== undefined);
  const copied = ['@vscode/codicons', ...VOCABULARY_SOURCES.map((source) => source.package)];
  writeNotices(path.join(root, 'dist/ThirdPartyNotices.txt'), metafiles, copied);
}

try {
  await build();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
