// Makes the start of the extension one CommonJS file, which VS Code reads and runs at once.
//
// Nothing comes between while a CommonJS file loads. An ES module is read, linked and run in several turns of the event loop,
// and each of them waits for what other extensions do meanwhile. Yet only ES modules can be split into chunks. So the build is
// one of ES modules, and here the entry and what it imports statically become one file. Where they were, late parts find the
// same names, taken from that file.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import type { BuildOptions, Metafile, OutputFile, Plugin } from 'esbuild';

type Outputs = Metafile['outputs'];

/** Outputs that `output` imports statically, itself the first. */
export function loadedWith(outputs: Outputs, output: string, found = new Set<string>()): Set<string> {
  if (found.has(output)) return found;
  found.add(output);
  for (const { path: next, kind, external } of outputs[output]?.imports ?? []) {
    if (kind === 'import-statement' && !external) loadedWith(outputs, next, found);
  }
  return found;
}

const mapComment = /\/\/# sourceMappingURL=\S+\s*$/;

/** The text of an output, with its source map in it where it has one. */
function withMap({ path: file, text }: OutputFile, files: readonly OutputFile[]): string {
  const map = files.find((other) => other.path === `${file}.map`);
  if (map === undefined) return text;
  const data = Buffer.from(map.contents).toString('base64');
  return text.replace(mapComment, `//# sourceMappingURL=data:application/json;base64,${data}\n`);
}

/** As an import statement of `importer` names `file`. */
function importPath(importer: string, file: string): string {
  const relative = path.relative(path.dirname(importer), file).replaceAll(path.sep, '/');
  return relative.startsWith('.') ? relative : `./${relative}`;
}

/** Outputs of the start by their absolute paths, the entry first. */
type Texts = ReadonlyMap<string, string>;

/** Gives `texts` to the build of `script`. Modules that they import by import() stay outside. */
const given = (texts: Texts, script: string): Plugin => ({
  name: 'given',
  setup(builder) {
    builder.onResolve({ filter: /^\./ }, ({ path: asked, kind, resolveDir }) => {
      const file = path.resolve(resolveDir, asked);
      return kind === 'dynamic-import' ? { path: importPath(script, file), external: true } : { path: file };
    });
    builder.onLoad({ filter: /./ }, ({ path: file }) => ({ contents: texts.get(file) ?? '' }));
  },
});

/**
 * An ES module is strict without saying so. A hundred modules import `vscode`, and for each that requires it VS Code finds out
 * who asks.
 */
const banner = "'use strict'; require = ((load, loaded) => (name) => (loaded[name] ??= load(name)))(require, {});";

interface Made {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: Metafile;
}

/** The script has the exports of the entry, and those of the other outputs in `part1`, `part2` and so on. */
function makeScript(texts: Texts, script: string, options: BuildOptions): Promise<Made> {
  const { absWorkingDir = process.cwd(), external = [], platform = 'node', target = 'esnext' } = options;
  const { minify = false, sourcemap = false, legalComments = 'none' } = options;
  const exported = [...texts.keys()].map(
    (file, index) =>
      `export *${index === 0 ? '' : ` as part${index}`} from ${JSON.stringify(importPath(script, file))};\n`,
  );
  return build({
    ...{ absWorkingDir, external, platform, target, minify, sourcemap, legalComments },
    bundle: true,
    format: 'cjs',
    outfile: script,
    metafile: true,
    write: false,
    stdin: { contents: exported.join(''), resolveDir: path.dirname(script) },
    plugins: [given(texts, script)],
    banner: { js: banner },
    logLevel: 'silent', // A failure here is an error of the build around it.
    logOverride: { 'empty-import-meta': 'error' },
  });
}

/**
 * Returns the text that replaces an output. `createRequire` finds the script that already runs, where an import would read
 * it again.
 */
function standIn(names: readonly string[], script: string, index: number): string {
  const taken = names.map((name, at) => `${name}: v${at}`).join(', ');
  const passedOn = names.map((name, at) => `v${at} as ${name}`).join(', ');
  return `import { createRequire } from 'node:module';
const start = createRequire(import.meta.url)(${JSON.stringify(script)});
const { ${taken} } = start${index === 0 ? '' : `.part${index}`};
export { ${passedOn} };
`;
}

/** Says in `outputs` what is in which file now. All their names are relative to the root. */
function describe(outputs: Outputs, start: Iterable<string>, script: string, made: Outputs): void {
  const inputs: Outputs[string]['inputs'] = {};
  for (const name of start) {
    const output = outputs[name]!;
    Object.assign(inputs, output.inputs);
    outputs[name] = { ...output, inputs: {}, imports: [{ path: script, kind: 'require-call' }] };
    Reflect.deleteProperty(outputs, `${name}.map`);
  }
  Object.assign(outputs, made);
  outputs[script] = { ...outputs[script]!, inputs };
}

/**
 * Puts `entry`, an output, and all that it imports statically into `script`. Both are relative to the output folder. Late
 * parts see the value that an export has when they load: lint forbids those that change.
 */
export function commonJsStart(entry: string, script: string): Plugin {
  return {
    name: 'common-js-start',
    setup(builder) {
      const { absWorkingDir: root = process.cwd(), outdir = '', write = true } = builder.initialOptions;
      const absolute = path.resolve(root, outdir, script);
      const nameOf = (file: string): string => path.relative(root, file).replaceAll(path.sep, '/');
      // Written below, so that nobody finds a file as it was before.
      Object.assign(builder.initialOptions, { write: false, metafile: true });
      builder.onEnd(async ({ errors, metafile, outputFiles = [] }) => {
        if (errors.length > 0) return;
        const { outputs } = metafile!;
        const start = loadedWith(outputs, nameOf(path.resolve(root, outdir, entry)));
        const fileOf = (name: string): OutputFile => outputFiles.find((file) => nameOf(file.path) === name)!;
        const texts = new Map([...start].map(fileOf).map((file) => [file.path, withMap(file, outputFiles)]));
        const made = await makeScript(texts, absolute, builder.initialOptions);
        const standIns = [...texts.keys()].flatMap((file, index) => {
          const { inputs, exports } = outputs[nameOf(file)]!;
          // Helpers of esbuild alone: they have no state, and what runs without the start needs them, too.
          if (Object.keys(inputs).length === 0) return [];
          return { path: file, contents: standIn(exports, importPath(file, absolute), index) };
        });
        const replaced = new Set(standIns.map(({ path: file }) => file));
        describe(outputs, [...replaced].map(nameOf), nameOf(absolute), made.metafile.outputs);
        if (!write) return;
        const late = outputFiles.filter((file) => !replaced.has(file.path.replace(/\.map$/, '')));
        for (const { path: file, contents } of [...late, ...made.outputFiles, ...standIns]) {
          mkdirSync(path.dirname(file), { recursive: true });
          writeFileSync(file, contents);
        }
      });
    },
  };
}
