import { CompletionItem, CompletionItemKind, Range } from 'vscode';
import type { CompletionItemProvider, Position, TextDocument } from 'vscode';
import { completeGlossary } from '../../../core/glossary/workspace/completeGlossary';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';
import { textBefore, wordItems } from '../../shared/yamlCompletion';

/** Completes glossaries: their keys, and the names of the terms that an entry is related to. */
export class GlossaryCompletion implements CompletionItemProvider {
  constructor(private readonly own: Pick<FollowedGlossaries, 'glossary'>) {}

  async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    if (!isGlossary(document)) return [];
    const { above, before } = textBefore(document, position);
    const wanted = completeGlossary(above, before);
    if (wanted.kind === 'terms') {
      const { index } = await this.own.glossary(document.uri);
      // A name of several words is one here, whatever a word is to the editor.
      const start = position.translate(0, before.search(/[^,[\]"'-]*$/) - before.length);
      const typed = /^\s*/.exec(before.slice(start.character))?.[0].length ?? 0;
      return index.terms.map(({ term, origin }) => {
        const item = new CompletionItem(term, CompletionItemKind.Reference);
        item.range = new Range(start.translate(0, typed), position);
        item.sortText = `${origin ? 0 : 1}${term}`;
        return item;
      });
    }
    return 'words' in wanted ? wordItems(wanted.words, wanted.kind === 'keys' ? ': ' : undefined) : [];
  }
}
