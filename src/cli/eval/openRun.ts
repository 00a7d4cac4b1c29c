import path from 'node:path';
import { FileError, unlessMissing } from '../../core/files/files';
import { AnswerCache } from '../../core/evals/run/answers';
import { RunFile, readRun } from '../../core/evals/run/runFile';
import type { RecordedRun } from '../../core/evals/run/runFile';
import { SessionLock } from '../../core/store/lock';
import { StoreRoot } from '../../core/store/storeRoot';
import { host } from '../../host/node/host';
import { InputError, UsageError, inOneLine } from '../shared/commandLine';
import type { Caller } from '../shared/commandLine';
import type { EvalArguments } from './arguments';
import { evalFolder } from './evalFolder';

/** The files of a run, with nobody else at them. */
interface OpenedRun {
  readonly file: RunFile;
  /** Its name as the command has it. */
  readonly shown: string;
  readonly recorded?: RecordedRun;
  readonly cache?: AnswerCache;
  /** What is to be said of the run before it. */
  readonly note?: string;
  readonly close: () => Promise<void>;
}

type Opening = Pick<EvalArguments, 'file' | 'resume' | 'useCache'>;

/** Opens them. @throws UsageError where the suite is run by somebody else, InputError */
export async function openRun(args: Opening, environment: Caller['environment']): Promise<OpenedRun> {
  const [own, before] = resultNames(args.file);
  const shown = args.resume ?? own;
  const full = path.resolve(shown);
  const folder = path.join(evalFolder(environment), await nameOf(path.resolve(args.file)));
  const lock = await lockOf(folder, args.file);
  try {
    const recorded = args.resume === undefined ? undefined : await readRun(host.files, full);
    const broken = args.resume === undefined && (await isBroken(full)) && { note: brokenNote(before) };
    const file = (recorded && (await goneOnWith(full, recorded))) ?? (await begun(args, shown, recorded, before));
    const answers = path.join(folder, 'answers.jsonl');
    const cache = args.useCache ? await AnswerCache.open(host.files, answers) : undefined;
    return {
      file,
      shown,
      ...broken,
      ...(recorded && { recorded }),
      ...(cache && { cache }),
      close: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    if (error instanceof FileError) {
      throw new InputError(`Cannot keep results in ${shown}: ${error.systemCode || error.code}.`);
    }
    throw error;
  }
}

/** `promptfooconfig.yaml` has its results in `promptfooconfig.eval.jsonl`. */
function resultNames(config: string): [own: string, before: string] {
  const { dir, name } = path.parse(config);
  return [path.join(dir, `${name}.eval.jsonl`), path.join(dir, `${name}.before.eval.jsonl`)];
}

const nameOf = async (full: string): Promise<string> =>
  (await host.sha256(new TextEncoder().encode(full))).slice(0, 16);

async function lockOf(folder: string, config: string): Promise<SessionLock> {
  try {
    await host.files.makeFolder(folder);
    const times = { heartbeatMs: 10_000, staleMs: 60_000 };
    const lock = new SessionLock(host, { folder, root: new StoreRoot(host.files, folder) }, times, () => undefined);
    if (await lock.acquire()) return lock;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    throw new InputError(`Cannot write into ${inOneLine(folder)}: ${error.systemCode || error.code}.`);
  }
  throw new UsageError(`${inOneLine(config)} is being run already: one run of a suite at a time. Nothing was sent.`);
}

const isBroken = async (full: string): Promise<boolean> =>
  ((await readRun(host.files, full))?.unanswered.size ?? 0) > 0;

const brokenNote = (before: string): string =>
  `The last run of this suite was broken off. To go on with it instead: --resume ${before}`;

const goneOnWith = (full: string, recorded: RecordedRun): Promise<RunFile | undefined> =>
  RunFile.goOn(host.files, full, recorded);

/** A new file. The results that are there stay under another name. */
async function begun(
  { file: config }: Opening,
  shown: string,
  recorded: RecordedRun | undefined,
  before: string,
): Promise<RunFile> {
  const target = recorded ? resultNames(config)[0] : shown;
  await unlessMissing(host.files.rename(path.resolve(target), path.resolve(before)));
  const head = { id: host.randomId(), created: host.now(), suite: config.replaceAll('\\', '/') };
  return RunFile.begin(host.files, path.resolve(target), head);
}
