import type { DiskHost } from '../../files/disk';
import { FileError, unlessMissing } from '../../files/files';
import type { Files } from '../../files/files';
import { SessionLock } from '../../store/lock';
import { StoreRoot } from '../../store/storeRoot';
import type { StoreHost } from '../../store/storeTypes';
import type { Cell } from '../results';
import { AnswerCache } from './answerCache';
import { RunFile, readRun } from './runFile';
import type { RecordedRun } from './runFile';
import type { Planned } from './runHeader';

/** The files of a run, which no other run uses. */
export interface OpenedRun {
  readonly file: RunFile;
  readonly recorded?: RecordedRun;
  readonly cache?: AnswerCache;
  /** Why there is no cache, where one was wanted. */
  readonly cacheFault?: FileError;
  /** Whether it goes on with an existing file. */
  readonly goesOn: boolean;
  /** Whether the last run of the suite was broken off, and this is a new one. */
  readonly isAfterBreak: boolean;
  readonly close: () => Promise<void>;
}

/** Signals that the suite is being run, in this process or another one. */
export class SuiteIsRunError extends Error {
  override readonly name = 'SuiteIsRunError';

  /** @param holder the process, as `pid@machine`; `undefined`: it does not say. */
  constructor(readonly holder: string | undefined) {
    super(holder);
  }
}

/** Signals that the file to go on with does not exist, or has no results. */
export class NoResultsError extends Error {
  override readonly name = 'NoResultsError';

  constructor(readonly isMissing: boolean) {
    super();
  }
}

type RunHost = StoreHost & Pick<DiskHost, 'disk'>;

interface Opening {
  /** The full path of the config; `suite`: its name in the results. */
  readonly config: string;
  readonly suite: string;
  /** The plan of the whole suite, even where a part is asked. */
  readonly planned?: Planned;
  /** Folder of this user on this machine, the same for the editor and the command line. */
  readonly cacheFolder: string;
  /** Folder for the lock of the suite, if `cacheFolder` cannot be written. */
  readonly spareFolder: string;
  /** Full path of the results to go on with. */
  readonly resume?: string;
  /** Whether to go on with the last run where it was broken off. */
  readonly goesOn?: boolean;
  /** Whether a cell of the existing results stays in them. It is set where a part of the suite is asked. */
  readonly keeps?: (cell: Cell) => boolean;
  readonly useCache: boolean;
}

/** Returns the names of a config's results: `promptfooconfig.yaml` has them in `promptfooconfig.eval.jsonl`. */
export function resultNames(config: string): { readonly own: string; readonly before: string } {
  const name = config.replace(/(?:\.eval)?\.[^./\\]*$/, '');
  return { own: `${name}.eval.jsonl`, before: `${name}.before.eval.jsonl` };
}

