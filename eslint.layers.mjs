// The house as a table: which files stand where, what they may import, which globals they have. eslint.config.mjs makes
// lint errors of it, test/unit/layers.test.ts tries each of them out, and CONTRIBUTING.md says it in words.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import globals from 'globals';

const root = import.meta.dirname;

/** What core may use of its host: the names that src/core/platform.d.ts declares, and no others. */
const platform = Object.fromEntries(
  Array.from(
    readFileSync(path.join(root, 'src/core/platform.d.ts'), 'utf8').matchAll(
      /^(?:declare (?:class|function|const)|interface|type) (\w+)/gm,
    ),
    ([, name]) => [name, 'readonly'],
  ),
);

const node = { ...globals.nodeBuiltin, NodeJS: 'readonly' };
/** What Node and a browser both have: the rest is behind the host. `Thenable` is a type that @types/vscode makes global. */
const editor = { ...globals['shared-node-browser'], Thenable: 'readonly' };

/** The folders of core in their order: each may import those before it. */
const coreOrder = [
  'base',
  'rpc',
  'regions',
  'catalog',
  'modelIds',
  'calls',
  'glossary',
  'guide',
  'search',
  'pages',
  'tokens',
  'chat',
  'prompts',
  'playground',
  'evals',
  'pocket',
  'lab',
].map((name) => `src/core/${name}`);

const corePackages = ['valibot'];
/** What one folder of core may use besides. */
const packagesOf = {
  'src/core/search': ['@leeoniya/ufuzzy'],
  'src/core/modelIds': ['yaml', 'jsonc-parser'],
  'src/core/glossary': ['yaml'],
};

/**
 * `place`: a folder, or a single file; `*` stands for one folder. `below`: the places that it may import besides itself.
 * `packages`: a name stands for what is inside the package too. `globals`: undefined where the compiler alone decides.
 * The first place that fits a file is its own.
 */
export const layers = [
  { place: 'src/core/platform.d.ts', below: [], packages: [], globals: platform },
  ...coreOrder.map((place, i) => ({
    place,
    below: coreOrder.slice(0, i),
    packages: [...corePackages, ...(packagesOf[place] ?? [])],
    globals: platform,
  })),
  {
    place: 'src/host/node',
    below: ['src/core', 'src/host/port.ts'],
    packages: ['node:*', 'openai', 'eventsource-parser'],
    globals: node,
  },
  {
    place: 'src/host/browser',
    below: ['src/core', 'src/host/port.ts'],
    packages: ['openai', 'eventsource-parser'],
    globals: globals.browser,
  },
  { place: 'src/host/port.ts', below: ['src/core'], packages: [], globals: platform },
  { place: 'src/worker', below: ['src/core', 'src/host'], packages: ['node:*'], globals: node },
  {
    place: 'src/cli/shared',
    below: ['src/core', 'src/host'],
    packages: ['node:*', 'tinyglobby'],
    globals: node,
  },
  // One folder a command: none knows another.
  { place: 'src/cli/*', below: ['src/core', 'src/host', 'src/cli/shared'], packages: ['node:*'], globals: node },
  ...['src/cli', 'src/cli.ts'].map((place) => ({
    place,
    below: ['src/core', 'src/host', 'src/cli', 'generated'],
    packages: ['node:*'],
    globals: node,
  })),
  {
    place: 'src/webview/shared',
    below: ['src/core'],
    packages: ['lit', 'marked', 'dompurify', '@vscode-elements/elements'],
    globals: globals.browser,
  },
  {
    // Of the lab what a station is made with, and no other station.
    place: 'src/webview/lab/stations/*',
    below: [
      ...['src/core', 'src/webview/shared'],
      ...['station', 'controls', 'counted', 'flow', 'lines', 'background'].map((name) => `src/webview/lab/${name}.ts`),
    ],
    packages: ['lit', '@vscode-elements/elements'],
    globals: globals.browser,
  },
  {
    place: 'src/webview/*',
    below: ['src/core', 'src/webview/shared'],
    packages: ['lit', '@vscode-elements/elements'],
    globals: globals.browser,
  },
  {
    place: 'src/editor/shared',
    below: ['src/core', 'src/host'],
    packages: ['vscode', 'valibot'],
    globals: editor,
  },
  {
    place: 'src/editor/services',
    below: ['src/core', 'src/host', 'src/editor/shared', 'generated'],
    packages: ['vscode', 'valibot'],
    globals: editor,
  },
  {
    place: 'src/editor/features/*',
    below: ['src/core', 'src/host', 'src/editor/shared', 'src/editor/services'],
    packages: ['vscode', 'valibot'],
    globals: editor,
  },
  { place: 'src/extension.ts', below: ['src/core', 'src/host', 'src/editor'], packages: ['vscode'], globals: editor },
  { place: 'scripts', below: ['src/core', 'src/host', 'generated'], packages: ['*'], globals: undefined },
];

const isFile = (place) => place.endsWith('.ts');

/** The files of a place, for ESLint. */
export const filesOf = ({ place }) => [isFile(place) ? place : `${place}/**/*.ts`];

/** The start of `file` that `place` stands for, or `undefined` where the file stands elsewhere. */
function placeIn(place, file) {
  const pattern = place.replaceAll('.', '\\.').replaceAll('*', '[^/]+');
  return new RegExp(`^${pattern}(?=${isFile(place) ? '$' : '/'})`).exec(file)?.[0];
}

const isPackage = (name, source) =>
  name.endsWith('*') ? source.startsWith(name.slice(0, -1)) : source === name || source.startsWith(`${name}/`);

/** What is wrong with an import of `source` by `file` (below the root, with slashes), or `undefined`. */
export function offence(file, source) {
  const layer = layers.find(({ place }) => placeIn(place, file) !== undefined);
  if (!layer)
    return `${file} stands in no place of eslint.layers.mjs. Put it into one, or add its folder to the table.`;
  if (!source.startsWith('.')) {
    return layer.packages.some((name) => isPackage(name, source))
      ? undefined
      : `${layer.place} must not import the package ${source}.`;
  }
  const target = path.posix.join(path.posix.dirname(file), source);
  const own = placeIn(layer.place, file);
  const isBelow = [own, ...layer.below].some((place) =>
    isFile(place) ? `${target}.ts` === place : target.startsWith(`${place}/`),
  );
  return isBelow ? undefined : `${own} must not import ${target}: imports go downwards only (see CONTRIBUTING.md).`;
}

/** The rule `layers/imports`: every way to import, also for a type. */
const imports = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const file = path.relative(root, context.filename).replaceAll('\\', '/');
    const check = (source) => {
      const message = typeof source?.value === 'string' ? offence(file, source.value) : undefined;
      if (message !== undefined) context.report({ node: source, message });
    };
    return {
      Program(node) {
        if (!layers.some(({ place }) => placeIn(place, file))) context.report({ node, message: offence(file, '') });
      },
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => check(source),
      TSImportType: ({ source }) => check(source),
      TSExternalModuleReference: ({ expression }) => check(expression),
      'CallExpression[callee.name="require"]': ({ arguments: [first] }) => check(first),
    };
  },
};

export const plugin = { rules: { imports } };
