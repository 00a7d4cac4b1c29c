import { Disposable, commands, window, workspace } from 'vscode';
import { commandIds, playgroundViewType } from '../contributions';
import type { Playground } from './playground';

/** Open Playground, Ask a Model, Send Selection to Model, and the tab that comes back after a reload. */
export function registerPlayground(playground: Playground): Disposable {
  return Disposable.from(
    playground,
    commands.registerCommand(commandIds.openPlayground, () => playground.open()),
    commands.registerCommand(commandIds.ask, () => ask(playground)),
    commands.registerCommand(commandIds.sendSelection, () => sendSelection(playground)),
    window.registerWebviewPanelSerializer(playgroundViewType, {
      async deserializeWebviewPanel(panel) {
        playground.adopt(panel);
        await playground.deps.controller.load();
      },
    }),
  );
}

async function ask(playground: Playground): Promise<void> {
  const { controller, providers } = playground.deps;
  await controller.load();
  const provider = providers.find(controller.draft.providerId) ?? providers.list()[0];
  const text = await window.showInputBox({
    title: 'Ask a Model',
    prompt: provider
      ? `Goes to ${controller.draft.model || 'the model you choose'} at ${provider.baseUrl}`
      : 'No provider is set up yet: your question waits in the playground.',
    placeHolder: 'Your question',
    ignoreFocusOut: true,
  });
  if (text?.trim()) await sendText(playground, text);
}

async function sendSelection(playground: Playground): Promise<void> {
  const editor = window.activeTextEditor;
  const text = editor?.selections
    .filter((selection) => !selection.isEmpty)
    .map((selection) => editor.document.getText(selection))
    .join('\n\n');
  if (!text?.trim()) {
    void window.showWarningMessage(
      'Nothing is selected. Select the text to send in an editor, then run the command again.',
    );
    return;
  }
  if (workspace.isTrusted || (await confirmUntrusted(playground))) await sendText(playground, text);
}

/** In Restricted Mode text of the workspace is not sent anywhere before the user said so. */
async function confirmUntrusted({ deps: { controller, providers } }: Playground): Promise<boolean> {
  await controller.load();
  const provider = providers.find(controller.draft.providerId) ?? providers.list()[0];
  if (!provider) return true; // It goes nowhere: the playground says that there is no provider.
  const send = 'Send';
  const detail = `It goes to ${provider.name}, ${provider.baseUrl}.`;
  const options = { modal: true, detail };
  return (await window.showWarningMessage('Send the selection from this untrusted workspace?', options, send)) === send;
}

/** Sends `text` beside what stands in the message field, or leaves it there when it cannot be sent yet. */
async function sendText(playground: Playground, text: string): Promise<void> {
  const { controller } = playground.deps;
  await playground.open();
  await playground.ensureProvider();
  if (controller.isStreaming) {
    const stop = 'Stop It and Send';
    if ((await window.showWarningMessage('An answer is still streaming.', stop)) !== stop)
      return keepText(playground, text);
    await controller.stopAndWait();
  }
  if (!controller.send({ ...controller.draft, message: text })) keepText(playground, text);
}

function keepText(playground: Playground, text: string): void {
  const { controller } = playground.deps;
  const { message } = controller.draft;
  controller.changeDraft({ message: message === '' ? text : `${message}\n\n${text}` });
  playground.post({ type: 'focusMessage' });
}
