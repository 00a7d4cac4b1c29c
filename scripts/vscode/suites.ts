import { copyFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { SENSE_BYTES } from '../tables';
import { SetupError, root } from './paths';
import { laterScenarios, scenarios } from './scenarios';
import { filesOfShare } from './shares';
import type { Share } from './shares';
import { testStage } from './testStage';

const sources = path.join(root, 'test/editor');

/**
 * Where the bundled suites are. Inside the extension under test, because VS Code gives each extension an API object of its
 * own, and tests that replace a function of it have to replace the extension's. Inside the repository, so that imports of
 * packages resolve as they do in the sources.
 */
const bundles = path.join(testStage, 'editor-tests');

/** The module that VS Code loads and whose run() it calls. */
export const suiteEntry = path.join(bundles, 'index.mjs');

const list = (pattern: string): string[] => globSync(pattern, { cwd: sources }).sort();

/** @throws SetupError when a pattern of a scenario matches nothing, or a test file belongs to no scenario: neither would ever run. */
function checkPatterns(): void {
  const patterns = [...scenarios, ...laterScenarios].flatMap((scenario) => scenario.phases);
  const empty = patterns.filter((pattern) => list(pattern).length === 0);
  if (empty.length > 0) throw new SetupError(`No test file in test/editor matches ${empty.join(', ')}.`);
  const covered = new Set(patterns.flatMap(list));
  const orphans = list('**/*.test.ts').filter((file) => !covered.has(file));
  if (orphans.length > 0) {
    throw new SetupError(`No scenario in scripts/vscode/scenarios.ts runs test/editor/${orphans.join(', ')}.`);
  }
}

/** Bundles the entry and every test file below test/editor. @throws SetupError, and esbuild's own error after printing it. */
export async function bundleSuites(): Promise<void> {
  checkPatterns();
  await build({
    absWorkingDir: root,
    entryPoints: ['index.ts', ...list('**/*.{test,bench}.ts')].map((file) => path.join(sources, file)),
    outbase: sources,
    outdir: bundles,
    // Files that both hosts load as ES modules whatever package.json is near.
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // One copy of what test files share: the client of the bridge reads its address once.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'es2023',
    packages: 'external',
    external: ['vscode'],
    logLevel: 'warning',
  });
  // The bundle reads it from beside itself.
  copyFileSync(path.join(root, 'generated', SENSE_BYTES), path.join(bundles, SENSE_BYTES));
}

/** Cost of a test on screen beside its lines, as it waits for the window. In UTF-16 code units, fitted to a whole run. */
const onScreenCost = 2_000;

/** Tests that do more take more lines, on the whole. Those that end with `@deep` run elsewhere. */
function costOf(file: string): number {
  const text = readFileSync(path.join(sources, file), 'utf8');
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const [tests, onScreen] = [count(/\b(?:onScreen|it)\(/g), count(/\bonScreen\(/g)];
  return (text.length + onScreen * onScreenCost) * Math.max(0, 1 - count(/ @deep\b/g) / tests);
}

/** The bundled test files that `pattern` (below test/editor) stands for. */
export function suiteFiles(pattern: string, share: Share = { index: 0, of: 1 }): string[] {
  return filesOfShare(list(pattern), costOf, share).map((file) => {
    const bundle = path.join(bundles, file.replace(/\.ts$/, '.mjs'));
    if (!existsSync(bundle)) throw new Error(`${bundle} was not bundled.`);
    return bundle;
  });
}
