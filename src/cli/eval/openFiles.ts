import path from 'node:path';
import { FileError } from '../../core/files/files';
import { NoResultsError, SuiteIsRunError, openRun, resultNames } from '../../core/evals/run/openRun';
import type { OpenedRun } from '../../core/evals/run/openRun';
import type { Planned } from '../../core/evals/run/runFile';
import { host } from '../../host/node/host';
import { InputError, UsageError, inOneLine } from '../shared/commandLine';
import type { Caller } from '../shared/commandLine';
import type { EvalArguments } from './arguments';
import { evalFolder } from './evalFolder';

interface Named {
  /** The results, as the command has them. */
  readonly shown: string;
  /** What is to be said of the run before it. */
  readonly note?: string;
}

type Opening = Pick<EvalArguments, 'file' | 'resume' | 'useCache'> & { readonly planned: Planned };

/** The full path of a file that need not be there, without links of folders: by another one it would be another run. */
async function realPlace(file: string): Promise<string> {
  const { dir, base } = path.parse(path.resolve(file));
  return path.join(await host.disk.realPath(dir).catch(() => dir), base);
}

/** Opens the files of a run. @throws UsageError where the suite is run by somebody else, InputError */
export async function openFiles(
  { file, resume, useCache, planned }: Opening,
  environment: Caller['environment'],
): Promise<OpenedRun & Named> {
  const { own, before } = resultNames(file);
  const named = resume ?? own;
  try {
    const opened = await openRun(host, {
      ...{
        config: await realPlace(file),
        suite: file.replaceAll('\\', '/'),
        folder: evalFolder(environment),
        useCache,
        planned,
      },
      ...(resume !== undefined && { resume: await realPlace(resume) }),
    });
    const note = `The last run of this suite was broken off. To go on with it instead: --resume ${before}`;
    const shown = opened.file.path === (await realPlace(named)) ? named : own;
    return { ...opened, shown, ...(opened.isAfterBreak && { note }) };
  } catch (error) {
    if (error instanceof SuiteIsRunError) {
      throw new UsageError(`${inOneLine(file)} is being run already: one run of a suite at a time. Nothing was sent.`);
    }
    if (error instanceof NoResultsError) throw new InputError(`Cannot read ${named}: it has no results of a run.`);
    if (!(error instanceof FileError)) throw error;
    throw new InputError(`Cannot keep results in ${named}: ${error.systemCode || error.code}.`);
  }
}
