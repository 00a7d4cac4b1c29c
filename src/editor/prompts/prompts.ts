import { Disposable, Uri, languages, window, workspace } from 'vscode';
import type { CodeLensProvider, TextDocument } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { languages as languageTable } from '../../core/text/languages';
import type { Playground } from '../playground/playground';
import { registerCommand } from '../shared/commands';
import { showMessage } from '../shared/messages';
import type { Shared } from '../shared/shared';
import { promptScheme } from '../shared/contributions';
import { say } from '../shared/words';
import type { createCodePrompts } from './createCodePrompts';
import { namedPrompts, shownSelector } from './promptForms';

/** Registers the features for prompt files. Their code loads with the first such file. */
export function startPrompts(shared: Shared, playground: Tab): void {
  const code = new Lazy(async () => {
    const { createCodePrompts } = await import('./createCodePrompts');
    return shared.keep(createCodePrompts(shared, playground));
  });
  shared.start({
    'prompt files': () => registerPrompts(shared, playground, code.get),
    'prompts in code': () => registerCodePrompts(shared, playground, code.get),
  });
}

type Tab = Pick<Playground, 'openPrompt' | 'comparePrompts' | 'written' | 'onDidShow'>;

type LoadCode = () => Promise<ReturnType<typeof createCodePrompts>>;

/**
 * Registers the features for prompts in the calls of code. Their code loads with the first file of a language that has
 * calls.
 */
function registerCodePrompts({ log }: Shared, playground: Tab, load: LoadCode): Disposable {
  const selector = [...languageTable].flatMap(([language, { calls }]) => (calls ? [{ language }] : []));
  const provider: CodeLensProvider = {
    provideCodeLenses: async (document, cancel) => (await load()).lenses.provideCodeLenses(document, cancel),
    resolveCodeLens: async (lens) => (await load()).lenses.resolveCodeLens(lens),
  };
  const onShown = (session: string): void => {
    const shown = load().then(({ showWhetherFromCode }) => showWhetherFromCode(session));
    shown.catch((error: unknown) => log.error('Whether a session comes from code could not be read.', error));
  };
  return Disposable.from(
    languages.registerCodeLensProvider(selector, provider),
    { dispose: playground.onDidShow(onShown) },
    registerCommand('prompts.writeToCode', async () => (await load()).sessions.write()),
  );
}

function registerPrompts(shared: Shared, playground: Tab, loadCode: LoadCode): Disposable {
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
    else await showMessage('Information', say('Open a prompt file first, such as one named *.prompt.'));
  };
  return Disposable.from(
    workspace.onDidOpenTextDocument(onPrompt),
    namedPrompts.onDidAdd(() => workspace.textDocuments.forEach(onPrompt)),
    registerCommand('prompts.preview', () => onActive(({ preview }, document) => preview.show(document))),
    registerCommand('prompts.openInPlayground', async (address, offset) => {
      if (typeof address !== 'string' || typeof offset !== 'number')
        return onActive(({ open }, document) => open(document));
      await (await loadCode()).sessions.open(address, offset);
    }),
    registerCommand('prompts.run', () => onActive(({ open }, document) => open(document, 'run'))),
    registerCommand('prompts.compare', () => onActive(({ open }, document) => open(document, 'compare'))),
    registerCommand('prompts.convert', () => onActive(({ convert }, document) => convert(document))),
    registerCommand('prompts.setValues', () => onActive(({ values }, document) => values.ask(document))),
  );
}

/** Returns the document of the active editor; for a preview, the prompt that it shows. */
function promptInFront(): Thenable<TextDocument> | TextDocument | undefined {
  const document = window.activeTextEditor?.document;
  return document?.uri.scheme === promptScheme
    ? workspace.openTextDocument(Uri.parse(document.uri.query, true))
    : document;
}
