import { Disposable, languages, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { isPartial } from '../../core/prompts/language/partialFiles';
import { nameOf } from '../files/paths';
import type { Playground } from '../playground/playground';
import { onSettings } from '../shared/settings';
import type { Shared } from '../shared/shared';
import { convertOpenPrompt } from './convertOpenPrompt';
import { openInPlayground } from './openInPlayground';
import type { PlaygroundUse } from './openInPlayground';
import { promptCheck } from './promptCheck';
import { registerPromptLanguage } from './promptLanguage';
import { PromptLenses } from './promptLenses';
import { watchPartials } from './partials';
import { PromptPreview } from './promptPreview';
import { namedPrompts, namedSelector, promptLanguage, shownSelector } from './promptForms';
import { PromptValues } from './promptValues';

/** Creates the services for prompt files. A window has them once a prompt file is open in it. */
export function createPromptFiles(
  { context, guide, checks }: Shared,
  tab: Pick<Playground, 'openPrompt' | 'comparePrompts'>,
) {
  const values = new PromptValues(context);
  const preview = new PromptPreview(values);
  const lenses = new PromptLenses(guide, values);
  const check = checks.add(promptCheck({ guide }));
  const all = Disposable.from(
    values,
    preview,
    lenses,
    registerPromptLanguage(guide),
    check,
    watchPartials(() => {
      lenses.refresh();
      check.readAgain();
    }),
    languages.registerCodeLensProvider([...shownSelector, ...namedSelector], lenses),
    values.onDidChange(() => lenses.refresh()),
    namedPrompts.onDidAdd(() => {
      lenses.refresh();
      check.readAgain();
    }),
    workspace.onDidSaveTextDocument(({ languageId, uri }) => {
      if (languageId !== promptLanguage || !isPartial(nameOf(uri))) return;
      lenses.refresh();
      check.readAgain();
    }),
    onSettings(['tokens.model', 'tokens.reservedOutput'], () => lenses.refresh()),
  );
  const open = (document: TextDocument, use?: PlaygroundUse): Promise<void> =>
    openInPlayground(document, values, tab, use);
  return { values, preview, open, convert: convertOpenPrompt, dispose: () => void all.dispose() };
}
