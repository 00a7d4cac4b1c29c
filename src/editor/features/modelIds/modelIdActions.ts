import { CodeAction, CodeActionKind, Range, WorkspaceEdit } from 'vscode';
import type { CodeActionProvider, TextDocument } from 'vscode';
import { say } from '../../shared/words';
import { canBecome } from '../../../core/modelIds/spelling';
import type { IdProblem } from './idProblem';

/** What can be done about an id that ends: writing its successor, here or everywhere in the file. */
export class ModelIdActions implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  constructor(private readonly problemsOf: (document: TextDocument) => readonly IdProblem[]) {}

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const all = this.problemsOf(document);
    const here = all.filter(({ diagnostic }) => diagnostic.range.intersection(range));
    return here.flatMap((problem) => {
      const { successor } = problem.judgement;
      const { named } = problem.found;
      if (!successor || !named || !canBecome(named.spelling, successor.id)) return [];
      const same = all.filter(({ found }) => found.written === problem.found.written);
      const one = replacing(document, [problem], say('Replace with {0}', successor.id));
      one.isPreferred = successor.dropIn;
      if (same.length === 1) return [one];
      return [one, replacing(document, same, say('Replace all {0} in this file', same.length))];
    });
  }
}

/** The prefix of a router or host stays: only the model's own id is replaced. */
function replacing(document: TextDocument, problems: readonly IdProblem[], title: string): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = problems.map(({ diagnostic }) => diagnostic);
  action.edit = new WorkspaceEdit();
  for (const { found, judgement } of problems) {
    if (!found.named || !judgement.successor) continue;
    const { start, end } = found.named.spelling;
    const range = new Range(document.positionAt(found.start + start), document.positionAt(found.start + end));
    action.edit.replace(document.uri, range, judgement.successor.id);
  }
  return action;
}
