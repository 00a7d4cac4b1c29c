import { readResults } from '../../core/evals/results/readResults';
import type { KeptRun } from '../../core/evals/results/readResults';
import { NewerResultsError } from '../../core/evals/run/runHeader';
import { InputError } from '../shared/commandLine';
import { maxTextBytes, readText } from '../shared/readText';

/** Reads the results of a run from a file. @throws InputError */
export async function readKept(file: string): Promise<KeptRun> {
  const text = await readText(file, maxTextBytes);
  let run: KeptRun | undefined;
  try {
    run = text === undefined ? undefined : readResults(text);
  } catch (error) {
    refuseNewer(error, file);
  }
  if (run) return run;
  throw new InputError(`Cannot read ${file}: it has no results of a run.`);
}

/** Throws the given error, or an `InputError` where a newer version wrote the results. */
export function refuseNewer(error: unknown, file: string): never {
  if (!(error instanceof NewerResultsError)) throw error;
  throw new InputError(`Cannot read ${file}: a newer version of AI Field Guide wrote it.`);
}
