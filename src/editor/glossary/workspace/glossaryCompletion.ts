import { CompletionItem, CompletionItemKind, Range, extensions } from 'vscode';
import type { CompletionItemProvider, Position, TextDocument } from 'vscode';
import { completeGlossary } from '../../../core/glossary/workspace/completeGlossary';
import { isGlossary } from '../terms/glossaryFiles';
import type { FollowedGlossaries } from '../terms/followedGlossaries';

/** It reads the schema of ours, and completes keys by it. */
const yamlExtension = 'redhat.vscode-yaml';
/** Lines above the cursor that say where it is. */
const maxLines = 2_000;

/** Completes glossaries: their keys, and the names of the terms that an entry is related to. */
export class GlossaryCompletion implements CompletionItemProvider {
  constructor(private readonly own: Pick<FollowedGlossaries, 'glossary'>) {}

  async provideCompletionItems(document: TextDocument, position: Position): Promise<CompletionItem[]> {
    if (!isGlossary(document)) return [];
    const first = Math.max(0, position.line - maxLines);
    const above = Array.from({ length: position.line - first }, (_, line) => document.lineAt(first + line).text);
    const before = document.lineAt(position.line).text.slice(0, position.character);
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
    if (wanted.kind === 'none' || extensions.getExtension(yamlExtension)) return [];
    return wanted.words.map((word) => {
      const isKey = wanted.kind === 'keys';
      const item = new CompletionItem(word, isKey ? CompletionItemKind.Property : CompletionItemKind.EnumMember);
      if (isKey) item.insertText = `${word}: `;
      return item;
    });
  }
}
