import assert from 'node:assert/strict';
import path from 'node:path';
import ts from 'typescript';
import { nodeGlobals } from '../support/nodeGlobals';

/** Sources that the compiler needs for several layers. Each is read only once. */
const readSources = new Map<string, ts.SourceFile | undefined>();

/** Returns the errors of the compiler in each of `codes`, compiled as a file of that layer. */
function compilerErrors(folder: string, codes: readonly string[]): string[][] {
  const probes = new Map(codes.map((code, at) => [path.resolve(folder, `probe${at}.ts`), code]));
  const config = ts.getParsedCommandLineOfConfigFile(path.join(folder, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => assert.fail(JSON.stringify(problem.messageText)),
  });
  assert.ok(config);
  const disk = ts.createCompilerHost(config.options);
  const probeOf = (file: string): string | undefined => probes.get(path.resolve(file));
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => probeOf(file) !== undefined || disk.fileExists(file),
    readFile: (file) => probeOf(file) ?? disk.readFile(file),
    getSourceFile: (file, options, ...rest) => {
      const code = probeOf(file);
      if (code !== undefined) return ts.createSourceFile(file, code, options);
      const key = JSON.stringify([path.resolve(file), options]);
      if (!readSources.has(key)) readSources.set(key, disk.getSourceFile(file, options, ...rest));
      return readSources.get(key);
    },
  };
  // With all files of the layer: what one of them brings along is there for all.
  const { projectReferences } = config;
  const program = ts.createProgram({
    rootNames: [...config.fileNames, ...probes.keys()],
    options: config.options,
    host,
    ...(projectReferences && { projectReferences }),
  });
  return [...probes.keys()].map((probe) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(probe))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}

describe('the compiler', () => {
  for (const [folder, forbidden] of [
    ['src/core', [...nodeGlobals, 'document.title;']],
    ['src/host', [...nodeGlobals, 'document.title;']],
    ['src/host/browser', nodeGlobals],
    ['src/webview', nodeGlobals],
    ['src/worker', ['document.title;']],
    ['src/cli', ['document.title;']],
    ['src/mcp', ['document.title;']],
    ['src/editor', ['document.title;']],
  ] as const) {
    it(`does not know in ${folder}: ${forbidden.join(' ')} @deep`, () => {
      const fine = "export const x: string = 'x';";
      const [allowed, ...errors] = compilerErrors(folder, [fine, ...forbidden.map((code) => `${code} export {};`)]);
      assert.deepEqual(allowed, []);
      assert.equal(errors.length, forbidden.length);
      errors.forEach((found, at) => assert.notDeepEqual(found, [], forbidden[at]));
    });
  }
});
