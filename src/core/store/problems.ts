import { FileError } from '../files/files';
import { Emitter } from '../base/emitter';
import type { SessionProblem } from './types';

/** The newest problem of a session, for those who show it. */
export class Problems {
  private readonly changes = new Emitter<SessionProblem | undefined>();
  readonly on = this.changes.on;
  current: SessionProblem | undefined;

  constructor(private readonly file: string) {}

  tell(problem: SessionProblem | undefined): void {
    this.current = problem;
    this.changes.fire(problem);
  }

  /** How a save went. A success answers only for failures of saving. */
  saved(failure: unknown): void {
    if (failure !== undefined) {
      this.tell({ type: 'not-saved', file: this.file, code: failure instanceof FileError ? failure.code : 'other' });
    } else if (this.current?.type === 'not-saved') this.tell(undefined);
  }
}
