import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

interface Layer {
  /** With the file of the same name beside it, where there is one. */
  readonly folder: string;
  /** Packages that it may import. */
  readonly packages: readonly RegExp[];
  /** Other folders of src that it may import. */
  readonly below: readonly string[];
}

const layers: readonly Layer[] = [
  { folder: 'src/core', packages: [/^valibot$/, /^openai(?:\/|$)/, /^(?:ignore|picomatch)$/], below: [] },
  {
    folder: 'src/webview',
    packages: [/^lit(?:\/|$)/, /^@vscode-elements\//, /^dompurify$/, /^marked$/],
    below: ['src/core'],
  },
  { folder: 'src/cli', packages: [/^node:/], below: ['src/core', 'generated'] },
];

const filesOf = (folder: string): string[] => [
  ...[`${folder}.ts`].filter((file) => existsSync(file)),
  ...readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.posix.join(folder, name.replaceAll('\\', '/'))),
];

/** What a source imports: statically, dynamically, for its types, for its side effects, by `require`. */
const importsOf = (source: string): string[] =>
  Array.from(
    source.matchAll(/\b(?:from\s*|import\s*\(\s*|import\s+|require\s*\(\s*)(['"])([^'"\n]+)\1/g),
    (match) => match[2]!,
  );

/** What is wrong with an import of a file of the layer; `undefined` when it is allowed. */
function offence({ folder, packages, below }: Layer, file: string, target: string): string | undefined {
  const allowed = target.startsWith('.')
    ? [folder, ...below].some((place) => path.posix.join(path.posix.dirname(file), target).startsWith(`${place}/`))
    : packages.some((pattern) => pattern.test(target));
  return allowed ? undefined : `${file} imports ${target}`;
}

describe('the layers', () => {
  it('run their unit tests where there is no vscode', async () => {
    assert.throws(() => void createRequire(import.meta.url)('vscode'), { code: 'MODULE_NOT_FOUND' });
    await assert.rejects(import('vscode'), { code: 'ERR_MODULE_NOT_FOUND' });
  });

  for (const layer of layers) {
    it(`${layer.folder} imports the packages and layers that it may, and nothing else`, () => {
      const files = filesOf(layer.folder);
      assert.ok(files.length > 4);
      const imports = files.flatMap((file) =>
        importsOf(readFileSync(file, 'utf8')).map((target) => [file, target] as const),
      );
      assert.ok(imports.length > 10);
      assert.deepEqual(
        imports.flatMap(([file, target]) => offence(layer, file, target) ?? []),
        [],
      );
    });
  }

  for (const [source, target] of [
    [`import { window } from 'vscode';`, 'vscode'],
    [`import type { Uri } from "vscode";`, 'vscode'],
    [`const fs = await import('node:fs');`, 'node:fs'],
    [`const fs = require('fs');`, 'fs'],
    [`import 'node:process';`, 'node:process'],
    [`export { x } from '../../editor/log';`, '../../editor/log'],
    [`import { glossary } from '../../../generated/glossary';`, '../../../generated/glossary'],
    [`import { x } from '../../core2/x';`, '../../core2/x'],
  ] as const) {
    it(`see an offence in ${source}`, () => {
      assert.deepEqual(importsOf(source), [target]);
      assert.notEqual(offence(layers[0]!, 'src/core/glossary/x.ts', target), undefined);
    });
  }

  for (const target of ['vscode', 'lit', '../editor/log', '../webview/host', '../worker/tokenWorker']) {
    it(`see an offence in an import of ${target} by the command line`, () => {
      assert.notEqual(offence(layers[2]!, 'src/cli/run.ts', target), undefined);
    });
  }

  it('see none in an import of their own', () => {
    assert.equal(offence(layers[0]!, 'src/core/glossary/x.ts', '../markdown'), undefined);
    assert.equal(offence(layers[1]!, 'src/webview/x.ts', '../core/playground/protocol'), undefined);
    assert.equal(offence(layers[2]!, 'src/cli.ts', '../generated/catalog'), undefined);
  });
});
