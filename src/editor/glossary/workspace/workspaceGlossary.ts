import { Disposable, languages } from 'vscode';
import type { CancellationToken, LocationLink, Position, TextDocument } from 'vscode';
import { proseLanguages } from '../../../core/text/languages';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import { registerCommand } from '../../shared/commands';
import { whileOn } from '../../shared/settings';
import type { Shared } from '../../shared/shared';
import { definitionOf } from '../terms/followedGlossaries';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { deprecatedCheck } from './deprecatedCheck';
import { showGlossaryProblems } from './glossaryProblems';
import { glossaryCompletion, termCompletion } from './termCompletions';
import type { DocumentTerms } from '../terms/documentTerms';
import { rangeOf } from '../../shared/ranges';

interface WorkspaceGlossariesDeps {
  readonly followed: FollowedGlossaries;
  readonly terms: DocumentTerms;
  readonly worker: Pick<FileWorkerClient, 'withTerm'>;
}

/** Selector of the files by their names, as a glossary has no language of its own. */
const glossaries = { pattern: '**/*.{yml,yaml}' };

/** Registers the glossaries of the workspace: their problems, their terms where they are written, and adding to them. */
export function registerWorkspaceGlossaries(
  { checks, regions, log }: Shared,
  deps: WorkspaceGlossariesDeps,
): Disposable {
  const { followed, worker } = deps;
  const deprecated = checks.add(deprecatedCheck({ ...deps, regions }));
  return Disposable.from(
    showGlossaryProblems(followed, languages.createDiagnosticCollection('aiFieldGuide.glossary'), log),
    deprecated,
    followed.onDidChange(() => deprecated.readAgain()),
    whileOn('glossary.languageFeatures', () =>
      languages.registerDefinitionProvider(proseLanguages, {
        provideDefinition: (document, position, cancel) => definitionAt(document, position, cancel, deps),
      }),
    ),
    languages.registerCompletionItemProvider('*', termCompletion(followed, regions)),
    languages.registerCompletionItemProvider(glossaries, glossaryCompletion(followed)),
    registerCommand('glossary.addTerm', async () => {
      const { addTerm } = await import('./addTerm');
      await addTerm(followed, worker);
    }),
  );
}

/** Leads from a term of the workspace in prose or a comment to its line in the glossary. */
async function definitionAt(
  document: TextDocument,
  position: Position,
  cancel: CancellationToken,
  { followed, terms }: Pick<WorkspaceGlossariesDeps, 'followed' | 'terms'>,
): Promise<LocationLink[]> {
  // Most documents have no glossary: for them no table is loaded.
  if ((await followed.filesFor(document.uri)).length === 0) return [];
  const found = await terms.at(document, position, cancel);
  if (!found || (found.kind !== 'prose' && found.kind !== 'comment')) return [];
  const place = definitionOf(found.term);
  return place
    ? [{ originSelectionRange: rangeOf(document, found), targetUri: place.uri, targetRange: place.range }]
    : [];
}
