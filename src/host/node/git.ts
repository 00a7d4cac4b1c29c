import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { joinBytes } from '../../core/base/bytes';
import { CommitError } from '../../core/files/commit';
import type { CommitFiles, CommittedFile } from '../../core/files/commit';

/** More of what git says is not read. */
const maxBytes = 256 * 1024 ** 2;

/**
 * A commit, read by git's own program. Only commands that read objects: none that runs hooks, filters or what else the config
 * of a repository names, and nothing is fetched.
 */
export class Commit implements CommitFiles {
  private constructor(
    private readonly top: string,
    readonly id: string,
  ) {}

  /** The commit that `ref` names in the repository whose top is the folder `top`. @throws CommitError */
  static async of(top: string, ref: string): Promise<Commit> {
    const id = await git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).catch(
      (error: unknown) => {
        throw error instanceof CommitError ? error : new CommitError('noCommit');
      },
    );
    return new Commit(top, new TextDecoder().decode(id).trim());
  }

  /** Its files, but for links and submodules. */
  async files(): Promise<CommittedFile[]> {
    const listed = new TextDecoder().decode(await git(this.top, ['ls-tree', '-r', '-z', '--full-tree', this.id]));
    return listed.split('\0').flatMap((line) => {
      const [, hash, name] = /^100\d{3} blob ([\da-f]+)\t([^]*)$/.exec(line) ?? [];
      return hash !== undefined && name !== undefined ? { path: name, hash } : [];
    });
  }

  read({ hash }: CommittedFile): Promise<Uint8Array> {
    return git(this.top, ['cat-file', 'blob', hash]);
  }
}

/** The name that git gives to the bytes of a file, by the hash that another name is of. */
export const hashLike = (name: string, bytes: Uint8Array): string =>
  createHash(name.length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');

/** What git prints. @throws CommitError where there is no git; Error where it fails */
function git(top: string, args: readonly string[]): Promise<Uint8Array> {
  const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', top, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const pieces: Uint8Array[] = [];
    let length = 0;
    child.stdout.on('data', (piece: Uint8Array) => {
      length += piece.length;
      if (length <= maxBytes) pieces.push(piece);
      else child.kill();
    });
    child.on('error', () => reject(new CommitError('noGit')));
    child.on('close', (code) => {
      if (code === 0) resolve(joinBytes(pieces));
      else reject(new Error(`git ${args[0]} failed.`));
    });
  });
}
