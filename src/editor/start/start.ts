import { Disposable, TabInputText, Uri, ViewColumn, commands, window, workspace } from 'vscode';
import type { TextDocument, TextEditor } from 'vscode';
import type { ProvidersFace } from '../providers/providers';
import { executeCommand, registerCommand } from '../shared/commands';
import type { StepDone } from '../shared/firstSteps';
import type { Shared } from '../shared/shared';
import { registerOpenDocumentation } from './openDocumentation';
import { createApi } from './publicApi';
import type { AiFieldGuideApi } from './publicApi';

export function startFirstSteps(shared: Shared, { providers }: ProvidersFace): AiFieldGuideApi {
  const { context, guide, stepDone } = shared;
  shared.start({
    'get started': () => registerGetStarted(context.extension.id, providers, stepDone),
    documentation: () => registerOpenDocumentation(context.extensionUri),
  });
  return createApi(guide);
}

/** The id of the walkthrough in package.json. */
const walkthrough = 'start';

/**
 * Registers the walkthrough and the commands of its steps. It opens when the user asks for it. VS Code opens it once by
 * itself, after the extension was installed; this code never does.
 * @param extensionId `publisher.name`
 */
function registerGetStarted(
  extensionId: string,
  providers: ProvidersFace['providers'],
  stepDone: StepDone,
): Disposable {
  const look = (): void => {
    if (providers.list().length > 0) stepDone('providerAdded');
  };
  look();
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(sampleUri.scheme, { provideTextDocumentContent: () => sampleText }),
    providers.onDidChange(look),
    registerCommand('start.openWalkthrough', () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#${walkthrough}`, false),
    ),
    registerCommand('start.openSample', async (showsTokens) => {
      if (showsTokens !== true) return showSample();
      // The walkthrough has the focus, and the status bar counts the text that has it.
      const beside = textBeside();
      if (beside) await window.showTextDocument(beside.document, beside.viewColumn);
      else await showSample();
      await executeCommand('tokens.toggleColors', true);
    }),
  );
}

/** Finds a visible text in front of its group that is not empty: a text of the user is better than the sample. */
function textBeside(): TextEditor | undefined {
  const inFront = window.tabGroups.all.flatMap(({ viewColumn, activeTab }) =>
    activeTab?.input instanceof TabInputText ? [`${viewColumn} ${activeTab.input.uri.toString()}`] : [],
  );
  return window.visibleTextEditors.find(
    ({ viewColumn = 0, document }) => inFront.includes(`${viewColumn} ${document.uri.toString()}`) && hasText(document),
  );
}

const hasText = (document: TextDocument): boolean => document.lineCount > 1 || document.lineAt(0).text !== '';

/** Read-only, so that VS Code never asks the user to save it. */
const sampleUri = Uri.from({ scheme: 'ai-field-guide-sample', path: '/Sample.md' });

/** Shows a short text with terms in it, beside the open editors. */
async function showSample(): Promise<void> {
  const isEmpty = window.tabGroups.activeTabGroup.tabs.length === 0;
  await window.showTextDocument(sampleUri, {
    viewColumn: isEmpty ? ViewColumn.Active : ViewColumn.Beside,
    preview: false,
  });
}

/** In English in every language, as the terms are. */
const sampleText = `# A text to try things on

Rest the mouse on a word such as token, context window or hallucination.

A large language model reads tokens and predicts the next token. It is trained once, on a large corpus, and then used for
inference. It cannot see what does not fit into its context window. RLHF made it helpful, yet it can still make something
up: a hallucination.

Toggle Token Colors gives each token of this text a color. The status bar counts them.
`;
