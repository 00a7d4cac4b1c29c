import { unlessMissing } from '../../files/files';
import { SessionLock } from '../../store/lock';
import { StoreRoot } from '../../store/storeRoot';
import type { StoreHost } from '../../store/types';
import type { Cell } from '../results';
import { AnswerCache } from './answers';
import { RunFile, readRun } from './runFile';
import type { Planned, RecordedRun } from './runFile';

/** The files of a run, with nobody else at them. */
export interface OpenedRun {
  readonly file: RunFile;
  readonly recorded?: RecordedRun;
  readonly cache?: AnswerCache;
  /** The last run of the suite was broken off, and this is another one. */
  readonly isAfterBreak: boolean;
  readonly close: () => Promise<void>;
}

/** A run of the suite goes on, in this process or another one. */
export class SuiteIsRunError extends Error {
  override readonly name = 'SuiteIsRunError';
}

/** The file that is to be gone on with has no results. */
export class NoResultsError extends Error {
  override readonly name = 'NoResultsError';
}

interface Opening {
  /** The config: its full path without links of folders, and as the results name it. */
  readonly config: string;
  readonly suite: string;
  /** All that the suite asks, also where a part is asked. */
  readonly planned?: Planned;
  /** Of this user on this machine: where answers are cached and runs are locked. */
  readonly folder: string;
  /** Results to go on with: their full path, likewise. */
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

/** Opens them. @throws SuiteIsRunError, NoResultsError, FileError */
export async function openRun(host: StoreHost, opening: Opening): Promise<OpenedRun> {
  const { config, resume, useCache } = opening;
  const { own } = resultNames(config);
  const folder = await folderOf(own, host, opening.folder);
  const locks: SessionLock[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(locks.map((lock) => lock.release()));
  };
  try {
    // Two configs may have the same results, and results of one may be gone on with by another.
    for (const written of new Set([own, resume ?? own])) {
      const at = await folderOf(written, host, opening.folder);
      const lock = new SessionLock(host, { folder: at, root: new StoreRoot(host.files, at) }, times, () => undefined);
      if (!(await lock.acquire())) throw new SuiteIsRunError(config);
      locks.push(lock);
    }
    const last = resume ?? own;
    const there = await readRun(host.files, last);
    if (resume !== undefined && there && !there.header && there.cells.size === 0) throw new NoResultsError(resume);
    const isBroken = resume === undefined && there !== undefined && there.unanswered.size > 0;
    const recorded = resume !== undefined || (isBroken && opening.goesOn === true) ? there : undefined;
    const goneOn = recorded && (await RunFile.goOn(host.files, last, recorded));
    const file = goneOn ?? (await begun(host, opening, recorded));
    // A machine that slept has its locks taken over.
    file.guard(async () => {
      const states = await Promise.all(locks.map((lock) => lock.check()));
      if (!states.every((state) => state === 'held')) throw new SuiteIsRunError(config);
    });
    const cache = useCache ? await AnswerCache.open(host.files, host.files.join(folder, 'answers.jsonl')) : undefined;
    const isAfterBreak = isBroken && !goneOn;
    return { file, isAfterBreak, ...(recorded && { recorded }), ...(cache && { cache }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

const times = { heartbeatMs: 10_000, staleMs: 60_000 };

/** Where the answers of a run are cached, and it is locked, by the results that it writes. */
async function folderOf(results: string, host: StoreHost, folders: string): Promise<string> {
  const name = (await host.sha256(new TextEncoder().encode(results))).slice(0, 16);
  const folder = host.files.join(folders, name);
  await host.files.makeFolder(folder, true);
  return folder;
}

/** A new file. The results that are there stay under another name, or some of their cells in the new one. */
async function begun(
  host: StoreHost,
  { config, suite, planned, resume, keeps }: Opening,
  recorded: RecordedRun | undefined,
): Promise<RunFile> {
  const { own, before } = resultNames(config);
  const target = recorded ? own : (resume ?? own);
  const head = { id: host.randomId(), created: host.now(), suite, ...(planned && { planned }) };
  if (keeps) {
    const kept = [...((await readRun(host.files, target))?.cells.values() ?? [])].filter(keeps);
    return RunFile.begin(host.files, target, head, kept);
  }
  await unlessMissing(host.files.rename(target, before));
  const file = await RunFile.begin(host.files, target, head);
  // Those of a file of another form: whoever goes on next, goes on with this one.
  await Promise.all([...(recorded?.cells.values() ?? [])].map((cell) => file.record(cell)));
  return file;
}
