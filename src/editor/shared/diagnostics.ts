import { CodeAction, CodeActionKind, Diagnostic, DiagnosticSeverity } from 'vscode';
import type { Range } from 'vscode';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** VS Code shows no more problems of a file and an extension; a file that is full of them would only cost time and memory. */
export const maxShown = 1_000;

/** A problem of ours. */
export const newDiagnostic = (
  range: Range,
  message: string,
  severity: keyof typeof severities,
  more: Partial<Pick<Diagnostic, 'code' | 'source' | 'tags'>> = {},
): Diagnostic =>
  Object.assign(new Diagnostic(range, message, severities[severity]), { source: 'AI Field Guide', ...more });

/** A fix without an edit or command yet. */
export const quickFix = (title: string, diagnostics: readonly Diagnostic[]): CodeAction =>
  Object.assign(new CodeAction(title, CodeActionKind.QuickFix), { diagnostics: [...diagnostics] });
