import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { glossary as glossaryTable } from '../../../generated/glossary';
import { run } from '../../../src/cli/run';
import type { Glossary } from '../../../src/core/glossary/sense/decide';
import { indexGlossary } from '../../../src/core/glossary/find/indexGlossary';
import { trustingModel } from '../../support/trustingModel';
import { guideWith } from '../../support/fieldGuides';

export const index = indexGlossary(glossaryTable);
const loaded: Glossary = { index, sense: trustingModel };
const notAskedFor = () => Promise.reject(new Error('not asked for'));

/** Runs `terms` with those arguments, by a glossary of which every word is meant. */
export async function terms(
  args: string[],
  { input, glossary = loaded }: { input?: string; glossary?: Glossary } = {},
) {
  const output: string[] = [];
  const errors: string[] = [];
  const code = await run(['terms', ...args], {
    console: {
      readStandardInput: () => (input === undefined ? notAskedFor() : Promise.resolve(Buffer.from(input))),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    guide: guideWith({ tables: { terms: () => Promise.resolve(glossary) } }),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}

/** A folder of its own for each test of a suite. */
export function useFolder() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'terms-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  return {
    get path() {
      return folder;
    },
    /** Writes a file into it, and gives its path. */
    write(name: string, text: string): string {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
  };
}
