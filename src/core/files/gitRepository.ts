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

const decoder = new TextDecoder();

/** Why not all rules of an ignore file hold. None holds where the file is too large or cannot be read. */
export type RuleFault =
  { readonly kind: 'tooLarge' | 'longLines' } | { readonly kind: 'unreadable'; readonly error: unknown };

/** How ignore files are read. */
export interface RuleReading {
  readonly host: DiskHost;
  /** Called for each file of which not all rules hold. As for git, that is no error. */
  readonly onUnread?: ((file: string, fault: RuleFault) => void) | undefined;
}

/** A repository as git knows it, without its .gitignore files. */
interface GitRepository {
  /** The patterns of .git/info/exclude, which hold where no .gitignore says anything. */
  readonly excluded: readonly GitPattern[];
  /** The files that git tracks, from the top of the repository; none when the index cannot be read. Read once. */
  readonly tracked: () => Promise<TrackedFiles>;
}

/** @param top the folder with `.git`, which is a folder, or in worktrees and submodules a file that says where it is. */
export async function openRepository(top: string, reading: RuleReading): Promise<GitRepository> {
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
export async function patternsIn(file: string, { host, onUnread }: RuleReading): Promise<readonly GitPattern[]> {
  const bytes = await host.disk.read(file, { maxBytes: maxRuleBytes }).catch((error: unknown) => {
    if (error instanceof FileTooLargeError) onUnread?.(file, { kind: 'tooLarge' });
    else if (!isMissing(error)) onUnread?.(file, { kind: 'unreadable', error });
    return undefined;
  });
  if (bytes && hasLongLine(bytes)) onUnread?.(file, { kind: 'longLines' });
  const patterns: GitPattern[] = [];
  const breathe = pacer(() => host.nextTurn());
  for (const pattern of bytes ? readGitignore(bytes, host.disk.ignoresCase) : []) {
    patterns.push(pattern);
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
