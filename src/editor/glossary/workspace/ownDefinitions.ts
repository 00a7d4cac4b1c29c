import { Range } from 'vscode';
import type { CancellationToken, DefinitionProvider, LocationLink, Position, TextDocument } from 'vscode';
import type { DocumentTerms } from '../terms/documentTerms';
import { definitionOf } from '../terms/followedGlossaries';
import type { FollowedGlossaries } from '../terms/followedGlossaries';

/** From a term of the workspace in prose or a comment to its line in the glossary. A name in code is the compiler's. */
export class WorkspaceDefinitions implements DefinitionProvider {
  constructor(
    private readonly own: Pick<FollowedGlossaries, 'filesFor'>,
    private readonly terms: Pick<DocumentTerms, 'at'>,
  ) {}

  async provideDefinition(
    document: TextDocument,
    position: Position,
    cancel: CancellationToken,
  ): Promise<LocationLink[]> {
    // Most documents have no glossary: for them no table is loaded.
    if ((await this.own.filesFor(document.uri)).length === 0) return [];
    const found = await this.terms.at(document, position, cancel);
    if (!found || (found.kind !== 'prose' && found.kind !== 'comment')) return [];
    const place = definitionOf(found.term);
    if (!place) return [];
    const from = new Range(document.positionAt(found.start), document.positionAt(found.end));
    return [{ originSelectionRange: from, targetUri: place.uri, targetRange: place.range }];
  }
}
