import { DiagnosticSeverity } from 'vscode';
import type { ShownSeverity } from '../../../core/code/ids/config/idConfig';

export const diagnosticSeverities: Readonly<Record<ShownSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
