import { CodeAction, CodeActionKind, Diagnostic, DiagnosticSeverity } from 'vscode';
import type { Range } from 'vscode';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/**
 * Problems of a file at most. VS Code shows no more for an extension, and a file full of them would only cost time and
 * memory.
 */
export const maxShown = 1_000;

/** Makes a problem in the name of this extension. */
export const newDiagnostic = (
  range: Range,
  message: string,
  severity: keyof typeof severities,
  more: Partial<Pick<Diagnostic, 'code' | 'source' | 'tags'>> = {},
): Diagnostic =>
  Object.assign(new Diagnostic(range, message, severities[severity]), { source: 'AI Field Guide', ...more });

/** Makes a fix, without an edit or command yet. */
export const quickFix = (title: string, diagnostics: readonly Diagnostic[]): CodeAction =>
  Object.assign(new CodeAction(title, CodeActionKind.QuickFix), { diagnostics: [...diagnostics] });
