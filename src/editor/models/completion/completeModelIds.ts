import { Disposable, languages } from 'vscode';
import type { CompletionItemProvider, DocumentFilter } from 'vscode';
import { Lazy } from '../../../core/base/lazy';
import { holdsCalls, languages as knownLanguages } from '../../../core/text/languages';
import { readSetting } from '../../shared/settings';
import type { Shared } from '../../shared/shared';

/** Characters that open a string, or stand within an id. Elsewhere the provider declines before it reads anything. */
const inCode = ['"', "'", '`', '-', '/', ':', '@'];
/** In config a value needs no quote, and VS Code does not ask for completions while letters are typed there. */
const inConfig = ['"', "'", '-', '/', ':', '@', ' ', '='];

/** Offers ids of models where code or config names one. The code for that is loaded with the first question. */
export function registerModelIdCompletion(shared: Shared): Disposable {
  const loaded = new Lazy(async () => (await import('./modelIdCompletions')).modelIdCompletions(shared));
  const provider: CompletionItemProvider = {
    async provideCompletionItems(document, position, cancel, context) {
      if (!readSetting('models.checkIds')) return undefined;
      return (await loaded.get()).provideCompletionItems(document, position, cancel, context);
    },
    resolveCompletionItem: (item, cancel) => loaded.now?.resolveCompletionItem?.(item, cancel) ?? item,
  };
  const code: DocumentFilter[] = [];
  const config: DocumentFilter[] = [];
  for (const [language, known] of knownLanguages) {
    if (holdsCalls(known)) code.push({ language });
    if (known.config) config.push({ language });
    for (const pattern of known.plainFiles ?? []) config.push({ language: 'plaintext', pattern });
  }
  return Disposable.from(
    languages.registerCompletionItemProvider(code, provider, ...inCode),
    languages.registerCompletionItemProvider(config, provider, ...inConfig),
  );
}
