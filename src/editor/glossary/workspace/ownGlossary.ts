import { Disposable, languages } from 'vscode';
import type { FileWorker } from '../../files/fileWorker';
import { registerCommand } from '../../shared/commands';
import type { DocumentChecks } from '../../shared/documentChecks';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import type { Logger } from '../../shared/log';
import { deprecatedCheck } from './deprecatedCheck';
import type { DeprecatedDeps } from './deprecatedCheck';
import { GlossaryCompletion } from './glossaryCompletion';
import { GlossaryProblems } from './glossaryProblems';
import { WorkspaceDefinitions } from './ownDefinitions';
import { TermCompletion } from './termCompletion';
import type { DocumentTerms } from '../terms/documentTerms';
import type { DocumentRegions } from '../../shared/documentRegions';

interface WorkspaceGlossariesDeps extends DeprecatedDeps {
  readonly checks: DocumentChecks;
  readonly own: FollowedGlossaries;
  readonly terms: DocumentTerms;
  readonly regions: DocumentRegions;
  readonly worker: Pick<FileWorker, 'withTerm'>;
  readonly log: Pick<Logger, 'error'>;
}

/** Files as they are found: a glossary has no language of its own. */
const glossaries = { pattern: '**/*.{yml,yaml}' };

/** The glossaries of the workspace in the editor: their problems, their terms where they are written, and adding to them. */
export function registerWorkspaceGlossaries(deps: WorkspaceGlossariesDeps): Disposable {
  const { checks, own, terms, regions, worker, log } = deps;
  const deprecated = checks.add(deprecatedCheck(deps));
  return Disposable.from(
    new GlossaryProblems(own, checks.collection('aiFieldGuide.glossary'), log),
    deprecated,
    own.onDidChange(() => deprecated.readAgain()),
    languages.registerDefinitionProvider('*', new WorkspaceDefinitions(own, terms)),
    languages.registerCompletionItemProvider('*', new TermCompletion(own, regions)),
    languages.registerCompletionItemProvider(glossaries, new GlossaryCompletion(own)),
    registerCommand('glossary.addTerm', async () => {
      const { addTerm } = await import('./addTerm');
      await addTerm({ own, worker });
    }),
  );
}
