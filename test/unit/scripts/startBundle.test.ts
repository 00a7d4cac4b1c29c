import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import type { Metafile } from 'esbuild';
import { commonJsStart } from '../../../scripts/commonJsStart';
import { startBundle } from '../../../scripts/startBundle';
import { loadedBy } from '../../support/outputs';

// Of the extension itself: test/deep/startBundle.test.ts.
describe('the bundle of the start', () => {
  describe('of modules that share others', () => {
    let folder: string;
    const write = (name: string, text: string): void => {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    };
    beforeEach(() => {
      folder = mkdtempSync(path.join(tmpdir(), 'start-bundle-'));
      write('package.json', '{ "type": "module" }');
      write('node_modules/pack/index.js', 'export class Packed {}\nexport const left = () => "left out";\n');
      write(
        'src/shared.ts',
        `export class Shared {}
         export default 7;
         let count = 0;
         export const add = () => ++count;`,
      );
      write(
        'src/onlyLate.ts',
        `import seven, { Shared, add } from './shared';
         import { Packed } from 'pack';
         export const now = () => [new Shared(), add(), seven, Packed];`,
      );
      write('src/late.ts', `export { now } from './onlyLate';\nexport { Shared } from './shared';\n`);
      write('src/later.ts', `import { now } from './onlyLate';\nexport const later = now;\n`);
      write(
        'src/main.ts',
        `import { Packed } from 'pack';
         import { Shared, add } from './shared';
         add();
         export const load = async () =>
           [Shared, Packed, await import('./late'), await import('./later'), await import('./shared')];`,
      );
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    async function bundle(minify: boolean, others: Readonly<Record<string, string>> = {}): Promise<Metafile> {
      const { metafile } = await build({
        ...{ absWorkingDir: folder, bundle: true, splitting: true, format: 'esm', platform: 'node', metafile: true },
        ...{ entryPoints: { 'chunks/start': 'src/main.ts', ...others }, outdir: path.join(folder, 'dist'), minify },
        ...{ chunkNames: 'chunks/[name]-[hash]', sourcemap: 'linked', logLevel: 'silent', external: ['vscode'] },
        plugins: [startBundle('src/main.ts', './start.js'), commonJsStart('chunks/start.js', 'main.cjs')],
      });
      return metafile;
    }

    const main = (): string => path.join(folder, 'dist/main.cjs');

    for (const minify of [false, true]) {
      it(`gives late parts the classes and the state of the start${minify ? ', minified' : ''}`, async () => {
        assert.deepEqual(loadedBy(await bundle(minify), 'dist/main.cjs'), []);
        const { load } = createRequire(import.meta.url)(main()) as { load: () => Promise<unknown[]> };
        const [Shared, Packed, late, later, shared] = (await load()) as [
          new () => object,
          unknown,
          { Shared: unknown; now: () => unknown[] },
          { later: () => unknown[] },
          { Shared: unknown; add: () => number },
        ];
        assert.equal(late.Shared, Shared);
        assert.equal(shared.Shared, Shared);
        shared.add();
        const [made, count, seven, packed] = later.later();
        assert.ok(made instanceof Shared);
        assert.equal(packed, Packed);
        assert.deepEqual([count, seven], [3, 7]);
        assert.equal(late.now, later.later);
      });
    }

    describe('beside what runs without it', () => {
      const others = { alone: 'src/alone/entry.ts' };
      beforeEach(() => {
        write('generated/table.ts', 'export const table = ["the table"];\n');
        write('src/later.ts', `import { table } from '../generated/table';\nexport const later = () => table;\n`);
        write(
          'src/alone/entry.ts',
          `import { add } from '../shared';
           import { Packed } from 'pack';
           export const count = add();
           export const load = async () => [Packed, (await import('../later')).later()];`,
        );
      });

      it('gives that its own copy of what is written here, and one of tables and packages for all', async () => {
        write(
          'src/main.ts',
          `import { commands } from 'vscode';\nexport const load = () => [commands, import('./later')];\n`,
        );
        const { outputs } = await bundle(true, others);
        const { count, load } = (await import(path.join(folder, 'dist/alone.js'))) as {
          count: number;
          load: () => Promise<unknown[]>;
        };
        assert.equal(count, 1);
        assert.deepEqual((await load())[1], ['the table']);
        const having = (source: string): number =>
          Object.values(outputs).filter(({ inputs }) => source in inputs).length;
        assert.deepEqual(['generated/table.ts', 'node_modules/pack/index.js'].map(having), [1, 1]);
        assert.deepEqual(['src/later.ts', 'src/later.ts?for=src/alone'].map(having), [1, 1]);
      });

      it('gives that packages of the start again, as those are in the file of the start', async () => {
        const { outputs } = await bundle(true, others);
        const { load } = (await import(path.join(folder, 'dist/alone.js'))) as { load: () => Promise<unknown[]> };
        assert.equal(typeof (await load())[0], 'function');
        assert.ok(Object.values(outputs).some(({ inputs }) => 'node_modules/pack/index.js?for=src/alone' in inputs));
      });

      it('refuses that where it needs VS Code', async () => {
        write(
          'src/shared.ts',
          `import { env } from 'vscode';\nexport const add = () => env.language;\nexport class Shared {}\n`,
        );
        write('src/main.ts', `export const load = () => import('./shared');\n`);
        await assert.rejects(bundle(false, others), /src\/shared\.ts needs VS Code, and runs where there is none/);
      });
    });

    it('leaves out what nobody uses of a package', async () => {
      await bundle(true);
      assert.doesNotMatch(readFileSync(main(), 'utf8'), /left out/);
    });

    it('says in its metafile what it has written', async () => {
      const named = Object.keys((await bundle(false)).outputs).sort();
      const written = readdirSync(path.join(folder, 'dist'), { recursive: true, withFileTypes: true });
      const files = written.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
      assert.deepEqual(named, files.map((file) => path.relative(folder, file).replaceAll(path.sep, '/')).sort());
    });

    it('leads from the one file to the sources', async () => {
      await bundle(true);
      const { sources } = JSON.parse(readFileSync(`${main()}.map`, 'utf8')) as { sources: string[] };
      for (const name of ['main', 'shared']) assert.ok(sources.includes(`../src/${name}.ts`), sources.join());
    });

    it('is strict as an ES module, and asks once for what all its modules import from VS Code', async () => {
      const isStrict = '(function () { return this === undefined; })()';
      write('src/shared.ts', `import { env } from 'vscode';\nexport const language = () => env.language;\n`);
      write(
        'src/main.ts',
        `import { env } from 'vscode';
         import { language } from './shared';
         export const answer = [env.language, language(), ${isStrict}];`,
      );
      await bundle(false);
      const asked: string[] = [];
      const load = (name: string): unknown => (asked.push(name), { env: { language: 'en' } });
      const module = { exports: {} as { answer?: unknown } };
      // As Node runs a CommonJS file.
      const run = compileFunction(readFileSync(main(), 'utf8'), ['require', 'module']) as (
        ...values: unknown[]
      ) => void;
      run(load, module);
      assert.deepEqual(module.exports.answer, ['en', 'en', true]);
      assert.deepEqual(asked, ['vscode']);
    });

    it('is not made where the start would need what only an ES module has', async () => {
      write('src/main.ts', 'export const here = import.meta.url;');
      await assert.rejects(bundle(false), /import\.meta/);
      write('src/main.ts', 'export const later = await Promise.resolve(1);');
      await assert.rejects(bundle(false), /[Tt]op-level await/);
    });
  });
});
