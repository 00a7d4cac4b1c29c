import { Disposable, languages } from 'vscode';
import type { DocumentFilter } from 'vscode';
import type { DocumentRegions } from '../../services/documentRegions';
import type { Tables } from '../../services/tables';
import { settings } from '../../shared/settings';
import { codeLanguages, configLanguages, filesWithoutLanguage } from './languages';
import { ModelIdCompletions } from './modelIdCompletions';

/** What opens a string, and what stands within an id. Elsewhere the provider says no before it reads anything. */
const inCode = ['"', "'", '`', '-', '/', ':', '@'];
/** In config a value needs no quote, and VS Code asks nobody while letters are typed there. */
const inConfig = ['"', "'", '-', '/', ':', '@', ' ', '='];

/** Offers ids of models where code or config names one. */
export function registerModelIdCompletion(tables: Tables, regions: DocumentRegions): Disposable {
  const provider = new ModelIdCompletions(tables, regions, () => settings.modelIdsEnabled());
  const config: DocumentFilter[] = [
    ...configLanguages.map((language) => ({ language })),
    ...filesWithoutLanguage.map((pattern) => ({ language: 'plaintext', pattern })),
  ];
  return Disposable.from(
    languages.registerCompletionItemProvider([...codeLanguages], provider, ...inCode),
    languages.registerCompletionItemProvider(config, provider, ...inConfig),
  );
}
