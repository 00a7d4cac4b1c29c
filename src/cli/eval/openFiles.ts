import path from 'node:path';
import { FileError } from '../../core/files/files';
import { NoResultsError, SuiteIsRunError, openRun, resultNames } from '../../core/evals/run/openRun';
import type { OpenedRun } from '../../core/evals/run/openRun';
import type { Planned } from '../../core/evals/run/runHeader';
import { cacheFolder, spareFolder } from '../../host/node/cacheFolder';
import { host } from '../../host/node/host';
import { InputError, UsageError } from '../shared/commandLine';
import type { Caller } from '../shared/commandLine';
import type { EvalArguments } from './evalArguments';
import { refuseNewer } from './readKept';

interface Named {
  /** File of the results, as the command names it. */
  readonly shown: string;
  /** Notes for the user: on an earlier run that was broken off, and on a cache that cannot be used. */
  readonly notes: readonly string[];
}

type Opening = Pick<EvalArguments, 'file' | 'resume' | 'useCache'> & { readonly planned: Planned };

/** Opens the files of a run. @throws UsageError where another process runs the suite, InputError */
export async function openFiles(
  { file, resume, useCache, planned }: Opening,
  environment: Caller['environment'],
): Promise<OpenedRun & Named> {
  const { own, before } = resultNames(file);
  const named = resume ?? own;
  try {
    const opened = await openRun(host, {
      ...{ config: path.resolve(file), suite: file.replaceAll('\\', '/'), useCache, planned },
      ...{ cacheFolder: cacheFolder(environment), spareFolder: spareFolder() },
      ...(resume !== undefined && { resume: path.resolve(resume) }),
    });
    const notes = [
      ...(opened.isAfterBreak
        ? [`The last run of this suite was broken off. To go on with it instead: --resume ${before}`]
        : []),
      ...(opened.cacheFault ? [withoutCache(opened.cacheFault, cacheFolder(environment))] : []),
    ];
    return { ...opened, shown: opened.goesOn ? named : own, notes };
  } catch (error) {
    if (error instanceof SuiteIsRunError) {
      const who = error.holder === undefined ? '' : ` by process ${error.holder}`;
      throw new UsageError(`${file} is being run${who}: one run of a suite at a time. Nothing was sent.`);
    }
    if (error instanceof NoResultsError) {
      throw new InputError(
        `Cannot read ${named}: ${error.isMissing ? 'there is no such file' : 'it has no results of a run'}.`,
      );
    }
    if (!(error instanceof FileError)) refuseNewer(error, named);
    if (error.path.startsWith(spareFolder())) {
      const folders = `${cacheFolder(environment)} and ${spareFolder()}`;
      throw new InputError(`Cannot write in ${folders}: ${error.systemCode || error.code}. Nothing was sent.`);
    }
    throw new InputError(`Cannot keep results in ${named}: ${error.systemCode || error.code}.`);
  }
}

const withoutCache = ({ systemCode, code }: FileError, folder: string): string =>
  `Cannot write in the cache folder ${folder}: ${systemCode || code}. This run goes without a cache; XDG_CACHE_HOME can name another folder.`;