/** Opens the files of a run. @throws SuiteIsRunError, NoResultsError, NewerResultsError, FileError */
export async function openRun(host: RunHost, opening: Opening): Promise<OpenedRun> {
  const { useCache } = opening;
  const { files } = host;
  const config = await realPlace(opening.config, host);
  const resume = opening.resume === undefined ? undefined : await realPlace(opening.resume, host);
  const { own } = resultNames(config);
  const locks: SessionLock[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(locks.map((lock) => lock.release()));
  };
  try {
    // Two configs may have the same results, and one may go on with the results of another.
    for (const written of new Set([own, resume ?? own])) locks.push(await locked(written, host, opening));
    const last = resume ?? own;
    const there = await readRun(files, last);
    if (resume !== undefined && !there?.header && !there?.cells.size) throw new NoResultsError(there === undefined);
    const isBroken = resume === undefined && there !== undefined && there.unanswered.size + there.half.size > 0;
    const recorded = resume !== undefined || (isBroken && opening.goesOn === true) ? there : undefined;
    const goneOn = recorded && (await RunFile.goOn(files, last, recorded));
    const file = goneOn ?? (await newFile(host, { ...opening, config }, recorded));
    // While a machine sleeps, another run may take over its locks.
    file.guard(async () => {
      for (const lock of locks) if ((await lock.check()) !== 'held') throw new SuiteIsRunError(await lock.holder());
    });
    const cached = useCache ? await unlessFault(openCache(host, opening.cacheFolder)) : {};
    const [goesOn, isAfterBreak] = [goneOn !== undefined, isBroken && !goneOn];
    const { value: cache, fault: cacheFault } = cached;
    return {
      ...{ file, goesOn, isAfterBreak, close },
      ...(recorded && { recorded }),
      ...(cache && { cache }),
      ...(cacheFault && { cacheFault }),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens the cache with the answers of all suites. @throws FileError */
export async function openCache(host: RunHost, cacheFolder: string): Promise<AnswerCache> {
  return AnswerCache.open(host, host.files.join(await folderIn(host, cacheFolder), 'answers.jsonl'));
}

async function folderIn({ files }: RunHost, cacheFolder: string): Promise<string> {
  const folder = files.join(cacheFolder, 'ai-field-guide', 'evals');
  await files.makeFolder(folder, true);
  return folder;
}

const heartbeatMs = 10_000;
/** A process that has missed six beats counts as dead. */
const times = { heartbeatMs, staleMs: 6 * heartbeatMs };

/** Returns the full path of a file, which need not exist, without links of folders. Another path would be another run. */
async function realPlace(file: string, { disk }: RunHost): Promise<string> {
  const [folder, name] = [disk.join(file, '..'), file.slice(file.lastIndexOf(disk.separator) + 1)];
  return disk.join(await disk.realPath(folder).catch(() => folder), name);
}

async function unlessFault<T>(result: Promise<T>): Promise<{ readonly value?: T; readonly fault?: FileError }> {
  try {
    return { value: await result };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return { fault: error };
  }
}

/** Takes the lock of a run, by the results that it writes. @throws SuiteIsRunError, FileError */
async function locked(
  results: string,
  host: RunHost,
  { cacheFolder, spareFolder }: Pick<Opening, 'cacheFolder' | 'spareFolder'>,
): Promise<SessionLock> {
  const named = host.disk.ignoresCase ? results.toLowerCase() : results;
  const name = (await host.sha256(new TextEncoder().encode(named))).slice(0, 16);
  const { value } = await unlessFault(lockedIn(cacheFolder, name, host));
  return value ?? lockedIn(spareFolder, name, host);
}

async function lockedIn(folder: string, name: string, host: RunHost): Promise<SessionLock> {
  const at = host.files.join(await folderIn(host, folder), name);
  await host.files.makeFolder(at, true);
  const lock = new SessionLock(host, { folder: at, root: new StoreRoot(host.files, at) }, times, () => undefined);
  if (!(await lock.acquire())) throw new SuiteIsRunError(await lock.holder());
  return lock;
}

/** Makes a new file. The existing results stay under another name, or some of their cells in the new file. */
async function newFile(
  host: RunHost,
  { config, suite, planned, keeps }: Opening,
  recorded: RecordedRun | undefined,
): Promise<RunFile> {
  const { files } = host;
  const { own, before } = resultNames(config);
  await assertWritable(files, own);
  const head = { id: host.randomId(), created: host.now(), suite, ...(planned && { planned }) };
  return RunFile.create(files, own, head, async () => {
    if (keeps) return { kept: [...((await readRun(files, own))?.cells.values() ?? [])].filter(keeps) };
    await unlessMissing(files.rename(own, before));
    // Cells of a file of another form are copied, as the next run goes on with this file.
    return { recorded: [...(recorded?.cells.values() ?? [])] };
  });
}

/** Checks that a file can be written, before anything is sent. @throws FileError */
async function assertWritable(files: Files, path: string): Promise<void> {
  const tried = new Error();
  await files
    .writeWhole(path, [], () => Promise.reject(tried))
    .catch((error: unknown) => {
      if (error !== tried) throw error;
    });
}
