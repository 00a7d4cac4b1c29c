import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { joinBytes } from '../../core/base/bytes';
import { CommitError } from '../../core/files/commit';
import type { CommitFiles, CommittedFile } from '../../core/files/commit';
import type { ReadLimits } from '../../core/files/disk';
import { GitBlobs } from './gitBlobs';
import { gitEnvironment, gitFolder } from './gitEnvironment';

/** Entry of a commit. The hash of a submodule is that of a commit of another repository. */
export interface CommittedEntry extends CommittedFile {
  readonly kind: 'file' | 'link' | 'submodule';
}

/** The most bytes of git's output that are read. */
const maxBytes = 256 * 1024 ** 2;

/**
 * A commit, read by git's own program. Runs only commands that read objects. None of them runs hooks, filters or
 * anything else that the config of a repository names, and nothing is fetched.
 */
export class Commit implements CommitFiles {
  private readonly blobs: GitBlobs;

  private constructor(
    private readonly top: string,
    readonly id: string,
  ) {
    this.blobs = new GitBlobs(top);
  }

  /** The commit that `ref` names in the repository whose top is the folder `top`. @throws CommitError */
  static async of(top: string, ref: string): Promise<Commit> {
    try {
      const id = await git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
      return new Commit(top, new TextDecoder().decode(id).trim());
    } catch (error) {
      if (error instanceof CommitError) throw error;
      const isShallow = await git(top, ['rev-parse', '--is-shallow-repository']).catch(() => undefined);
      if (!isShallow) throw new CommitError('unreadable');
      throw new CommitError(new TextDecoder().decode(isShallow).startsWith('true') ? 'shallow' : 'noCommit');
    }
  }

  /** Returns the files of the commit, without links and submodules. */
  async files(): Promise<CommittedFile[]> {
    return (await this.entries()).flatMap(({ kind, path: name, hash }) =>
      kind === 'file' ? [{ path: name, hash }] : [],
    );
  }

  /** Returns all entries of the commit. */
  async entries(): Promise<CommittedEntry[]> {
    const listed = new TextDecoder().decode(await git(this.top, ['ls-tree', '-r', '-z', '--full-tree', this.id]));
    return listed.split('\0').flatMap((line) => {
      const [, mode = '', hash, name] = /^(\d{6}) \w+ ([\da-f]+)\t([^]*)$/.exec(line) ?? [];
      if (hash === undefined || name === undefined || !isPath(name)) return [];
      return { path: name, hash, kind: mode === '160000' ? 'submodule' : mode === '120000' ? 'link' : 'file' };
    });
  }

  read({ hash }: CommittedFile, limits: ReadLimits): Promise<Uint8Array> {
    return this.blobs.read(hash, limits);
  }

  end(): void {
    this.blobs.end();
  }
}

/** Returns the hash by which git names the bytes of a file, made with the algorithm that also made `name`. */
export const hashLike = (name: string, bytes: Uint8Array): string =>
  createHash(name.length === 40 ? 'sha1' : 'sha256')
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest('hex');

/**
 * Whether a name is a path within the folder. git checks names only when it checks a commit
 * out, so a stranger's may lead out of the folder.
 */
const isPath = (name: string): boolean =>
  name.split(path.sep === '\\' ? /[\\/]/ : '/').every((part) => !/^(?:\.{0,2}|\.git)$/i.test(part));

/** Runs git and returns its output. @throws CommitError where there is no git; Error where it fails */
function git(top: string, args: readonly string[]): Promise<Uint8Array> {
  const env = gitEnvironment(top);
  return new Promise((resolve, reject) => {
    const how = { env, cwd: gitFolder, windowsHide: true } as const;
    const child = spawn('git', ['-C', path.resolve(top), ...args], { ...how, stdio: ['ignore', 'pipe', 'ignore'] });
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
