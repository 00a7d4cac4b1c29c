// Turns data/*.yml, which people edit, into generated/*.ts, which the code loads on first use.
// A bad entry stops the build with the file, the line and what is wrong.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Term } from '../src/core/glossary/find/glossaryTable';
import { packSenses } from '../src/core/glossary/sense/packedSenses';
import type { SenseTable } from '../src/core/glossary/sense/senseTable';
import { checkCatalog } from './tables/checkCatalog';
import { checkGlossary } from './tables/checkGlossary';
import { checkHostIds } from './tables/checkHostIds';
import { checkLifecycle } from './tables/checkLifecycle';
import { PRESETS_FILE, checkManifest } from './tables/checkManifest';
import { checkParameters } from './tables/checkParameters';
import { checkSchemaSupport } from './tables/checkSchemaSupport';
import { checkTopics } from './tables/checkTopics';
import { DataError, parseDataFile } from './tables/dataFile';
import type { DataFile } from './tables/dataFile';
import { readGuide } from './tables/guide';
import { readSenses } from './tables/senses';
import { checkTimeWords } from './tables/timeWords';
import { withEndpoints } from './tables/checkEndpoints';
import { withCaching } from './tables/withCaching';
import { withImages } from './tables/withImages';
import { withLives } from './tables/withLives';

/** In generated/, and beside the code that is bundled of it. */
export const SENSE_BYTES = 'senses.bin';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** The terms alone. @throws DataError naming file and line. */
export const loadGlossary = (dataDir: string): Term[] =>
  checkGlossary(filesOf(dataDir).loadAll('glossary', 'glossary'));

/** The files of which sentences are shown. */
const shown = ({ load, loadAll }: ReturnType<typeof filesOf>): DataFile[] => [
  ...['glossary', 'models', 'lifecycle'].flatMap((folder) => loadAll(folder, folder)),
  ...['families', 'tokenizers', 'glossary-topics', 'lifecycle-changes', 'endpoints'].map((name) =>
    load(`${name}.yml`, name),
  ),
  load('parameters/rules.yml', 'parameter-rules'),
];

/** The models and their lives alone. @throws DataError naming file and line. */
export function loadCatalog(dataDir: string) {
  const { load, loadAll } = filesOf(dataDir);
  const bare = checkCatalog(
    load('families.yml', 'families'),
    loadAll('models', 'models'),
    load('tokenizers.yml', 'tokenizers'),
  );
  const models = withImages(
    withCaching(bare, load('caching.yml', 'caching')),
    load('images.yml', 'images'),
    load('image-limits.yml', 'image-limits'),
  );
  const lifecycle = withEndpoints(
    checkLifecycle(
      loadAll('lifecycle', 'lifecycle'),
      load('lifecycle-changes.yml', 'lifecycle-changes'),
      load('lifecycle-sources.yml', 'lifecycle-sources'),
      models,
    ),
    load('endpoints.yml', 'endpoints'),
  );
  return { models, lifecycle, catalog: withLives(models, lifecycle) };
}

/** Files below `dataDir`, each held to its schema. @throws DataError naming file and line. */
function filesOf(dataDir: string) {
  const load = (file: string, schema: string): DataFile =>
    parseDataFile(
      path.relative(path.dirname(dataDir), path.join(dataDir, file)),
      readFileSync(path.join(dataDir, file), 'utf8'),
      JSON.parse(readFileSync(path.join(dataDir, 'schemas', `${schema}.schema.json`), 'utf8')) as object,
    );
  const loadAll = (folder: string, schema: string): DataFile[] =>
    readdirSync(path.join(dataDir, folder))
      .filter((name) => name.endsWith('.yml'))
      .sort()
      .map((name) => load(path.join(folder, name), schema));
  return { load, loadAll };
}

