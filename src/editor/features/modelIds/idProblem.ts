import type { Diagnostic } from 'vscode';
import type { FoundId } from '../../../core/modelIds/findIds';
import type { Judgement } from '../../../core/modelIds/judge';

/** An id in a document that is about to break, or has. */
export interface IdProblem {
  readonly found: FoundId;
  readonly judgement: Judgement;
  readonly diagnostic: Diagnostic;
}
