import type { Caller } from '../../../src/cli/shared/commandLine';
import type { FieldGuide } from '../../../src/core/fieldGuide';

const never = (): never => {
  throw new Error('not asked for');
};

/** Of a command whose output a script reads, and that asks nobody. */
const pipe: Caller = {
  ...{ environment: {}, fetch: never, readOwn: never, script: never, write: never, isTerminal: false },
  untilCancelled: never,
};

interface Ran {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** Runs the command line with those words in this process. Loaded with the first run, as its commands are. */
export const runWords = (guide: FieldGuide, ...words: readonly string[]): Promise<Ran> =>
  runAs(undefined, guide, words);

/** The same, for a script. */
export const runPiped = (guide: FieldGuide, ...words: readonly string[]): Promise<Ran> => runAs(pipe, guide, words);

async function runAs(caller: Caller | undefined, guide: FieldGuide, words: readonly string[]): Promise<Ran> {
  const [output, errors]: [string[], string[]] = [[], []];
  const { run } = await import('../../../src/cli/run');
  const code = await run([...words], {
    console: {
      readStandardInput: () => Promise.reject(new Error('not asked for')),
      print: (line) => output.push(line),
      printError: (line) => errors.push(line),
    },
    guide,
    ...(caller && { caller }),
  });
  return { code, output: output.join('\n'), errors: errors.join('\n') };
}
