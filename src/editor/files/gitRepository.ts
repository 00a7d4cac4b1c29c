import { Uri } from 'vscode';
import { TrackedFiles, readGitIndex } from '../../core/files/gitIndex';
import { hasLongLine, readGitignore } from '../../core/files/ignoreRules';
import type { GitPattern } from '../../core/files/gitPattern';
import type { UnreadRules } from '../../core/tokens/folder/result';
import type { Breathe } from '../../core/base/work';
import { files } from './files';
import { host } from '#host';
import { FileTooLargeError } from '../../host/port';
import { childOf } from './paths';

/** Bytes. An ignore file of hundreds of thousands of lines is none that people keep; an index has 100 bytes a file. */
const mostRuleBytes = 1024 ** 2;
const mostIndexBytes = 256 * 1024 ** 2;

const decoder = new TextDecoder();

/** How ignore files are read. */
export interface RuleReading {
  readonly breathe: Breathe;
  /** Hears of files of which not all rules: as for git, that is no error. */
  readonly onUnread: (file: Uri, why: Exclude<keyof UnreadRules, 'globs'>) => void;
}

/** What git knows of a repository besides its .gitignore files. */
export class GitRepository {
  private trackedFiles: Promise<TrackedFiles> | undefined;

  /** @param gitFolder where index and exclude file are; `undefined` outside of repositories. */
  private constructor(
    private readonly gitFolder: Uri | undefined,
    private readonly commonFolder: Uri | undefined,
  ) {}

  static readonly none = new GitRepository(undefined, undefined);

  /** @param top the folder with `.git`: a folder, or a file that says where it is, in worktrees and submodules. */
  static async at(top: Uri): Promise<GitRepository> {
    const dotGit = childOf(top, '.git');
    const elsewhere = await linkIn(dotGit, /^gitdir: (.+)$/m, top);
    const folder = elsewhere ?? dotGit;
    const common = await linkIn(childOf(folder, 'commondir'), /^(.+)$/m, folder);
    return new GitRepository(folder, common ?? folder);
  }

  /** The patterns of .git/info/exclude, which hold where no .gitignore says anything. */
  async excludePatterns(reading: RuleReading): Promise<readonly GitPattern[]> {
    return this.commonFolder ? patternsIn(Uri.joinPath(this.commonFolder, 'info', 'exclude'), reading) : [];
  }

  /** The files that git tracks, from the top of the repository; none when the index cannot be read. Read once. */
  tracked(breathe: Breathe): Promise<TrackedFiles> {
    return (this.trackedFiles ??= this.readTracked(breathe));
  }

  private async readTracked(breathe: Breathe): Promise<TrackedFiles> {
    const tracked = new TrackedFiles();
    const index = this.gitFolder && (await readOrNothing(childOf(this.gitFolder, 'index'), mostIndexBytes));
    if (!index) return tracked;
    for (const name of readGitIndex(index)) {
      tracked.add(name);
      const pause = breathe();
      if (pause) await pause;
    }
    return tracked;
  }
}

/** The patterns of an ignore file. As for git, one that cannot be read rules nothing. */
export async function patternsIn(file: Uri, { breathe, onUnread }: RuleReading): Promise<readonly GitPattern[]> {
  const bytes = await readOrNothing(file, mostRuleBytes, () => onUnread(file, 'tooLarge'));
  if (bytes && hasLongLine(bytes)) onUnread(file, 'longLines');
  const patterns: GitPattern[] = [];
  for (const pattern of bytes ? readGitignore(bytes, host.disk.ignoresCase) : []) {
    patterns.push(pattern);
    const pause = breathe();
    if (pause) await pause;
  }
  return patterns;
}

async function readOrNothing(
  file: Uri,
  maxBytes: number,
  onTooLarge: () => void = () => undefined,
): Promise<Uint8Array | undefined> {
  try {
    return await files.read(file, { maxBytes });
  } catch (error) {
    if (error instanceof FileTooLargeError) onTooLarge();
    return undefined;
  }
}

/** The folder that a small file names, relative to `base`. Only the disk has such files. */
async function linkIn(file: Uri, pattern: RegExp, base: Uri): Promise<Uri | undefined> {
  const bytes = file.scheme === 'file' ? await readOrNothing(file, 10_000) : undefined;
  const named = bytes && pattern.exec(decoder.decode(bytes))?.[1]?.trim();
  return named ? base.with({ path: Uri.file(host.disk.resolve(base.fsPath, named)).path }) : undefined;
}
