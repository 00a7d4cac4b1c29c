import assert from 'node:assert/strict';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { BuildResult, Metafile } from 'esbuild';
import { bundles } from '../../scripts/buildExtension';
import { START_SCRIPT } from '../../scripts/packaging/startScripts';
import { loadedBy } from '../support/outputs';

/** Sources whose code is in more than one output. */
function bundledTwice({ outputs }: Metafile): string[] {
  const files = Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  return files.filter((file, index) => !file.startsWith('from-start:') && files.indexOf(file) !== index);
}

/** Outputs that `output` can load, now or later. */
function reached({ outputs }: Metafile, output: string, found = new Set<string>()): Set<string> {
  if (found.has(output)) return found;
  found.add(output);
  for (const { path: next } of outputs[output]?.imports ?? []) reached({ outputs } as Metafile, next, found);
  return found;
}

let made: Promise<Metafile> | undefined;
/** Builds the extension as it is packaged, once for all tests, without writing it. */
function ourBuild(): Promise<Metafile> {
  const [extension] = bundles({ dist: path.join(tmpdir(), 'not-written'), production: true });
  made ??= build({ ...extension, write: false, logLevel: 'silent' }).then(metafileOf);
  return made;
}
const metafileOf = ({ metafile }: BuildResult): Metafile => metafile!;

/** The start's file, what chunks call it, and what it needs itself. */
const ofTheStart = [START_SCRIPT, 'start.js', 'vscode'];

describe('the bundle of the start', () => {
  it('is the whole start in one file, and nothing is bundled again', async () => {
    const metafile = await ourBuild();
    const start = Object.keys(metafile.outputs).find((file) => path.basename(file) === START_SCRIPT) ?? '';
    const others = loadedBy(metafile, start).filter((name) => name !== 'vscode' && !isBuiltin(name));
    assert.deepEqual(others, []);
    const { imports } = metafile.outputs[start]!;
    assert.ok(
      imports.some(({ kind }) => kind === 'dynamic-import'),
      'nothing is left for later',
    );
    assert.deepEqual(bundledTwice(metafile), []);
  }).timeout(60_000);

  it('is nothing that the command line or a worker can reach, which run without VS Code', async () => {
    const metafile = await ourBuild();
    const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint?.includes('?for='));
    assert.ok(entries.length > 5);
    for (const [entry] of entries) {
      const names = [...reached(metafile, entry)].map((file) => path.basename(file));
      assert.deepEqual(
        ofTheStart.filter((name) => names.includes(name)),
        [],
        entry,
      );
    }
    // A table and a large package are built once for all.
    for (const source of ['generated/catalog.ts', 'node_modules/openai/client.mjs']) {
      const outputs = Object.entries(metafile.outputs).filter(([, { inputs }]) => source in inputs);
      assert.equal(outputs.length, 1, source);
      const [[file]] = outputs as [[string, unknown]];
      assert.ok(
        entries.some(([entry]) => reached(metafile, entry).has(file)),
        source,
      );
    }
  }).timeout(60_000);
});
