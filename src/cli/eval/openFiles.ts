import path from 'node:path';
import { FileError } from '../../core/files/files';
import { NoResultsError, SuiteIsRunError, openRun, resultNames } from '../../core/evals/run/openRun';
import type { OpenedRun } from '../../core/evals/run/openRun';
import type { Planned } from '../../core/evals/run/runHeader';
import { cacheFolder } from '../../host/node/cacheFolder';
import { host } from '../../host/node/host';
import { InputError, UsageError, inOneLine } from '../shared/commandLine';
import type { Caller } from '../shared/commandLine';
import type { EvalArguments } from './arguments';
import { refuseNewer } from './readKept';

interface Named {
  /** The results, as the command has them. */
  readonly shown: string;
  /** What is to be said of the run before it. */
  readonly note?: string;
}

type Opening = Pick<EvalArguments, 'file' | 'resume' | 'useCache'> & { readonly planned: Planned };

/** Opens the files of a run. @throws UsageError where the suite is run by somebody else, InputError */
export async function openFiles(
  { file, resume, useCache, planned }: Opening,
  environment: Caller['environment'],
): Promise<OpenedRun & Named> {
  const { own, before } = resultNames(file);
  const named = resume ?? own;
  try {
    const opened = await openRun(host, {
      ...{ config: path.resolve(file), suite: file.replaceAll('\\', '/'), useCache, planned },
      cacheFolder: cacheFolder(environment),
      ...(resume !== undefined && { resume: path.resolve(resume) }),
    });
    const note = `The last run of this suite was broken off. To go on with it instead: --resume ${before}`;
    return { ...opened, shown: opened.goesOn ? named : own, ...(opened.isAfterBreak && { note }) };
  } catch (error) {
    if (error instanceof SuiteIsRunError) {
      const who = error.holder === undefined ? '' : ` by process ${inOneLine(error.holder)}`;
      throw new UsageError(`${inOneLine(file)} is being run${who}: one run of a suite at a time. Nothing was sent.`);
    }
    if (error instanceof NoResultsError) {
      throw new InputError(
        `Cannot read ${named}: ${error.isMissing ? 'there is no such file' : 'it has no results of a run'}.`,
      );
    }
    if (!(error instanceof FileError)) refuseNewer(error, named);
    const folder = cacheFolder(environment);
    if (error.path.startsWith(folder)) {
      const why = `Cannot write in the cache folder ${folder}: ${error.systemCode || error.code}`;
      throw new InputError(`${why}. Name another one in XDG_CACHE_HOME. Nothing was sent.`);
    }
    throw new InputError(`Cannot keep results in ${named}: ${error.systemCode || error.code}.`);
  }
}
