import { Disposable, languages, workspace } from 'vscode';
import { settingId } from '../../shared/settingsTable';
import { readSetting } from '../../shared/settings';
import { TermProviders } from './termProviders';
import type { TermProviderDeps } from './termProviders';

/** Terms as a part of the language tooling, while the setting wants it. Without a rename provider and without symbols. */
export function registerTermLanguage(parts: TermProviderDeps): Disposable {
  const providers = new TermProviders(parts);
  let registered: Disposable | undefined;
  const follow = (): void => {
    if (readSetting('glossary.languageFeatures') === (registered !== undefined)) return;
    registered?.dispose();
    registered = registered ? undefined : registerAll(providers);
  };
  follow();
  return Disposable.from(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(settingId('glossary.languageFeatures'))) follow();
    }),
    new Disposable(() => void registered?.dispose()),
  );
}

/** Counts for more than `*`, to which each new editor of VS Code registers one that highlights equal words. */
const everyPath = { pattern: '**' };

const registerAll = (providers: TermProviders): Disposable =>
  Disposable.from(
    languages.registerDefinitionProvider('*', providers),
    languages.registerReferenceProvider('*', providers),
    languages.registerDocumentHighlightProvider(everyPath, providers),
  );
