import { readResults } from '../../core/evals/results/readResults';
import type { KeptRun } from '../../core/evals/results/readResults';
import { InputError } from '../shared/commandLine';
import { maxTextBytes, readText } from '../shared/readText';

/** The results of a run in a file. @throws InputError */
export async function readKept(file: string): Promise<KeptRun> {
  const text = await readText(file, maxTextBytes);
  const run = text === undefined ? undefined : readResults(text);
  if (run) return run;
  throw new InputError(`Cannot read ${file}: it has no results of a run.`);
}
