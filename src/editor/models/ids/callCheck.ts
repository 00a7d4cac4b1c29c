import { WorkspaceEdit } from 'vscode';
import type { CodeAction, TextDocument } from 'vscode';
import { quickFix } from '../../shared/diagnostics';
import type { DocumentCheck } from '../../shared/documentChecks';
import { readSetting } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import { say } from '../../shared/words';
import type { CallProblem, ShownCallProblem } from './callProblemsIn';
import { holdsCalls, isBlank } from './idCheck';
import type { IdConfigs } from './idConfigs';

/** Makes the check for ids that are misspellings of known ones. */
export const callCheck = (
  { guide, regions }: Pick<Shared, 'guide' | 'regions'>,
  configs: Pick<IdConfigs, 'of'>,
): DocumentCheck<CallProblem, ShownCallProblem> => ({
  name: 'aiFieldGuide.calls',
  covers: holdsCalls,
  isEnabled: () => readSetting('models.checkIds'),
  readBy: ['models.checkIds'],
  read: async (document) => {
    if (isBlank(document)) return [];
    const { callProblemsIn } = await loadReader();
    return callProblemsIn(document, guide, regions);
  },
  judge: async (uri, found) => {
    if (found.length === 0) return [];
    const { shownProblems } = await loadReader();
    return shownProblems(uri, found, await configs.of(uri));
  },
  fixes: async (document, here, _all, cancel) => {
    const fixes = here.map((problem) => fixOf(document, problem));
    const { ignoreActions } = await import('../ignoreActions');
    const ignorable = here.map(({ diagnostic, miss }) => ({ diagnostic, name: miss.expected.written, isId: true }));
    return [...fixes, ...(await ignoreActions(document, ignorable, regions, cancel))];
  },
});

/** Loads the reader of calls, with the first question. */
const loadReader = () => import('./callProblemsIn');

function fixOf(document: TextDocument, { diagnostic, miss: { id } }: ShownCallProblem): CodeAction {
  const action = quickFix(say('Replace with {0}', id), [diagnostic]);
  action.isPreferred = true;
  action.edit = new WorkspaceEdit();
  action.edit.replace(document.uri, diagnostic.range, id);
  return action;
}
