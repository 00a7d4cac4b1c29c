import { CommitError, NotClonedError } from '../../files/commit';
import type { CommitFiles, CommittedFile } from '../../files/commit';
import { FileTooLargeError, pathBelow } from '../../files/disk';
import type { DiskHost } from '../../files/disk';
import { FileText } from '../../files/fileText';
import { topAround } from '../../files/gitRules';
import { rootEntry, walk } from '../../files/walk';
import type { SkipReason } from '../../files/skipped';

/** The tokens of a file that differs from a commit. */
export interface ChangedFile {
  /** The place where the file is, or was. */
  readonly place: string;
  readonly status: 'added' | 'changed' | 'removed';
  /** Tokens; 0 if the file does not exist or is no text. */
  readonly before: number;
  readonly after: number;
}

export interface CommitDiff {
  /** The id of the commit. */
  readonly commit: string;
  /** The changed files, in the order of their places. */
  readonly files: readonly ChangedFile[];
}

interface DiffDeps {
  readonly host: DiskHost;
  /** The commit that `ref` names in the repository whose top is the folder `top`. @throws CommitError */
  readonly commitOf: (top: string, ref: string) => Promise<CommitFiles>;
  /** Returns the name that git gives to the bytes of a file, with the kind of hash that another name has. */
  readonly hashLike: (name: string, bytes: Uint8Array) => string;
  readonly count: (text: string) => Promise<number>;
  /** Called for a file that could not be read: as it is now, or as it was in the commit. */
  readonly onUnread: (place: string, reason: SkipReason, error: unknown, when: 'before' | 'now') => void;
}

/** Maximum size, in bytes, of a file, as it is now and as it was. */
const maxBytes = 10 * 1024 ** 2;

/**
 * Counts the files of a folder that differ from a commit. New files count, except for those that git ignores.
 * @throws CommitError
 */
export async function diffWithCommit(folder: string, ref: string, deps: DiffDeps): Promise<CommitDiff> {
  const { commitOf } = deps;
  const { disk } = deps.host;
  const top = await topAround(disk, folder, folder);
  if (!(await disk.exists(disk.join(top, '.git')))) throw new CommitError('noRepository');
  const commit = await commitOf(top, ref);
  try {
    return { commit: commit.id, files: await changedFiles(folder, top, commit, deps) };
  } finally {
    commit.end();
  }
}

/** Returns the changed files, in the order of their places. */
async function changedFiles(folder: string, top: string, commit: CommitFiles, deps: DiffDeps): Promise<ChangedFile[]> {
  const { hashLike, count } = deps;
  const { disk } = deps.host;
  const committed = new Map<string, CommittedFile>();
  for (const file of await commit.files()) {
    const place = disk.join(top, ...file.path.split('/'));
    if (pathBelow(disk, folder, place)) committed.set(place, file);
  }
  const files: ChangedFile[] = [];
  const add = async (place: string, status: ChangedFile['status'], before: string, after: string): Promise<void> => {
    files.push({ place, status, before: await count(before), after: await count(after) });
  };
  for (const place of await placesIn(folder, deps)) {
    const was = committed.get(place);
    committed.delete(place);
    const bytes = await readNow(place, deps);
    if (!bytes || (was && hashLike(was.hash, bytes) === was.hash)) continue;
    const [before, after] = [was ? await textBefore(commit, was, place, deps) : '', textOf(bytes)];
    if (before === undefined) continue;
    // git may write other line ends to the disk than it keeps.
    if (was && plainLines(before) === plainLines(after)) continue;
    if (before !== after) await add(place, was ? 'changed' : 'added', before, after);
  }
  for (const [place, was] of committed) {
    const before = await textBefore(commit, was, place, deps);
    if (before !== undefined && before !== '') await add(place, 'removed', before, '');
  }
  return files.sort((one, other) => (one.place < other.place ? -1 : 1));
}

/** Returns the text of a file in the commit. Undefined: git does not have it, or it is too large. */
async function textBefore(
  commit: CommitFiles,
  was: CommittedFile,
  place: string,
  { onUnread }: DiffDeps,
): Promise<string | undefined> {
  try {
    return textOf(await commit.read(was, { maxBytes }));
  } catch (error) {
    if (error instanceof CommitError) throw error;
    const isTooLarge = error instanceof FileTooLargeError;
    onUnread(place, isTooLarge ? 'tooLarge' : 'unreadable', isTooLarge ? error : new NotClonedError(place), 'before');
    return undefined;
  }
}

async function placesIn(folder: string, { host, onUnread }: DiffDeps): Promise<string[]> {
  const places: string[] = [];
  const deps = {
    host,
    onSkipped: (reason: SkipReason, { place }: { readonly place: string }, error?: unknown): void => {
      if (reason === 'unreadable') onUnread(place, reason, error, 'now');
    },
  };
  for await (const { place } of walk(await rootEntry(folder, deps), deps)) places.push(place);
  return places;
}

async function readNow(place: string, { host, onUnread }: DiffDeps): Promise<Uint8Array | undefined> {
  try {
    return await host.disk.read(place, { maxBytes });
  } catch (error) {
    onUnread(place, error instanceof FileTooLargeError ? 'tooLarge' : 'unreadable', error, 'now');
    return undefined;
  }
}

const textOf = (bytes: Uint8Array): string => FileText.of(bytes)?.text() ?? '';

const plainLines = (text: string): string => text.replaceAll('\r\n', '\n');
