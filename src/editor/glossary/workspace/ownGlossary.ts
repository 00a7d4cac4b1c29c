import { Disposable, languages, workspace } from 'vscode';
import type { FileWorker } from '../../files/fileWorker';
import { registerCommand } from '../../shared/commands';
import { settingId } from '../../shared/settingsTable';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { DeprecatedActions } from './deprecatedActions';
import { DeprecatedTerms } from './deprecatedTerms';
import type { DeprecatedParts } from './deprecatedTerms';
import { GlossaryCompletion } from './glossaryCompletion';
import { GlossaryProblems } from './glossaryProblems';
import { OwnDefinitions } from './ownDefinitions';
import { TermCompletion } from './termCompletion';
import type { DocumentTerms } from '../terms/documentTerms';
import type { DocumentRegions } from '../../shared/documentRegions';

interface OwnGlossaryParts extends DeprecatedParts {
  readonly own: FollowedGlossaries;
  readonly terms: DocumentTerms;
  readonly regions: DocumentRegions;
  readonly worker: Pick<FileWorker, 'withTerm'>;
}

/** Files as they are found: a glossary has no language of its own. */
const glossaries = { pattern: '**/*.{yml,yaml}' };

/** The glossaries of the workspace in the editor: their problems, their terms where they are written, and adding to them. */
export function registerOwnGlossary(parts: OwnGlossaryParts): Disposable {
  const { own, terms, regions, worker, log } = parts;
  const deprecated = new DeprecatedTerms(parts);
  return Disposable.from(
    new GlossaryProblems(own, log),
    deprecated,
    languages.registerCodeActionsProvider('*', new DeprecatedActions(deprecated, regions), {
      providedCodeActionKinds: DeprecatedActions.kinds,
    }),
    languages.registerDefinitionProvider('*', new OwnDefinitions(own, terms)),
    languages.registerCompletionItemProvider('*', new TermCompletion(own, regions)),
    languages.registerCompletionItemProvider(glossaries, new GlossaryCompletion(own)),
    registerCommand('glossary.addTerm', async () => {
      const { addTerm } = await import('./addTerm');
      await addTerm({ own, worker });
    }),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('glossary.deprecatedTerms'))) deprecated.checkAll();
    }),
  );
}
