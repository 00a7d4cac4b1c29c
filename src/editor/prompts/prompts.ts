import { Disposable, Uri, languages, window, workspace } from 'vscode';
import type { TextDocument } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import type { Playground } from '../playground/playground';
import { registerCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import type { Shared } from '../shared/shared';
import { promptScheme } from '../shared/contributions';
import { say } from '../shared/words';
import { namedPrompts, shownSelector } from './promptForms';

/** Prompt files. What does that loads with the first of them. */
export function startPrompts(shared: Shared, playground: Pick<Playground, 'openPrompt'>): void {
  shared.start({ 'prompt files': () => registerPrompts(shared, playground) });
}

function registerPrompts(shared: Shared, playground: Pick<Playground, 'openPrompt'>): Disposable {
  const used = new Lazy(async () => {
    const { createPromptFiles } = await import('./promptFiles');
    return shared.keep(createPromptFiles(shared, playground));
  });
  const isPrompt = (document: TextDocument): boolean =>
    languages.match(shownSelector, document) > 0 || namedPrompts.has(document.uri);
  const onPrompt = (document: TextDocument): void => {
    if (isPrompt(document))
      used.get().catch((error: unknown) => shared.log.error('The help with prompt files could not start.', error));
  };
  workspace.textDocuments.forEach(onPrompt);
  const onActive = async (
    run: (files: Awaited<ReturnType<typeof used.get>>, document: TextDocument) => unknown,
  ): Promise<void> => {
    const document = await promptInFront();
    if (document && isPrompt(document)) await run(await used.get(), document);
    else await showMessage('Information', say('Open a prompt file first, such as one that ends with .prompt.'));
  };
  return Disposable.from(
    workspace.onDidOpenTextDocument(onPrompt),
    namedPrompts.onDidAdd(() => workspace.textDocuments.forEach(onPrompt)),
    registerCommand('prompts.preview', () => onActive(({ preview }, document) => preview.show(document))),
    registerCommand('prompts.openInPlayground', () => onActive(({ open }, document) => open(document))),
    registerCommand('prompts.setValues', () => onActive(({ values }, document) => values.ask(document))),
  );
}

/** The document of the editor in front; of a preview, the prompt that it shows. */
function promptInFront(): Thenable<TextDocument> | TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.uri.scheme === promptScheme
    ? workspace.openTextDocument(Uri.parse(document.uri.query, true))
    : document;
}
