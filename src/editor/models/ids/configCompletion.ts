import { CompletionItem, CompletionItemKind, Range, languages } from 'vscode';
import type { Disposable, Position, TextDocument } from 'vscode';
import { completeIdConfig } from '../../../core/code/ids/config/completeIdConfig';
import { configFileName } from '../../../core/code/ids/config/idConfig';
import type { Tables } from '../../../core/tables';
import { textBefore, wordItems } from '../../shared/yamlCompletion';

/** Completes `ai-field-guide.yml`: keys, severities, and the ids that end. */
export function registerConfigCompletion(tables: Pick<Tables, 'lifecycle'>): Disposable {
  const provideCompletionItems = async (document: TextDocument, position: Position): Promise<CompletionItem[]> => {
    const { above, before } = textBefore(document, position);
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
    return 'words' in wanted ? wordItems(wanted.words, wanted.kind === 'keys' ? ':' : undefined) : [];
  };
  return languages.registerCompletionItemProvider({ pattern: `**/${configFileName}` }, { provideCompletionItems });
}
