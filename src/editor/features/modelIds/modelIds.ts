import { Diagnostic, DiagnosticSeverity, Disposable, Range, Uri, languages, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import type { FoundId } from '../../../core/modelIds/findIds';
import { judge } from '../../../core/modelIds/judge';
import type { Judgement, Severity } from '../../../core/modelIds/judge';
import { idLines } from '../../../core/modelIds/sentences';
import { systemDay } from '../../../core/base/day';
import { pacer } from '../../../core/base/pacer';
import { nodeHost } from '../../../host/node/host';
import { settingIds } from '../../shared/contributions';
import type { Logger } from '../../shared/log';
import { settings } from '../../shared/settings';
import { say } from '../../shared/words';
import type { DocumentRegions } from '../../services/documentRegions';
import type { Tables } from '../../services/tables';
import { CheckedDocuments } from './checkedDocuments';
import type { IdProblem } from './idProblem';
import { ModelIdActions } from './modelIdActions';

/** Says in code and config which model ids end, when, and what to write instead. */
export function registerModelIds(tables: Tables, regions: DocumentRegions, log: Logger): Disposable {
  const shown = languages.createDiagnosticCollection('aiFieldGuide.modelIds');
  // With the version of the document in which they stand.
  const problems = new Map<string, { readonly version: number; readonly found: readonly IdProblem[] }>();
  const show = async (document: TextDocument, found: readonly FoundId[]): Promise<void> => {
    const key = document.uri.toString();
    const { version } = document;
    const now = found.length === 0 ? [] : await problemsOf(found, tables);
    // It was changed meanwhile, or closed: then nothing of it is shown any more.
    if (now.length > 0 && (document.isClosed || document.version !== version)) return;
    problems.set(key, { version, found: now });
    if (now.length === 0) problems.delete(key);
    shown.set(
      document.uri,
      now.map(({ diagnostic }) => diagnostic),
    );
  };
  const checks = new CheckedDocuments(tables, regions, () => settings.modelIdsEnabled(), show, log);
  const actions = new ModelIdActions((document) => {
    const known = problems.get(document.uri.toString());
    // After a change their places are others, until it was looked at again.
    return known?.version === document.version ? known.found : [];
  });
  return Disposable.from(
    shown,
    checks,
    languages.registerCodeActionsProvider('*', actions, { providedCodeActionKinds: ModelIdActions.kinds }),
    workspace.onDidChangeConfiguration((change) => {
      if (
        change.affectsConfiguration(settingIds.modelIdsEnabled) ||
        change.affectsConfiguration(settingIds.modelIdsDays)
      ) {
        checks.checkAll();
      }
    }),
  );
}

async function problemsOf(found: readonly FoundId[], tables: Tables): Promise<IdProblem[]> {
  const lifecycle = await tables.lifecycle();
  const today = systemDay();
  const within = settings.modelIdsDays();
  const breathe = pacer(() => nodeHost.nextTurn());
  const problems: IdProblem[] = [];
  // A price list names thousands.
  for (const each of found) {
    const pause = breathe();
    if (pause) await pause;
    const judgement = each.named && judge(each.named, lifecycle, today, within);
    if (!judgement) continue;
    const source = lifecycle.sourceOf(judgement.record);
    problems.push({ found: each, judgement, diagnostic: diagnosticOf(each, judgement, source.url) });
  }
  return problems;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

function diagnosticOf({ line, column, written }: FoundId, judgement: Judgement, url: string): Diagnostic {
  const range = new Range(line, column, line, column + written.length);
  const message = idLines(written, judgement, say).join('\n');
  const diagnostic = new Diagnostic(range, message, severities[judgement.severity]);
  diagnostic.source = 'AI Field Guide';
  diagnostic.code = { value: judgement.status, target: Uri.parse(url) };
  return diagnostic;
}
