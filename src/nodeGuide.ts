import type { EncodingName } from './core/catalog/encodingName';
import { createFieldGuide } from './core/fieldGuide';
import type { FieldGuide } from './core/fieldGuide';
import { createTables } from './core/tables';
import type { Encoding } from './core/tokens/engine/encoding';
import { EncodingCounter } from './core/tokens/engine/encodingCounter';
import { loadEncoding, vocabularyFileName } from './core/tokens/engine/loadEncoding';
import { VocabularyFileError } from './core/tokens/engine/vocabularyFile';
import { host } from './host/node/host';

/**
 * Creates the field guide of a process without an editor, which counts tokens itself.
 * `distribution`: the folder that holds vocabularies/.
 */
export function createNodeGuide(distribution: URL): FieldGuide {
  const load = async (name: EncodingName): Promise<Encoding> => {
    const file = new URL(`vocabularies/${vocabularyFileName(name)}`, distribution);
    const bytes = await host.readOwn(file).catch((error: unknown) => {
      throw new VocabularyFileError(`The vocabulary of ${name} cannot be read. Run "npm run build".`, { cause: error });
    });
    return loadEncoding(name, bytes);
  };
  return createFieldGuide(host, tables, new EncodingCounter(load));
}

const tables = createTables(host, {
  glossary: async () => (await import('../generated/glossary')).glossary,
  senses: async () => {
    const { sensesFile, sensesOf } = await import('../generated/senses');
    return sensesOf(await host.readOwn(sensesFile));
  },
  topics: async () => (await import('../generated/topics')).topics,
  catalog: async () => (await import('../generated/catalog')).catalog,
  lifecycle: async () => (await import('../generated/lifecycle')).lifecycle,
  parameters: async () => (await import('../generated/parameters')).parameters,
  hostIds: async () => (await import('../generated/hostIds')).hostIds,
  schemaSupport: async () => (await import('../generated/schemaSupport')).schemaSupport,
  guide: async () => (await import('../generated/guide')).guide,
});
