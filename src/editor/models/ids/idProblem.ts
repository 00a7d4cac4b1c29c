import type { Diagnostic } from 'vscode';
import type { FoundId } from '../../../core/code/ids/findIds';
import type { Evaluation } from '../../../core/code/ids/evaluate';

/** An id in a document that is about to break, or has. */
export interface IdProblem {
  readonly found: FoundId;
  readonly judgement: Evaluation;
  readonly diagnostic: Diagnostic;
}
