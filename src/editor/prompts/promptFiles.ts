import { Disposable, languages } from 'vscode';
import { onSettings } from '../shared/settings';
import type { Shared } from '../shared/shared';
import { promptCheck } from './promptCheck';
import { registerPromptLanguage } from './promptLanguage';
import { PromptLenses } from './promptLenses';
import { PromptPreview } from './promptPreview';
import { promptLanguage } from './promptSources';
import { PromptValues } from './promptValues';

/** What a window has once a prompt file is open in it. */
export function createPromptFiles({ context, guide, checks }: Shared) {
  const values = new PromptValues(context);
  const preview = new PromptPreview(values);
  const lenses = new PromptLenses(guide, values);
  const all = Disposable.from(
    values,
    preview,
    lenses,
    registerPromptLanguage(guide),
    checks.add(promptCheck({ guide })),
    languages.registerCodeLensProvider({ language: promptLanguage }, lenses),
    values.onDidChange(() => lenses.refresh()),
    onSettings(['tokens.model', 'tokens.reservedOutput'], () => lenses.refresh()),
  );
  return { values, preview, dispose: () => void all.dispose() };
}
