import type { Tokenizer } from '../../catalog/catalogTable';
import type { CommitFault } from '../../files/commit';
import type { SkipReason } from '../../files/skipped';
import type { CommitDiff } from './commitDiff';

// A diff in a thread of its own, which reads the folder and asks git.

export interface DiffRequest {
  readonly kind: 'diff';
  readonly id: number;
  /** Full path of the folder on the disk of the system. */
  readonly folder: string;
  readonly ref: string;
  readonly by: Pick<Tokenizer, 'encoding' | 'estimate'>;
}

/** A file that could not be read, by its place. */
export interface UnreadFile {
  readonly place: string;
  readonly reason: SkipReason;
}

export type DiffReply =
  | {
      readonly kind: 'compared';
      readonly id: number;
      readonly diff: CommitDiff;
      readonly unread: readonly UnreadFile[];
    }
  | { readonly kind: 'notCompared'; readonly id: number; readonly fault: CommitFault };
