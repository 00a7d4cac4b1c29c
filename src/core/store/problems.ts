import { FileError } from '../files/files';
import type { FileErrorCode } from '../files/files';
import { Emitter } from '../base/emitter';
import type { SessionProblem } from './storeTypes';

/** The newest problem of a session, for those who show it. */
export class Problems {
  private readonly changes = new Emitter<SessionProblem | undefined>();
  readonly on = this.changes.on;
  current: SessionProblem | undefined;
  /** Why saving has failed since it last succeeded. */
  private failing: FileErrorCode | undefined;

  constructor(private readonly file: string) {}

  tell(problem: SessionProblem | undefined): void {
    this.current = problem;
    this.changes.fire(problem);
  }

  /**
   * Takes the result of a save. A disk that stays full is reported once, not with each try. A success clears only
   * failures of saving.
   */
  saved(failure: unknown): void {
    const code = failure === undefined ? undefined : failure instanceof FileError ? failure.code : 'other';
    if (code === this.failing) return;
    this.failing = code;
    if (code !== undefined) this.tell({ type: 'not-saved', file: this.file, code });
    else if (this.current?.type === 'not-saved') this.tell(undefined);
  }
}
