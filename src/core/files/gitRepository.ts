import { Lazy } from '../base/lazy';
import { pacer } from '../base/work';
import { FileTooLargeError, isMissing } from './disk';
import type { Disk, DiskHost } from './disk';
import { TrackedFiles, readGitIndex } from './gitIndex';
import type { GitPattern } from './gitPattern';
import { hasLongLine, readGitignore } from './ignoreRules';

/**
 * Maximum sizes, in bytes. No one keeps an ignore file of hundreds of thousands of lines. An index has 100 bytes for
 * each file.
 */
const maxRuleBytes = 1024 ** 2;
const maxIndexBytes = 256 * 1024 ** 2;
/**
 * Maximum number of patterns that hold in a folder, those of the folders around it included. Each takes about 1 kB of memory,
 * and each path is matched with all of them.
 */
export const maxPatterns = 20_000;

const decoder = new TextDecoder();

/** Why not all rules of an ignore file hold. None holds where the file is too large or cannot be read. */
export type RuleFault =
  | { readonly kind: 'tooLarge' | 'longLines' }
  | { readonly kind: 'unreadable'; readonly error: unknown };

/** How ignore files are read. */
export interface RuleReading {
  readonly host: DiskHost;
  /** Called for each file of which not all rules hold. As for git, that is no error. */
  readonly onUnread?: ((file: string, fault: RuleFault) => void) | undefined;
  /** What has been read, for a caller that asks about several files in a row. Without it, all is read each time. */
  readonly kept?: KeptRules;
}

/** Patterns by the path of their ignore file, and repositories by their top. */
export class KeptRules {
  readonly patterns = new Map<string, Promise<readonly GitPattern[]>>();
  readonly repositories = new Map<string, Promise<GitRepository>>();
}

function keptIn<T>(map: Map<string, Promise<T>> | undefined, key: string, read: () => Promise<T>): Promise<T> {
  const value = map?.get(key) ?? read();
  map?.set(key, value);
  return value;
}

/** A repository as git knows it, without its .gitignore files. */
interface GitRepository {
  /** The patterns of .git/info/exclude, which hold where no .gitignore says anything. */
  readonly excluded: readonly GitPattern[];
  /** The files that git tracks, from the top of the repository; none when the index cannot be read. Read once. */
  readonly tracked: () => Promise<TrackedFiles>;
}

/** @param top the folder with `.git`, which is a folder, or in worktrees and submodules a file that says where it is. */
export function openRepository(top: string, reading: RuleReading): Promise<GitRepository> {
  return keptIn(reading.kept?.repositories, top, () => readRepository(top, reading));
}

async function readRepository(top: string, reading: RuleReading): Promise<GitRepository> {
  const { host } = reading;
  const { disk } = host;
  const dotGit = disk.join(top, '.git');
  const folder = (await linkIn(disk, dotGit, /^gitdir: (.+)$/m, top)) ?? dotGit;
  const common = (await linkIn(disk, disk.join(folder, 'commondir'), /^(.+)$/m, folder)) ?? folder;
  return {
    excluded: await patternsIn(disk.join(common, 'info', 'exclude'), reading),
    tracked: new Lazy(() => readTracked(top, disk.join(folder, 'index'), host)).get,
  };
}

async function readTracked(top: string, index: string, host: DiskHost): Promise<TrackedFiles> {
  const tracked = new TrackedFiles();
  const breathe = pacer(() => host.nextTurn());
  for (const name of host.disk.tracked?.(top) ?? (await namesIn(index, host.disk))) {
    tracked.add(name);
    const pause = breathe();
    if (pause) await pause;
  }
  return tracked;
}

async function namesIn(index: string, disk: Disk): Promise<Iterable<string>> {
  const bytes = await disk.read(index, { maxBytes: maxIndexBytes }).catch(() => undefined);
  return bytes ? readGitIndex(bytes) : [];
}

/** Reads the patterns of an ignore file. As for git, a file that cannot be read has none. */
export function patternsIn(file: string, reading: RuleReading): Promise<readonly GitPattern[]> {
  return keptIn(reading.kept?.patterns, file, () => readPatterns(file, reading));
}

async function readPatterns(file: string, { host, onUnread }: RuleReading): Promise<readonly GitPattern[]> {
  const bytes = await host.disk.read(file, { maxBytes: maxRuleBytes }).catch((error: unknown) => {
    if (error instanceof FileTooLargeError) onUnread?.(file, { kind: 'tooLarge' });
    else if (!isMissing(error)) onUnread?.(file, { kind: 'unreadable', error });
    return undefined;
  });
  if (bytes && hasLongLine(bytes)) onUnread?.(file, { kind: 'longLines' });
  const patterns: GitPattern[] = [];
  const breathe = pacer(() => host.nextTurn());
  for (const pattern of bytes ? readGitignore(bytes, host.disk.ignoresCase) : []) {
    if (patterns.push(pattern) > maxPatterns) {
      onUnread?.(file, { kind: 'tooLarge' });
      return [];
    }
    const pause = breathe();
    if (pause) await pause;
  }
  return patterns;
}

/** Returns the folder that a small file names, relative to `base`. Only a local disk has such files. */
async function linkIn(disk: Disk, file: string, pattern: RegExp, base: string): Promise<string | undefined> {
  const bytes = disk.isLocal ? await disk.read(file, { maxBytes: 10_000 }).catch(() => undefined) : undefined;
  const named = bytes && pattern.exec(decoder.decode(bytes))?.[1]?.trim();
  return named ? disk.resolve(base, named) : undefined;
}
