// The house as a table: which files stand where, what they may import, which globals they have. eslint.config.mjs makes
// lint errors of it, test/unit/layers.test.ts tries each of them out, CONTRIBUTING.md says it in words, and a README at each room lists its parts.
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

/** The rooms of a layer in their order: each may import those before it. */
export const rooms = {
  'src/core': [
    ...['base', 'text', 'files', 'catalog', 'glossary', 'tokens', 'code', 'schema'],
    ...['chat', 'pocket', 'store', 'pages', 'search', 'prompts', 'evals', 'context', 'playground', 'lab'],
  ],
  'src/editor': [
    ...['shared', 'files', 'pages', 'models', 'providers', 'tokens', 'playground', 'glossary'],
    ...['prompts', 'evals', 'context', 'lab', 'start'],
  ],
};

/**
 * The parts of a room in their order, each of which may import those before it; parts in one list know nothing of each other.
 * `.` stands for the files at the room itself. A room that is not here has no parts.
 */
export const parts = {
  'src/core/base': ['.', 'rpc'],
  'src/core/text': ['.', 'regions'],
  'src/core/catalog': ['.', 'names', 'parameters', 'live'],
  'src/core/glossary': ['find', 'sense', 'workspace', 'cards', 'index', 'export'],
  'src/core/tokens': ['engine', 'document', 'counting', 'shown', 'waste', 'folder', 'worker'],
  'src/core/code': ['calls', 'strings', 'prompts', 'ids', 'hints', 'completion'],
  'src/core/chat': [
    'messages',
    'media',
    'parameters',
    'dialects',
    'providers',
    'exchange',
    'discovery',
    'providerCounting',
    '.',
    'editorModels',
  ],
  'src/core/pocket': ['.', 'chat'],
  'src/core/pages': ['.', 'reports', 'live'],
  'src/core/prompts': ['.', 'template', 'forms', 'render', 'convert', 'language'],
  'src/core/evals': ['.', 'suite', 'checks', 'run', 'results', 'grid'],
  'src/core/context': ['.', 'tree', 'agents', 'budgets', 'findings', 'compare', 'report', 'pack', 'tools'],
  'src/core/playground': ['session', 'tools', 'reference', 'export', 'import', '.'],
  'src/core/lab': ['.', 'training'],
  'src/editor/models': ['.', ['families', 'live', 'ids', 'completion']],
  'src/editor/providers': ['chat', 'view'],
  'src/editor/tokens': ['counting', ['.', 'count', 'folder', 'show']],
  'src/editor/glossary': [
    ...['terms', 'index'],
    ['view', 'card', 'lookUp', 'workspace', 'onPage', 'choices', 'hover', 'language', 'underline'],
  ],
};

const corePackages = ['valibot'];
/** What one room may use besides. */
const packagesOf = {
  'src/core/search': ['@leeoniya/ufuzzy'],
  'src/core/text': ['jsonc-parser', 'yaml'],
  'src/core/code': ['yaml', 'jsonc-parser'],
  'src/core/glossary': ['yaml'],
  'src/core/prompts': ['@handlebars/parser', 'fastest-levenshtein', 'jsonc-parser', 'yaml'],
  'src/core/schema': ['ajv', 'ajv-formats', 'jsonc-parser'],
  'src/core/context': ['jsonc-parser', 'smol-toml', 'yaml'],
  'src/core/evals': [
    ...['csv-parse', 'yaml', 'fast-xml-parser', 'fastest-levenshtein', 'js-rouge', 'js-yaml', 'parse5', 'saxes'],
  ],
};

const placeOf = (room, part) => (part === '.' ? `${room}/*.ts` : `${room}/${part}`);

/** A room as places: its entry, which is named after it and may import all of it, and its parts. */
function placesOf(room, below, rest) {
  const floors = parts[room]?.map((floor) => [floor].flat().map((part) => placeOf(room, part)));
  if (!floors) return [{ place: room, below, ...rest }];
  const entry = `${room}/${path.posix.basename(room)}.ts`;
  return [
    { place: entry, below: [...below, room], ...rest },
    ...floors.flatMap((floor, i) =>
      floor.map((place) => ({ place, below: [...below, ...floors.slice(0, i).flat()], ...rest })),
    ),
  ];
}

/** The rooms of a layer as places. */
const placesOfLayer = (layer, below, restOf) =>
  rooms[layer].flatMap((name, i) => {
    const before = rooms[layer].slice(0, i).map((each) => `${layer}/${each}`);
    return placesOf(`${layer}/${name}`, [...below, ...before], restOf(`${layer}/${name}`));
  });

