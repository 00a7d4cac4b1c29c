import { CodeAction, CodeActionKind, Position, Range, WorkspaceEdit, workspace } from 'vscode';
import type { CancellationToken, CodeActionContext, CodeActionProvider, TextDocument } from 'vscode';
import { ownId } from '../../../core/modelIds/config/idConfig';
import { ignoreMark } from '../../../core/modelIds/ignoreComments';
import { canBecome } from '../../../core/modelIds/spelling';
import type { DocumentRegions } from '../../services/documentRegions';
import { commandOf } from '../../shared/commands';
import { say } from '../../shared/words';
import { fileOf } from './idConfigs';
import type { IdProblem } from './idProblem';
import type { ShownProblems } from './shownProblems';

/** Problems of a selection whose ignoring is offered: a list of more is of no use. */
const mostIgnored = 10;

/**
 * What can be done about an id that ends: writing its successor, here, everywhere in the file or in the workspace; or saying
 * nothing of it any more, here or in the workspace.
 */
export class ModelIdActions implements CodeActionProvider {
  static readonly kinds = [CodeActionKind.QuickFix];

  constructor(
    private readonly problems: Pick<ShownProblems, 'of'>,
    private readonly regions: Pick<DocumentRegions, 'readTo'>,
  ) {}

  async provideCodeActions(
    document: TextDocument,
    range: Range,
    _context: CodeActionContext,
    cancel: CancellationToken,
  ): Promise<CodeAction[]> {
    const all = this.problems.of(document);
    const here = all.filter(({ diagnostic }) => diagnostic.range.intersection(range));
    const ignoring: CodeAction[] = [];
    for (const problem of here.slice(0, mostIgnored))
      ignoring.push(...(await this.ignoring(document, problem, cancel)));
    return [...here.flatMap((problem) => replacements(document, problem, all)), ...ignoring];
  }

  private async ignoring(document: TextDocument, problem: IdProblem, cancel: CancellationToken): Promise<CodeAction[]> {
    const id = ownId(problem.found.written, problem.found.named);
    const { line } = problem.found;
    const actions: CodeAction[] = [];
    const { version } = document;
    // With the table of all languages.
    const { commentLineAbove } = await import('../../../core/modelIds/commentLine');
    const regions = await this.regions.readTo(document, line, cancel);
    if (!regions || document.version !== version) return [];
    const text = document.lineAt(line);
    const indent = text.text.slice(0, text.firstNonWhitespaceCharacterIndex);
    const above = line === 0 ? '' : document.lineAt(line - 1).text;
    const context = { language: document.languageId, above, indent };
    const comment = commentLineAbove(regions, line, context, `${ignoreMark} ${id}`);
    if (comment !== undefined) {
      const action = actionFor(say('Ignore {0} here', id), [problem]);
      action.edit = new WorkspaceEdit();
      action.edit.insert(document.uri, new Position(line, 0), `${comment}\n`);
      actions.push(action);
    }
    if (workspace.getWorkspaceFolder(fileOf(document.uri))) {
      const title = say('Ignore {0} in this workspace', id);
      const action = actionFor(title, [problem]);
      action.command = commandOf('ignoreModelId', title, id, document.uri);
      actions.push(action);
    }
    return actions;
  }
}

function replacements(document: TextDocument, problem: IdProblem, all: readonly IdProblem[]): CodeAction[] {
  const { successor } = problem.judgement;
  const { named, written } = problem.found;
  if (!successor || !named || !canBecome(named.spelling, successor.id)) return [];
  const same = all.filter(({ found }) => found.written === written);
  const one = replacing(document, [problem], say('Replace with {0}', successor.id));
  one.isPreferred = successor.dropIn;
  const actions = [one];
  if (same.length > 1) actions.push(replacing(document, same, say('Replace all {0} in this file', same.length)));
  if (workspace.workspaceFolders?.length) {
    const id = ownId(written, named);
    const title = say('Replace {0} everywhere in the workspace...', id);
    const action = actionFor(title, [problem]);
    action.command = commandOf('replaceModelId', title, id, successor.id);
    actions.push(action);
  }
  return actions;
}

function actionFor(title: string, problems: readonly IdProblem[]): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.diagnostics = problems.map(({ diagnostic }) => diagnostic);
  return action;
}

/** The prefix of a router or host stays: only the model's own id is replaced. */
function replacing(document: TextDocument, problems: readonly IdProblem[], title: string): CodeAction {
  const action = actionFor(title, problems);
  action.edit = new WorkspaceEdit();
  for (const { found, judgement } of problems) {
    if (!found.named || !judgement.successor) continue;
    const { start, end } = found.named.spelling;
    const range = new Range(document.positionAt(found.start + start), document.positionAt(found.start + end));
    action.edit.replace(document.uri, range, judgement.successor.id);
  }
  return action;
}
