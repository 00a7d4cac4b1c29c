import { withoutFields } from '../../../../../src/core/base/json';
import { sayInEnglish } from '../../../../../src/core/base/say';
import { readSuite } from '../../../../../src/core/evals/suite/readSuite';
import type { Suite } from '../../../../../src/core/evals/suite';
import { NamedFiles } from '../../../../../src/core/files/namedFiles';
import { MemoryDisk } from '../../../../fakes/memoryDisk';
import type { OnDisk } from '../../../../fakes/memoryDisk';

/** The suite of a config in /work/evals, with files beside it. */
export function suiteOf(config: string, files: Readonly<Record<string, OnDisk>> = {}): Promise<Suite> {
  const beside = Object.entries(files).map(([name, file]): [string, OnDisk] => [
    name.startsWith('/') ? name : `/work/evals/${name}`,
    file,
  ]);
  const disk = new MemoryDisk({ '/work/evals/suite.yaml': config, ...Object.fromEntries(beside) });
  return readSuite('evals/suite.yaml', config, { files: new NamedFiles(disk, '/work'), say: sayInEnglish });
}

export const problemsOf = ({ problems }: Suite): string[] => problems.map(({ rule, message }) => `${rule}: ${message}`);
export const skippedIn = ({ skips }: Suite): string[] => skips.map(({ what, file }) => `${file} ${what}`);
/** The prompts of a suite, wherever they are written. */
export const promptsOf = ({ prompts }: Suite) => prompts.map((prompt) => withoutFields(prompt, 'at'));
