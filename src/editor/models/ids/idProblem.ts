import type { Diagnostic } from 'vscode';
import type { FoundId } from '../../../core/code/ids/findIds';
import type { Judgement } from '../../../core/code/ids/judge';

/** An id in a document that is about to break, or has. */
export interface IdProblem {
  readonly found: FoundId;
  readonly judgement: Judgement;
  readonly diagnostic: Diagnostic;
}
