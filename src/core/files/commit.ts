import type { ReadLimits } from './disk';

// A commit of a git repository, as a host that can run git reads it.

/** A file of a commit. */
export interface CommittedFile {
  /** Path from the top of the repository, with slashes. */
  readonly path: string;
  /** The name of its object, as git hashes it. */
  readonly hash: string;
}

export interface CommitFiles {
  readonly id: string;
  /** Returns its files, without links and submodules. */
  files(): Promise<CommittedFile[]>;
  /** Reads one of the files. @throws FileTooLargeError, NotClonedError */
  read(file: CommittedFile, limits: ReadLimits): Promise<Uint8Array>;
  /** Ends the reading of files. */
  end(): void;
}

/**
 * Why there is no commit to read: git cannot be run, or does not read this repository; there is no such commit, or it was not
 * cloned; or there is no repository.
 */
export type CommitFault = 'noGit' | 'unreadable' | 'noCommit' | 'shallow' | 'noRepository';

export class CommitError extends Error {
  override readonly name = 'CommitError';

  constructor(readonly fault: CommitFault) {
    super(fault);
  }
}

/** Signals that a file of a commit is not in the repository, as only a part was cloned, or it is damaged. */
export class NotClonedError extends Error {
  override readonly name = 'NotClonedError';
}
