import { createFieldGuide } from '../../src/core/fieldGuide';
import type { Counter, FieldGuide } from '../../src/core/fieldGuide';
import { createTables } from '../../src/core/tables';
import type { TableFiles, Tables } from '../../src/core/tables';
import { host } from '../../src/host/node/host';

const notAskedFor = (): Promise<never> => Promise.reject(new Error('not asked for'));

/** No table at all: whoever asks for one fails. */
const noTables: TableFiles = {
  ...{ glossary: notAskedFor, senses: notAskedFor, topics: notAskedFor, catalog: notAskedFor },
  ...{
    lifecycle: notAskedFor,
    parameters: notAskedFor,
    hostIds: notAskedFor,
    schemaSupport: notAskedFor,
    guide: notAskedFor,
  },
};

interface GuideParts {
  /** Tables as the build makes them. */
  readonly files?: Partial<TableFiles>;
  /** Made tables, instead of files. */
  readonly tables?: Partial<Tables>;
  readonly counter?: Counter;
  readonly day?: string;
}

/** A field guide on the disk of this machine that has these parts, and no others. */
export const guideWith = ({ files, tables, counter, day = '2026-11-25' }: GuideParts): FieldGuide =>
  createFieldGuide(
    host,
    { ...createTables(host, { ...noTables, ...files }, { clock: () => day }), ...tables },
    counter ?? { count: notAskedFor },
  );