/**
 * `place`: a folder, a single file, or `folder/*.ts` for the files that are not in a folder of it; `*` stands for one folder. `below`: the places that it may import besides itself.
 * `packages`: a name stands for what is inside the package too. `globals`: undefined where the compiler alone decides.
 * The first place that fits a file is its own.
 */
export const layers = [
  { place: 'src/core/platform.d.ts', below: [], packages: [], globals: platform },
  ...placesOfLayer('src/core', [], (room) => ({
    packages: [...corePackages, ...(packagesOf[room] ?? [])],
    globals: platform,
  })),
  // Above all rooms: what is made of the tables, and the face over it.
  ...['src/core/tables.ts', 'src/core/fieldGuide.ts'].map((place, i, above) => ({
    place,
    below: [...rooms['src/core'].map((name) => `src/core/${name}`), ...above.slice(0, i)],
    packages: [],
    globals: platform,
  })),
  {
    place: 'src/host/node',
    below: ['src/core', 'src/host/port.ts'],
    packages: ['node:*', 'openai', 'eventsource-parser', '@secretlint/secretlint-rule-preset-recommend'],
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
  { place: 'src/cli', below: ['src/core', 'src/host'], packages: ['node:*'], globals: node },
  { place: 'src/mcp', below: ['src/core'], packages: ['node:process', '@modelcontextprotocol/server'], globals: node },
  // What runs without an editor: the face over the tables, and the programs that are made of it.
  { place: 'src/nodeGuide.ts', below: ['src/core', 'src/host', 'generated'], packages: [], globals: node },
  ...['cli', 'mcp'].map((name) => ({
    place: `src/${name}.ts`,
    below: ['src/core', 'src/host', 'src/nodeGuide.ts', `src/${name}`],
    packages: ['node:*', '@modelcontextprotocol/server'],
    globals: node,
  })),
  {
    place: 'src/webview/shared',
    below: ['src/core'],
    packages: ['lit', 'marked', 'dompurify', 'highlight.js', '@vscode-elements/elements'],
    globals: globals.browser,
  },
  {
    // Of the lab what a station is made with, and no other station.
    place: 'src/webview/lab/stations/*',
    below: [
      ...['src/core', 'src/webview/shared'],
      ...['station', 'controls', 'counted', 'flow', 'pictureLines'].map((name) => `src/webview/lab/${name}.ts`),
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
  // The tables are loaded in one place.
  {
    place: 'src/editor/shared/editorTables.ts',
    below: ['src/core', 'src/editor/shared', 'generated'],
    packages: ['vscode', '#host'],
    globals: editor,
  },
  ...placesOfLayer('src/editor', ['src/core', 'src/host/port.ts'], () => ({
    // The build decides which platform it is.
    packages: ['vscode', 'valibot', '#host'],
    globals: editor,
  })),
  { place: 'src/extension.ts', below: ['src/core', 'src/editor'], packages: ['vscode'], globals: editor },
  {
    place: 'scripts',
    below: ['src/core', 'src/host', 'src/mcp', 'src/nodeGuide.ts', 'generated'],
    packages: ['*'],
    globals: undefined,
  },
];

const isFile = (place) => place.endsWith('.ts');

/** The files of a place, for ESLint. */
export const filesOf = ({ place }) => [isFile(place) ? place : `${place}/**/*.ts`];

/** What of `file` the place stands for, or `undefined` where the file stands elsewhere. */
function placeIn(place, file) {
  const pattern = place.replaceAll('.', '\\.').replaceAll('*', '[^/]+');
  const found = new RegExp(`^${pattern}(?=${isFile(place) ? '$' : '/'})`).exec(file)?.[0];
  // The files of a folder are one place; of folders, each is one.
  return found !== undefined && place.endsWith('/*.ts') ? place : found;
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
  const isBelow = [own, ...layer.below].some((place) => placeIn(place, `${target}.ts`) !== undefined);
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
    const checkDynamic = (source) => {
      const isMade = source?.type !== 'Literal' && file.startsWith('src/');
      if (isMade)
        context.report({ node: source, message: 'Write out what is imported, so that its place can be checked.' });
      else check(source);
    };
    return {
      Program(node) {
        if (!layers.some(({ place }) => placeIn(place, file))) context.report({ node, message: offence(file, '') });
      },
      ImportDeclaration: ({ source }) => check(source),
      ExportNamedDeclaration: ({ source }) => check(source),
      ExportAllDeclaration: ({ source }) => check(source),
      ImportExpression: ({ source }) => checkDynamic(source),
      TSImportType: ({ source }) => check(source),
      TSExternalModuleReference: ({ expression }) => check(expression),
      'CallExpression[callee.name="require"]': ({ arguments: [first] }) => checkDynamic(first),
    };
  },
};

export const plugin = { rules: { imports } };
