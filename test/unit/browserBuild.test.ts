import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { build } from 'esbuild';

/** Bundles for a browser, which has no module of Node, and writes nothing. */
const bundle = (entryPoints: string[]) =>
  build({
    entryPoints,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    splitting: true,
    outdir: 'unused',
    write: false,
    logLevel: 'silent',
  });

describe('for a browser, without Node', () => {
  for (const [what, pattern] of [
    ['core', 'src/core/**/*.ts'],
    ['the tables', 'generated/*.ts'],
    ['the pages', 'src/webview/*/*{main,Main}.ts'],
  ] as const) {
    it(`${what} can be built`, async () => {
      const files = globSync(pattern).filter((file) => !file.endsWith('.d.ts'));
      assert.ok(files.length > 2);
      const { errors, outputFiles } = await bundle(files);
      assert.deepEqual(errors, []);
      assert.ok(outputFiles.length >= files.length);
    });
  }

  it('what needs Node cannot', async () => {
    await assert.rejects(bundle(['src/host/node/host.ts']), /Could not resolve "node:/);
  });
});
