import { Range, WorkspaceEdit } from 'vscode';
import type { CodeAction, TextDocument } from 'vscode';
import { quickFix } from '../../shared/diagnostics';
import type { DocumentCheck } from '../../shared/documentChecks';
import { readSetting } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import type { CallProblem, ShownCallProblem } from './callProblemsIn';
import { holdsCalls, isBlank } from './idCheck';
import type { IdConfigs } from './idConfigs';

/** Parameters that the model of their call does not take, and ids that are slips of known ones. */
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
    const fixes = here.flatMap((problem) => fixOf(document, problem) ?? []);
    const { ignoreActions } = await import('../ignoreActions');
    const ignorable = here.map(({ diagnostic, hint }) => {
      const isId = hint.kind === 'slip';
      return { diagnostic, name: isId ? hint.miss.expected.written : hint.fact.argument.name, isId };
    });
    return [...fixes, ...(await ignoreActions(document, ignorable, regions, cancel))];
  },
});

/** The reader of calls is loaded with the first question. */
const loadReader = () => import('./callProblemsIn');

function fixOf(document: TextDocument, { diagnostic, fix }: ShownCallProblem): CodeAction | undefined {
  if (!fix) return undefined;
  const action = quickFix(fix.title, [diagnostic]);
  action.isPreferred = fix.isPreferred;
  action.edit = new WorkspaceEdit();
  const { start, end, text } = fix.edit;
  action.edit.replace(document.uri, new Range(document.positionAt(start), document.positionAt(end)), text);
  return action;
}
