// Measures the cost of finding model ids in processor time, so that other programs on the machine do not count.
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { catalog as catalogTable } from '../../generated/catalog';
import { lifecycle as lifecycleTable } from '../../generated/lifecycle';
import { withTempDir } from '../../scripts/vscode/tempDir';
import { createCatalog } from '../../src/core/catalog/catalog';
import { createLifecycle } from '../../src/core/catalog/lifecycle';
import { findModelIds } from '../../src/core/code/ids/findIds';
import { createModelNames } from '../../src/core/catalog/names/modelNames';
import { regionText } from '../../src/core/text/regions/regionText';
import { testDay } from '../support/models';

const names = createModelNames(createCatalog(catalogTable, testDay), createLifecycle(lifecycleTable));

/** The shortest of five times, in ms of processor time: the first ones are not compiled yet. */
async function cost(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 5; run++) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

async function ids(languageId: string, text: string): Promise<number> {
  return (await findModelIds(regionText(text, languageId), names, () => undefined))?.length ?? 0;
}

async function printText(title: string, languageId: string, text: string): Promise<void> {
  const megabytes = Buffer.byteLength(text) / 1e6;
  const scan = await cost(() => Array.from(names.scan(text)).length);
  const find = await cost(() => ids(languageId, text));
  const found = await ids(languageId, text);
  console.log(
    `  ${title}, ${megabytes.toFixed(1)} MB: scanned at ${(megabytes / (scan / 1000)).toFixed(0)} MB/s; ` +
      `${found} ids placed and judged in ${find.toFixed(0)} ms`,
  );
}

/** Ten thousand files, a tenth of them with ids, checked by the packaged command line. Seconds by the clock. */
async function printCommandLine(cli: string, code: readonly string[]): Promise<void> {
  await withTempDir((dir) => {
    for (let index = 0; index < 10_000; index++) {
      const folder = path.join(dir, 'src', String(index % 100));
      if (index < 100) mkdirSync(folder, { recursive: true });
      const id = index % 10 === 0 ? `\nask({ model: 'gpt-4' });\n` : '';
      writeFileSync(path.join(folder, `file${index}.ts`), `${code[index % code.length]}${id}`);
    }
    const start = performance.now();
    const { stdout } = spawnSync(process.execPath, [cli, 'models', 'check', '--json', dir], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    const seconds = (performance.now() - start) / 1000;
    const findings = (JSON.parse(stdout) as unknown[]).length;
    console.log(`  10,000 files by the command line: ${seconds.toFixed(1)} s by the clock, ${findings} findings`);
    return Promise.resolve();
  });
}

export async function printIdFigures(root: string, stage: string): Promise<void> {
  const read = (pattern: string) => globSync(path.join(root, pattern)).map((file) => readFileSync(file, 'utf8'));
  const code = read('{src,scripts,test}/**/*.ts');
  const types = read('node_modules/openai/**/*.d.ts').join('\n');
  await printText('TypeScript of this project', 'typescript', code.join('\n'));
  await printText('declarations of openai', 'typescript', types);
  await printText('prose of packages', 'python', read('node_modules/*/README.md').join('\n'));
  await printText('one line of ids', 'json', `[${'"gpt-4o",'.repeat(100_000)}""]`);
  await printText('everyday words', 'python', 'the command runs a command-line and o1\n'.repeat(25_000));
  await printCommandLine(path.join(stage, 'dist/cli.js'), code);
  const tables = [catalogTable, lifecycleTable].map((table) => gzipSync(JSON.stringify(table)).length / 1000);
  console.log(`  tables, compressed: catalog ${tables[0]?.toFixed(1)} kB, ends ${tables[1]?.toFixed(1)} kB`);
}
