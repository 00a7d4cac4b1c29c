import { Range, WorkspaceEdit, workspace } from 'vscode';
import type { CodeAction, TextDocument, Uri } from 'vscode';
import { canBecome } from '../../../core/catalog/names/spelling';
import { ownId } from '../../../core/code/ids/config/idConfig';
import { pace } from '../../shared/pace';
import type { FoundId } from '../../../core/code/ids/findIds';
import { isProse } from '../../../core/text/languages';
import { commandOf } from '../../shared/commands';
import { quickFix } from '../../shared/diagnostics';
import type { DocumentCheck } from '../../shared/documentChecks';
import type { DocumentRegions } from '../../shared/documentRegions';
import { readSetting } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import type { IdProblem } from './judgedIds';

export const holdsCalls = ({ languageId }: TextDocument): boolean => !isProse(languageId);

/** Whether a document has no text, and so names nothing. */
export const isBlank = (document: TextDocument): boolean =>
  document.lineCount === 1 && document.lineAt(0).isEmptyOrWhitespace;

const loadReader = () => import('../../../core/code/ids/ignoreComments');

/** Makes the check for model ids that end, or have ended. */
export const idCheck = (
  { guide, regions }: Pick<Shared, 'guide' | 'regions'>,
  judge: (uri: Uri, found: readonly FoundId[]) => Promise<IdProblem[]>,
): DocumentCheck<FoundId, IdProblem> => ({
  name: 'aiFieldGuide.modelIds',
  covers: holdsCalls,
  isEnabled: () => readSetting('models.checkIds'),
  readBy: ['models.checkIds'],
  judgedBy: ['models.warnWithinDays'],
  isDaily: true,
  readsNotebooks: true,
  read: async (document, signal) => {
    if (isBlank(document)) return [];
    if (document.uri.scheme === 'vscode-notebook-cell') {
      const { idsInCell, notebookOf } = await import('./notebookIds');
      const notebook = notebookOf(document);
      if (notebook) return idsInCell(document, notebook, guide, regions);
    }
    const [names, { findUnignoredIds }, { callSourceOf }] = await Promise.all([
      guide.modelNames(),
      loadReader(),
      import('../callsAt'),
    ]);
    return signal.aborted ? undefined : findUnignoredIds(callSourceOf(document, regions), names, pace());
  },
  judge,
  fixes: idFixes(regions),
});

/**
 * Offers fixes for an id that ends: to write its successor (here, everywhere in the file or in the workspace), or to
 * ignore the id (here or in the workspace).
 */
const idFixes =
  (regions: Pick<DocumentRegions, 'readTo'>): DocumentCheck<FoundId, IdProblem>['fixes'] =>
  async (document, here, all, cancel) => {
    // Loaded here, together with the table of all languages.
    const { ignoreActions } = await import('../ignoreActions');
    const ignorable = here.map(({ diagnostic, found: { written, named } }) => {
      return { diagnostic, name: ownId(written, named), isId: true };
    });
    const ignoring = await ignoreActions(document, ignorable, regions, cancel);
    // A selection may hold an id a thousand times: the fixes for all of its occurrences are made once.
    const seen = new Set<string>();
    const replaced = here.flatMap((problem) => {
      const others = seen.has(problem.found.written) ? undefined : all;
      seen.add(problem.found.written);
      return replacements(document, problem, others);
    });
    return [...replaced, ...ignoring];
  };

/** @param all the problems of the document; undefined where only the fix of this one is wanted. */
function replacements(document: TextDocument, problem: IdProblem, all: readonly IdProblem[] | undefined): CodeAction[] {
  const { successor } = problem.judgement;
  const { named, written, use } = problem.found;
  // In a list or table the old name may be right.
  if (!successor || !named || use === 'list' || !canBecome(named.spelling, successor.id)) return [];
  const one = replacing(document, [problem], say('Replace with {0}', successor.id));
  one.isPreferred = successor.dropIn;
  if (!all) return [one];
  const actions = [one];
  const same = all.filter(({ found }) => found.written === written);
  if (same.length > 1) actions.push(replacing(document, same, say('Replace all {0} in this file', same.length)));
  if (workspace.workspaceFolders?.length) {
    const id = ownId(written, named);
    const title = say('Replace {0} everywhere in the workspace...', id);
    const action = quickFix(title, [problem.diagnostic]);
    action.command = commandOf('models.replaceId', title, id, successor.id);
    actions.push(action);
  }
  return actions;
}

/** Replaces only the model's own id; the prefix of a router or host stays. */
function replacing(document: TextDocument, problems: readonly IdProblem[], title: string): CodeAction {
  const action = quickFix(
    title,
    problems.map(({ diagnostic }) => diagnostic),
  );
  action.edit = new WorkspaceEdit();
  for (const { found, judgement } of problems) {
    if (!found.named || !judgement.successor) continue;
    const { start, end } = found.named.spelling;
    const range = new Range(document.positionAt(found.start + start), document.positionAt(found.start + end));
    action.edit.replace(document.uri, range, judgement.successor.id);
  }
  return action;
}