/** Reads and checks everything below `dataDir`. @throws DataError naming file and line. */
export function readTables(dataDir: string) {
  const { load, loadAll } = filesOf(dataDir);
  const glossaryFiles = loadAll('glossary', 'glossary');
  const glossary = checkGlossary(glossaryFiles);
  const topics = checkTopics(load('glossary-topics.yml', 'glossary-topics'), glossaryFiles);
  const { models, lifecycle, catalog } = loadCatalog(dataDir);
  const parameters = checkParameters(
    {
      parameters: load('parameters/parameters.yml', 'parameters'),
      models: load('parameters/models.yml', 'parameter-models'),
      rules: load('parameters/rules.yml', 'parameter-rules'),
      sources: load('parameters/sources.yml', 'lifecycle-sources'),
    },
    models,
    lifecycle,
  );
  const schemaSupport = checkSchemaSupport(load('schema-support.yml', 'schema-support'));
  const hostIds = checkHostIds(load('host-ids.yml', 'host-ids'));
  const ids = (entries: readonly { id: string }[]): Set<string> => new Set(entries.map(({ id }) => id));
  const guide = readGuide(path.join(dataDir, 'guide'), ids(glossary), ids(catalog.families));
  checkTimeWords(shown({ load, loadAll }));
  const senses = readSenses(path.join(dataDir, 'senses'), glossary);
  return { glossary, topics, senses, catalog, lifecycle, parameters, hostIds, schemaSupport, guide };
}

function write(name: string, type: string, from: string, value: unknown): void {
  const literal = JSON.stringify(JSON.stringify(value));
  const text = `import type { ${type.replace('[]', '')} } from '../src/core/${from}';\nexport const ${name} = JSON.parse(${literal}) as ${type};\n`;
  writeChanged(`${name}.ts`, Buffer.from(text));
}

/** The numbers of the sense stand beside it: as text in the code they would take longer to read than all the rest. */
function writeSenses(table: SenseTable): void {
  const { bytes, ...rest } = packSenses(table);
  writeChanged(SENSE_BYTES, bytes);
  const lines = [
    "import type { PackedSenses } from '../src/core/glossary/sense/packedSenses';",
    `const rest = JSON.parse(${JSON.stringify(JSON.stringify(rest))}) as Omit<PackedSenses, 'bytes'>;`,
    '/** Whoever loads the table reads this file for it: how, depends on the platform. */',
    `export const sensesFile = new URL('./${SENSE_BYTES}', import.meta.url);`,
    'export const sensesOf = (bytes: Uint8Array): PackedSenses => ({ ...rest, bytes });',
  ];
  writeChanged('senses.ts', Buffer.from(`${lines.join('\n')}\n`));
}

function writeChanged(name: string, bytes: Uint8Array): void {
  const file = path.join(root, 'generated', name);
  mkdirSync(path.dirname(file), { recursive: true });
  try {
    if (readFileSync(file).equals(bytes)) return;
  } catch {
    // Not built yet.
  }
  writeFileSync(file, bytes);
}

/** Writes generated/{glossary,topics,senses,catalog,lifecycle,parameters,hostIds,schemaSupport,guide}.ts and senses.bin. @throws DataError naming file and line. */
export function buildTables(): void {
  const tables = readTables(path.join(root, 'data'));
  const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
  checkManifest(read('package.json'), tables.catalog, read(PRESETS_FILE));
  write('glossary', 'Term[]', 'glossary/find/glossaryTable', tables.glossary);
  write('topics', 'Topic[]', 'glossary/find/glossaryTable', tables.topics);
  writeSenses(tables.senses);
  write('catalog', 'CatalogTable', 'catalog/catalogTable', tables.catalog);
  write('lifecycle', 'LifecycleTable', 'catalog/lifecycleTable', tables.lifecycle);
  write('parameters', 'ParameterTable', 'catalog/parameters/parameterTable', tables.parameters);
  write('hostIds', 'HostIdTable', 'catalog/hostIdTable', tables.hostIds);
  write('schemaSupport', 'SchemaSupportTable', 'schema/schemaSupport', tables.schemaSupport);
  write('guide', 'GuidePage[]', 'pages/guideTable', tables.guide);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    buildTables();
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
