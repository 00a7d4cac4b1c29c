import { CodeAction, CodeActionKind } from 'vscode';
import type { Diagnostic } from 'vscode';

/** A fix without an edit or command yet. */
export function quickFix(title: string, diagnostics: readonly Diagnostic[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = [...diagnostics];
  return action;
}
