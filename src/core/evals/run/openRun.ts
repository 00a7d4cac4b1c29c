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

/** The files of a run, with nobody else at them. */
export interface OpenedRun {
  readonly file: RunFile;
  readonly recorded?: RecordedRun;
  readonly cache?: AnswerCache;
  /** Why there is no cache, where one was wanted. */
  readonly cacheFault?: FileError;
  /** It goes on with a file that was there. */
  readonly goesOn: boolean;
  /** The last run of the suite was broken off, and this is another one. */
  readonly isAfterBreak: boolean;
  readonly close: () => Promise<void>;
}

/** A run of the suite goes on, in this process or another one. */
export class SuiteIsRunError extends Error {
  override readonly name = 'SuiteIsRunError';

  /** @param holder the process, as `pid@machine`; `undefined`: it does not say. */
  constructor(readonly holder: string | undefined) {
    super(holder);
  }
}

/** The file that is to be gone on with is not there, or has no results. */
export class NoResultsError extends Error {
  override readonly name = 'NoResultsError';

  constructor(readonly isMissing: boolean) {
    super();
  }
}

type RunHost = StoreHost & Pick<DiskHost, 'disk'>;

interface Opening {
  /** The config: its full path, and as the results name it. */
  readonly config: string;
  readonly suite: string;
  /** All that the suite asks, also where a part is asked. */
  readonly planned?: Planned;
  /** Of this user on this machine, the same for the editor and the command line. */
  readonly cacheFolder: string;
  /** Where it says that it has the suite, if that folder cannot be written. */
  readonly spareFolder: string;
  /** Results to go on with: their full path. */
  readonly resume?: string;
  /** Goes on with the last run where that was broken off. */
  readonly goesOn?: boolean;
  /** Cells of the results that are there, which stay in them: a part of the suite is asked. */
  readonly keeps?: (cell: Cell) => boolean;
  readonly useCache: boolean;
}

/** `promptfooconfig.yaml` has its results in `promptfooconfig.eval.jsonl`. */
export function resultNames(config: string): { readonly own: string; readonly before: string } {
  const name = config.replace(/(?:\.eval)?\.[^./\\]*$/, '');
  return { own: `${name}.eval.jsonl`, before: `${name}.before.eval.jsonl` };
}

/** Opens them. @throws SuiteIsRunError, NoResultsError, NewerResultsError, FileError */
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
    // Two configs may have the same results, and results of one may be gone on with by another.
    for (const written of new Set([own, resume ?? own])) locks.push(await locked(written, host, opening));
    const last = resume ?? own;
    const there = await readRun(files, last);
    if (resume !== undefined && !there?.header && !there?.cells.size) throw new NoResultsError(there === undefined);
    const isBroken = resume === undefined && there !== undefined && there.unanswered.size + there.half.size > 0;
    const recorded = resume !== undefined || (isBroken && opening.goesOn === true) ? there : undefined;
    const goneOn = recorded && (await RunFile.goOn(files, last, recorded));
    const file = goneOn ?? (await newFile(host, { ...opening, config }, recorded));
    // A machine that slept has its locks taken over.
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

/** The answers of all suites. @throws FileError */
export async function openCache(host: RunHost, cacheFolder: string): Promise<AnswerCache> {
  return AnswerCache.open(host, host.files.join(await folderIn(host, cacheFolder), 'answers.jsonl'));
}

async function folderIn({ files }: RunHost, cacheFolder: string): Promise<string> {
  const folder = files.join(cacheFolder, 'ai-field-guide', 'evals');
  await files.makeFolder(folder, true);
  return folder;
}

const heartbeatMs = 10_000;
/** Who has missed so many beats has died. */
const times = { heartbeatMs, staleMs: 6 * heartbeatMs };

/** The full path of a file that need not be there, without links of folders: by another one it would be another run. */
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

/** A new file. The results that are there stay under another name, or some of their cells in the new one. */
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
    // Those of a file of another form: whoever goes on next, goes on with this one.
    return { recorded: [...(recorded?.cells.values() ?? [])] };
  });
}

/** Before anything is sent. @throws FileError */
async function assertWritable(files: Files, path: string): Promise<void> {
  const tried = new Error();
  await files
    .writeWhole(path, [], () => Promise.reject(tried))
    .catch((error: unknown) => {
      if (error !== tried) throw error;
    });
}
