import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { BuildOptions, Metafile } from 'esbuild';
import { bundles } from '../../../scripts/buildExtension';
import { maxFilesAtStart } from '../../../scripts/packaging/startScripts';
import { startBundle } from '../../../scripts/startBundle';

/** Outputs that `output` imports statically, itself included. */
function loadedWith({ outputs }: Metafile, output: string, seen = new Set<string>()): Set<string> {
  if (seen.has(output)) return seen;
  seen.add(output);
  for (const { path: next, kind, external } of outputs[output]?.imports ?? []) {
    if (kind === 'import-statement' && !external) loadedWith({ inputs: {}, outputs }, next, seen);
  }
  return seen;
}

/** Sources whose code is in more than one output. */
function bundledTwice({ outputs }: Metafile): string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  return files.filter((file, index) => !file.startsWith('from-start:') && files.indexOf(file) !== index);
}

describe('the bundle of the start', () => {
  for (const production of [true, false]) {
    it(`is the whole start in a few files, and nothing is bundled again (${production ? 'packaged' : 'with source maps'})`, async () => {
      const [extension] = bundles({ dist: path.join(tmpdir(), 'not-written'), production });
      const { metafile } = await build({ ...extension, metafile: true, write: false, logLevel: 'silent' });
      const start = Object.keys(metafile.outputs).find((file) => path.basename(file) === 'extension.js');
      const files = loadedWith(metafile, start ?? '');
      assert.ok(files.size <= maxFilesAtStart, [...files].join('\n'));
      assert.ok(Object.keys(metafile.outputs).length > files.size, 'nothing is left for later');
      assert.deepEqual(bundledTwice(metafile), []);
    }).timeout(60_000);
  }

  describe('of three modules that share a fourth', () => {
    let folder: string;
    before(() => (folder = mkdtempSync(path.join(tmpdir(), 'start-bundle-'))));
    after(() => rmSync(folder, { recursive: true }));

    async function bundle(options: BuildOptions): Promise<Metafile> {
      const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
      mkdirSync(path.join(folder, 'src'), { recursive: true });
      write('package.json', '{ "type": "module" }');
      write(
        'src/shared.ts',
        'export class Shared {}\nexport default 7;\nexport let count = 0;\nexport const add = () => ++count;\n',
      );
      write(
        'src/onlyLate.ts',
        `import seven, { Shared, count } from './shared';\nexport const now = () => [new Shared(), count, seven];\n`,
      );
      write('src/late.ts', `export { now } from './onlyLate';\nexport { Shared } from './shared';\n`);
      write('src/later.ts', `import { now } from './onlyLate';\nexport const later = now;\n`);
      write(
        'src/main.ts',
        `import { Shared, add } from './shared';
         add();
         export const load = async () => [Shared, await import('./late'), await import('./later'), await import('./shared')];`,
      );
      const result = await build({
        ...{ absWorkingDir: folder, bundle: true, splitting: true, format: 'esm', platform: 'node', metafile: true },
        ...{ entryPoints: { main: 'src/main.ts' }, outdir: path.join(folder, 'dist') },
        ...{ chunkNames: 'chunks/[name]-[hash]', sourcemap: 'linked', plugins: [startBundle('src/main.ts')] },
        ...options,
      });
      return result.metafile!;
    }

    for (const minify of [false, true]) {
      it(`gives late parts the classes and the state of the start${minify ? ', minified' : ''}`, async () => {
        const metafile = await bundle({ minify, outdir: path.join(folder, `dist${String(minify)}`) });
        const main = path.join(folder, `dist${String(minify)}/main.js`);
        assert.deepEqual([...loadedWith(metafile, `dist${String(minify)}/main.js`)], [`dist${String(minify)}/main.js`]);
        assert.ok(readdirSync(path.join(path.dirname(main), 'chunks')).length >= 2);
        const { load } = (await import(pathToFileURL(main).href)) as { load: () => Promise<unknown[]> };
        const [Shared, late, later, shared] = (await load()) as [
          new () => object,
          { Shared: unknown; now: () => unknown[] },
          { later: () => unknown[] },
          { Shared: unknown; add: () => number },
        ];
        assert.equal(late.Shared, Shared);
        assert.equal(shared.Shared, Shared);
        shared.add();
        const [made, count, seven] = later.later();
        assert.ok(made instanceof Shared);
        assert.deepEqual([count, seven], [2, 7]);
        assert.equal(late.now, later.later);
      });
    }
  });
});
