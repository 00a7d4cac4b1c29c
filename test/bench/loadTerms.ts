// Measures the time until the first hover can be answered. Each run is a program of its own, so that reading and compiling the
// tables counts.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { SENSE_BYTES } from '../../scripts/tables';
import { withTempDir } from '../../scripts/vscode/tempDir';
import { shown, timesOf } from './times';

const runs = 15;

/** `dist/` holds the tables and what decides, bundled as the extension is. */
const script = (load: string, decide: string): string => `
const { tables } = await import(${JSON.stringify(load)});
const { decideAt } = await import(${JSON.stringify(decide)});
let [longest, last, isDone] = [0, performance.now(), false];
if (process.argv[2] === 'stretch') {
  const turn = () => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
    if (!isDone) setImmediate(turn);
  };
  await new Promise((resolve) => setImmediate(() => { turn(); resolve(); }));
}
const begin = performance.now();
const glossary = await tables.terms();
const loaded = performance.now() - begin;
const text = 'The model reads the prompt token by token. '.repeat(70);
const region = { kind: 'prose', language: 'markdown', start: 0, end: text.length };
const before = performance.now();
const found = decideAt({ text, languageId: 'markdown', head: text, regions: [region] }, glossary, 1_400 + text.slice(1_400).indexOf('token'));
const first = performance.now() - before;
if (!found) throw new Error('No term was found.');
await new Promise((resolve) => setImmediate(resolve));
isDone = true;
console.log(JSON.stringify({ loaded, first, longest }));
`;

interface Loaded {
  readonly loaded: number;
  readonly first: number;
  readonly longest: number;
}

/** Prints how long the tables take by the clock, the first decision behind them, and the longest stretch without a turn for others. */
export async function printLoadTimes(root: string): Promise<void> {
  await withTempDir(async (dir) => {
    const out = path.join(dir, 'dist');
    mkdirSync(out);
    await build({
      ...{ absWorkingDir: root, bundle: true, splitting: true, minify: true, format: 'esm', platform: 'node' },
      ...{ entryPoints: ['src/editor/shared/editorTables.ts', 'src/core/glossary/sense/decide.ts'], outbase: 'src' },
      ...{
        outdir: out,
        chunkNames: 'chunks/[name]-[hash]',
        outExtension: { '.js': '.mjs' },
        target: 'es2023',
        logLevel: 'error',
      },
      alias: { vscode: path.join(root, 'test/bench/vscode.ts') },
    });
    copyFileSync(path.join(root, 'generated', SENSE_BYTES), path.join(out, 'chunks', SENSE_BYTES));
    const url = (name: string): string => pathToFileURL(path.join(out, name)).href;
    const file = path.join(dir, 'load.mjs');
    writeFileSync(file, script(url('editor/shared/editorTables.mjs'), url('core/glossary/sense/decide.mjs')));
    const run = (...args: string[]): Loaded =>
      JSON.parse(execFileSync(process.execPath, [file, ...args], { encoding: 'utf8' })) as Loaded;
    const alone = Array.from({ length: runs }, () => run());
    const watched = Array.from({ length: runs }, () => run('stretch'));
    const times = (name: keyof Loaded): string => shown(timesOf(alone.map((each) => each[name])), 1);
    console.log(`  the glossary and its sense are loaded in ${times('loaded')}`);
    console.log(`  the first decision takes ${times('first')}`);
    console.log(`  the longest stretch of both is ${shown(timesOf(watched.map(({ longest }) => longest)), 1)}`);
  });
}
