// What finding terms costs: processor time, so that other programs on the machine do not count.
import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { withTempDir } from '../../scripts/vscode/tempDir';
import { tables } from '../../src/editor/services/tables';
import { decideAll, decideAt } from '../../src/core/glossary/decide';
import type { Glossary } from '../../src/core/glossary/decide';
import { readStretch, stretchAround } from '../../src/core/glossary/documentText';
import type { TermDocument } from '../../src/core/glossary/documentText';
import { TermFinder } from '../../src/core/glossary/finder';
import { senseReach } from '../../src/core/glossary/sense/reach';
import { readTermText } from '../../src/core/glossary/termText';
import type { TermText } from '../../src/core/glossary/termText';
import { Regions } from '../../src/core/regions/regions';
import { finish } from '../support/finish';

/** The shortest of nine times, in ms of processor time: the first ones are not compiled yet. */
function cost(work: () => unknown): number {
  const times: number[] = [];
  for (let run = 0; run < 9; run++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

const million = 1_000_000;

/** A text of a million code units, in one piece of memory as those of documents are. */
const ofLength = (text: string): string =>
  Buffer.from(text.repeat(Math.ceil(million / text.length)).slice(0, million), 'utf16le').toString('utf16le');

function printText(title: string, languageId: string, sample: string, glossary: Glossary): void {
  const text: TermText = finish(readTermText(ofLength(sample), languageId));
  const megabytes = Buffer.byteLength(text.text) / 1e6;
  const find = cost(() => Array.from(new TermFinder(glossary.index.tree, text).find(0, text.text.length)));
  const decide = cost(() => finish(decideAll(text, glossary)));
  const found = finish(decideAll(text, glossary)).length;
  const speed = (ms: number): string => `${(megabytes / (ms / 1000)).toFixed(0)} MB/s`;
  console.log(
    `  ${title}, ${megabytes.toFixed(1)} MB: found at ${speed(find)} (${find.toFixed(0)} ms), ` +
      `decided at ${speed(decide)} (${decide.toFixed(0)} ms), ${found} decisions`,
  );
}

/** A hover in the middle of 10 MB that were read, by the clock: the median of a thousand. */
function printHover(title: string, text: string, glossary: Glossary): void {
  const lines = text.split('\n');
  const line = (index: number): string => lines[index] ?? '';
  const regions = new Regions('markdown', { lineCount: lines.length, line });
  finish(regions.prepare());
  const document: TermDocument = {
    ...{ languageId: 'markdown', path: '/a.md', lineCount: lines.length, eolLength: 1 },
    line,
  };
  const middle = lines.length >> 1;
  const times = Array.from({ length: 1_000 }, (_, run) => {
    const start = performance.now();
    const at = Math.min(middle + run, lines.length - 1);
    const place = { line: at, character: (line(at).length >> 1) + (lines.length > 1 ? 0 : run) };
    const stretch = stretchAround(document, place, senseReach);
    decideAt(finish(readStretch(document, stretch, regions)), glossary, senseReach);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  console.log(`  a place in ${title}: ${times[500]!.toFixed(2)} ms, at most ${times.at(-1)!.toFixed(2)} ms`);
}

/** In a program of its own, bundled: compiling and reading the tables counts. */
async function printLoadTime(root: string): Promise<void> {
  await withTempDir(async (dir) => {
    const out = path.join(dir, 'dist');
    mkdirSync(out);
    await build({
      ...{ absWorkingDir: root, bundle: true, splitting: true, minify: true, format: 'esm', platform: 'node' },
      ...{ entryPoints: ['src/editor/services/tables.ts'], outdir: out, logLevel: 'error' },
      outExtension: { '.js': '.mjs' },
    });
    const script = path.join(dir, 'load.mjs');
    const lines = [
      `const { tables } = await import(${JSON.stringify(pathToFileURL(path.join(out, 'tables.mjs')).href)});`,
      'const start = performance.now();',
      'await tables.terms();',
      'console.log(performance.now() - start);',
    ];
    writeFileSync(script, lines.join('\n'));
    const times = Array.from({ length: 9 }, () =>
      Number(execFileSync(process.execPath, [script], { encoding: 'utf8' })),
    );
    console.log(`  the glossary and its sense are loaded in ${Math.min(...times).toFixed(1)} ms by the clock`);
  });
}

export async function printTermFigures(root: string): Promise<void> {
  const glossary = await tables.terms();
  const read = (pattern: string) =>
    globSync(path.join(root, pattern))
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
  const prose = read('node_modules/*/README.md');
  printText('prose of packages', 'markdown', prose, glossary);
  printText('prose of this project', 'markdown', read('*.md'), glossary);
  printText('the text of the glossary', 'markdown', read('data/glossary/*.yml'), glossary);
  printText('TypeScript of this project', 'typescript', read('src/**/*.ts'), glossary);
  printText('one word without a blank', 'markdown', 'context', glossary);
  printText('hyphens', 'markdown', 'context-', glossary);
  printText('marks of Markdown', 'markdown', 'context **_ [`', glossary);
  printHover('10 MB of lines', prose.repeat(Math.ceil((10 * million) / prose.length)), glossary);
  printHover('one line of 10 MB', 'One line with a context window. '.repeat(320_000), glossary);
  await printLoadTime(root);
}
