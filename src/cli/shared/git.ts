import { spawn } from 'node:child_process';
import path from 'node:path';
import { joinBytes } from '../../core/base/bytes';
import { InputError } from './commandLine';

/** A file of a commit. */
export interface CommittedFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  /** The name of its object, as git hashes it. */
  readonly hash: string;
}

/** More of what git says is not read. */
const maxBytes = 256 * 1024 ** 2;

/**
 * A commit, read by git's own program. Only commands that read objects: none that runs hooks, filters or what else the config
 * of a repository names, and nothing is fetched.
 */
export class Commit {
  private constructor(
    private readonly top: string,
    readonly id: string,
  ) {}

  /** The commit that `ref` names in the repository whose top is the folder `top`. @throws InputError */
  static async of(top: string, ref: string): Promise<Commit> {
    const id = await git(top, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]).catch(
      (error: unknown) => {
        if (error instanceof InputError) throw error;
        throw new InputError(`There is no commit "${ref}" in ${path.relative('', top) || '.'}.`);
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

/** Older ones do not know `GIT_NO_LAZY_FETCH`: without any protocol no remote of a repository runs what its config names. */
const quiet = {
  ...{ GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none' },
  ...{ GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
};

/** What names another repository than that of the folder, as hooks set it. */
const ofOthers = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_NAMESPACE']);

/** The environment of git, for the repository whose top is a folder: never one around it, where its own is none. */
const environmentOf = (top: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofOthers.has(name))),
  ...quiet,
  GIT_CEILING_DIRECTORIES: path.dirname(top),
});

/** What git prints. @throws InputError where there is no git; Error where it fails */
function git(top: string, args: readonly string[]): Promise<Uint8Array> {
  const env = environmentOf(top);
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['-C', top, ...args], { env, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const pieces: Uint8Array[] = [];
    let length = 0;
    child.stdout.on('data', (piece: Uint8Array) => {
      length += piece.length;
      if (length <= maxBytes) pieces.push(piece);
      else child.kill();
    });
    child.on('error', () => reject(new InputError('git cannot be run.')));
    child.on('close', (code) => {
      if (code === 0) resolve(joinBytes(pieces));
      else reject(new Error(`git ${args[0]} failed.`));
    });
  });
}
