import { commands, env, window } from 'vscode';
import { describeChatError } from '../../core/chat/describe';
import type { ErrorAction } from '../../core/chat/errors';
import { presetOf } from '../../core/chat/presets';
import type { Endpoint } from '../../core/chat/types';
import type { FromPage } from '../../core/playground/protocol';
import { commandIds } from '../contributions';
import { editProviders, openExternally } from '../openers';
import { settings } from '../settings';
import type { Playground } from './playground';
import { suggestedModels } from './providerViews';

/** Does what the page asks for. */
export async function answerPage(playground: Playground, message: FromPage): Promise<void> {
  const { controller, log } = playground.deps;
  switch (message.type) {
    case 'ready':
      return playground.postSnapshot();
    case 'draft':
      return controller.keepDraft(message.draft);
    case 'send':
      controller.keepDraft(message.draft);
      if (controller.send(message.draft)) controller.changeDraft({ message: '' });
      return;
    case 'stop':
      return controller.stop();
    case 'retry':
      return controller.retry(message.turnId);
    case 'clear':
      return clear(playground);
    case 'copy':
      return env.clipboard.writeText(controller.turn(message.turnId)?.answer.text ?? '');
    case 'copyText':
      return env.clipboard.writeText(message.text);
    case 'openLink':
      return openLink(message.url);
    case 'addProvider':
      return addProvider(playground, message.preset);
    case 'setKey':
      return commands.executeCommand(commandIds.setApiKey, message.providerId);
    case 'loadModels':
      await loadModels(playground, message.providerId);
      return;
    case 'errorAction':
      return runErrorAction(playground, message.turnId, message.action);
    case 'pageError':
      return log.error(`The playground page reported: ${message.message}`);
  }
}

async function addProvider({ deps: { controller } }: Playground, preset: string | null): Promise<void> {
  const id = await commands.executeCommand<string | undefined>(commandIds.addProvider, preset ?? undefined);
  if (id !== undefined && id !== controller.draft.providerId) controller.changeDraft({ providerId: id });
}

async function clear({ deps: { controller } }: Playground): Promise<void> {
  const undoClear = controller.clear();
  const undo = 'Undo';
  if ((await window.showInformationMessage('The conversation is cleared.', undo)) === undo) undoClear();
}

/** Only web and mail addresses leave the page. */
async function openLink(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && ['https:', 'http:', 'mailto:'].includes(url.protocol)) await openExternally(url.href);
}

async function runErrorAction(playground: Playground, turnId: string, action: ErrorAction): Promise<void> {
  const { controller } = playground.deps;
  const turn = controller.turn(turnId);
  if (!turn) return;
  switch (action) {
    case 'retry':
      return controller.retry(turnId);
    case 'set-key':
      return commands.executeCommand(commandIds.setApiKey, turn.providerId);
    case 'test-connection':
      return commands.executeCommand(commandIds.testConnection, turn.providerId);
    case 'edit-provider':
      await editProviders();
      return;
    case 'choose-model':
      return chooseModel(playground, turnId, turn.providerId);
  }
}

/** Offers what the provider lists, or the catalog's models where it lists none, and asks the turn again. */
async function chooseModel(playground: Playground, turnId: string, providerId: string): Promise<void> {
  const { controller, providers, tables } = playground.deps;
  const endpoint = providers.find(providerId);
  if (!endpoint) return;
  const listed = await loadModels(playground, providerId);
  const models = listed ?? suggestedModels(endpoint, await tables.catalog());
  const model = await window.showQuickPick([...models], { placeHolder: `Ask which model of ${endpoint.name}?` });
  if (model === undefined) return;
  controller.changeDraft({ model });
  controller.retry(turnId, model);
}

/** Asks the provider for its models. `undefined` when it does not say; the reason is shown. */
async function loadModels(playground: Playground, providerId: string): Promise<readonly string[] | undefined> {
  const endpoint = playground.deps.providers.find(providerId);
  if (!endpoint) return undefined;
  try {
    const models = await requestModels(playground, endpoint);
    playground.listed.set(providerId, models);
    await playground.providersChanged();
    return models;
  } catch (error) {
    const context = { providerName: endpoint.name, needsKey: presetOf(endpoint.preset).needsKey };
    const { message, advice } = describeChatError(error, context);
    void window.showErrorMessage(`${endpoint.name} did not list its models. ${message} ${advice}`);
    return undefined;
  }
}

async function requestModels({ deps: { keys } }: Playground, endpoint: Endpoint): Promise<string[]> {
  const { listModels } = await import('../../core/chat/listModels');
  const stored = await keys.read(endpoint);
  return listModels(endpoint, {
    key: stored.state === 'stored' ? stored.key : undefined,
    signal: new AbortController().signal, // Ends by its own time limit.
    idleTimeoutMs: settings.stallTimeoutMs(),
  });
}
