import { env } from 'vscode';
import { createFieldGuide } from '../../core/fieldGuide';
import type { Counter, FieldGuide } from '../../core/fieldGuide';
import { createTables } from '../../core/tables';
import { host } from '#host';

/** The tables built from data/. They are separate files in dist/chunks, and each is read when it is first needed. */
export const tables = createTables(
  host,
  {
    glossary: async () => (await import('../../../generated/glossary')).glossary,
    senses: async () => {
      const { sensesFile, sensesOf } = await import('../../../generated/senses');
      return sensesOf(await host.readOwn(sensesFile));
    },
    topics: async () => (await import('../../../generated/topics')).topics,
    catalog: async () => (await import('../../../generated/catalog')).catalog,
    lifecycle: async () => (await import('../../../generated/lifecycle')).lifecycle,
    parameters: async () => (await import('../../../generated/parameters')).parameters,
    hostIds: async () => (await import('../../../generated/hostIds')).hostIds,
    schemaSupport: async () => (await import('../../../generated/schemaSupport')).schemaSupport,
    guide: async () => (await import('../../../generated/guide')).guide,
  },
  { language: env.language },
);

/** Creates the field guide with all its features, which counts with `counter`. */
export const fieldGuideWith = (counter: Counter): FieldGuide => createFieldGuide(host, tables, counter);
