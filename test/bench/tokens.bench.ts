// The token engine and its peers on the same texts in one run: `npm run bench`. Each contestant has a process of its own.
// Times are processor time unless they say otherwise, so that other programs on the machine do not count.
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildVocabularies } from '../../scripts/vocabularies';
import type { Figures } from './tokens/contest';
import { CONTESTANTS } from './tokens/contestants';

const OWN = 'this engine';
const root = path.resolve(import.meta.dirname, '../..');
const folder = path.join(root, 'dist', 'bench');

function bundle(entry: string, name: string): string {
  const outfile = path.join(folder, `${name}.mjs`);
  buildSync({
    entryPoints: [path.join(root, entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    minify: true,
  });
  return outfile;
}

function runNode(args: readonly string[]): string {
  const env = { ...process.env, BENCH_MODULES: path.join(root, 'node_modules') };
  const result = spawnSync(process.execPath, ['--expose-gc', ...args], { encoding: 'utf8', env, maxBuffer: 1e8 });
  if (result.status !== 0) throw new Error(`${args.join(' ')} failed:\n${result.stderr}`);
  return result.stdout;
}

function printTable(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  ');
  console.log(`\n${title}\n${line(heads)}`);
  for (const row of rows) console.log(line(row));
}

/** How many times as fast as a contestant this engine is, for the same vocabulary. */
function ownFor(name: string, all: ReadonlyMap<string, Figures>): Figures {
  return all.get(name.endsWith('llama3') ? 'this engine, llama3' : OWN)!;
}

const PASSES = [
  ['first', 'the first time'],
  ['firstByClock', 'the first time by the clock, which other programs slow down'],
  ['warm', 'again (median)'],
] as const;

function printSpeed(all: ReadonlyMap<string, Figures>): void {
  const titles = Object.keys(all.get(OWN)!.speed);
  for (const [pass, what] of PASSES) {
    const rows = [...all].map(([name, { speed }]) => [
      name,
      ...titles.map((title) => {
        const own = ownFor(name, all).speed[title]!;
        const ratio = own[pass] / speed[title]![pass];
        const differs = own.tokens === speed[title]!.tokens ? '' : ' (other count)';
        return `${speed[title]![pass].toFixed(1)} (${ratio.toFixed(1)}x)${differs}`;
      }),
    ]);
    printTable(
      `MB of UTF-8 a second, ${what}; in brackets: times as fast as that is this engine`,
      ['', ...titles],
      rows,
    );
  }
}

function printRuns(all: ReadonlyMap<string, Figures>): void {
  const titles = Object.keys(all.get(OWN)!.runs);
  const rows = [...all].map(([name, { runs }]) => [
    name,
    ...titles.map((title) => {
      const { ms, isExtrapolated } = runs[title]!;
      return `${isExtrapolated ? '~' : ''}${ms < 10_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(0)} s`}`;
    }),
  ]);
  printTable('1,000,000 characters of one class (~: extrapolated from a shorter run)', ['', ...titles], rows);
}

mkdirSync(folder, { recursive: true });
const { vocabularies } = buildVocabularies();
bundle('src/core/tokens/engine/loadEncoding.ts', 'engine');
const contest = bundle('test/bench/tokens/contest.ts', 'contest');
const only = process.argv[2]?.split(',');
const figures = new Map<string, Figures>();
for (const name of Object.keys(CONTESTANTS)) {
  if (only && !only.includes(name)) continue;
  figures.set(name, JSON.parse(runNode([contest, name])) as Figures);
}
printSpeed(figures);
printTable(
  'Load to first count, and memory after counting these texts',
  ['', 'load ms', 'heap MB', 'outside MB'],
  [...figures].map(([name, { loadMs, heapMB, externalMB }]) => [
    name,
    ...[loadMs, heapMB, externalMB].map((value) => value.toFixed(0)),
  ]),
);
printRuns(figures);
console.log('\nA document under edits, o200k_base');
console.log(runNode([bundle('test/bench/tokens/documents.ts', 'documents')]));
const mb = (bytes: number): string => (bytes / 1e6).toFixed(2);
printTable(
  'Vocabularies',
  ['', 'MB', 'MB in the VSIX'],
  [
    ...vocabularies.map(({ file, bytes, deflated }) => [file, mb(bytes), mb(deflated)]),
    [
      'all',
      mb(vocabularies.reduce((sum, { bytes }) => sum + bytes, 0)),
      mb(vocabularies.reduce((sum, { deflated }) => sum + deflated, 0)),
    ],
  ],
);
