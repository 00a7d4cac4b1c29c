import type { TextDocument, Uri } from 'vscode';
import { pace } from '../../shared/pace';
import type { FoundId } from '../../../core/code/ids/findIds';
import { isProse } from '../../../core/text/languages';
import type { DocumentCheck } from '../../shared/documentChecks';
import type { DocumentRegions } from '../../shared/documentRegions';
import { readSetting } from '../../shared/settings';
import type { Tables } from '../../../core/tables';
import { idFixes } from './idFixes';
import type { IdProblem } from './judgedIds';

/** Texts of VS Code's and git's own, which name no models in calls: for them no table is loaded. */
const ownLanguages = new Set(['git-commit', 'git-rebase', 'ignore', 'scminput', 'search-result', 'binary']);

export const holdsCalls = ({ languageId }: TextDocument): boolean =>
  !isProse(languageId) && !ownLanguages.has(languageId);

/** Nothing is named in it. */
export const isBlank = (document: TextDocument): boolean =>
  document.lineCount === 1 && document.lineAt(0).isEmptyOrWhitespace;

const loadReader = () => import('../../../core/code/ids/unignoredIds');

interface IdCheckDeps {
  readonly tables: Pick<Tables, 'modelNames'>;
  readonly regions: Pick<DocumentRegions, 'readTo'>;
  readonly judge: (uri: Uri, found: readonly FoundId[]) => Promise<IdProblem[]>;
}

/** Model ids that end, or have ended. */
export const idCheck = ({ tables, regions, judge }: IdCheckDeps): DocumentCheck<FoundId, IdProblem> => ({
  name: 'aiFieldGuide.modelIds',
  covers: holdsCalls,
  isEnabled: () => readSetting('models.checkIds'),
  readBy: ['models.checkIds'],
  judgedBy: ['models.warnWithinDays'],
  isDaily: true,
  read: async (document, signal) => {
    if (isBlank(document)) return [];
    const [names, { findUnignoredIds }] = await Promise.all([tables.modelNames(), loadReader()]);
    if (signal.aborted) return undefined;
    const source = {
      text: document.getText(),
      languageId: document.languageId,
      regionAt: async (line: number, column: number) => (await regions.readTo(document, line))?.at(line, column),
    };
    return findUnignoredIds(source, names, pace());
  },
  judge,
  fixes: idFixes(regions),
});
