import { CompletionItem, CompletionItemKind, Range, extensions, languages } from 'vscode';
import type { Disposable, Position, TextDocument } from 'vscode';
import { completeIdConfig } from '../../../core/code/ids/config/completeIdConfig';
import { configFileName } from '../../../core/code/ids/config/idConfig';
import type { Tables } from '../../../core/tables';

/** It reads the schema of ours, and completes keys and severities by it. */
const yamlExtension = 'redhat.vscode-yaml';

/** Completes `ai-field-guide.yml`: keys, severities, and the ids that end. */
export function registerConfigCompletion(tables: Pick<Tables, 'lifecycle'>): Disposable {
  const provideCompletionItems = async (document: TextDocument, position: Position): Promise<CompletionItem[]> => {
    const above = Array.from({ length: position.line }, (_, line) => document.lineAt(line).text);
    const before = document.lineAt(position.line).text.slice(0, position.character);
    const wanted = completeIdConfig(above, before);
    if (wanted.kind === 'ids') {
      const { models } = await tables.lifecycle();
      // An id is one word here, whatever a word is to the editor.
      const start = position.translate(0, before.search(/[^\s,[\]"']*$/) - before.length);
      return [...new Set(models.map(({ id }) => id))].map((id) => {
        const item = new CompletionItem(id, CompletionItemKind.Value);
        item.range = new Range(start, position);
        return item;
      });
    }
    if (!('words' in wanted) || extensions.getExtension(yamlExtension)) return [];
    const kind = wanted.kind === 'keys' ? CompletionItemKind.Property : CompletionItemKind.EnumMember;
    return wanted.words.map((word) => {
      const item = new CompletionItem(word, kind);
      if (wanted.kind === 'keys') item.insertText = `${word}:`;
      return item;
    });
  };
  return languages.registerCompletionItemProvider({ pattern: `**/${configFileName}` }, { provideCompletionItems });
}
