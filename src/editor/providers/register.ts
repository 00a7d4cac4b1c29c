import { Disposable, ProgressLocation, commands, window } from 'vscode';
import type { QuickPickItem } from 'vscode';
import { describeChatError } from '../../core/chat/describe';
import { hostOf, originOf } from '../../core/chat/endpoint';
import type { ErrorAction } from '../../core/chat/errors';
import { presetOf } from '../../core/chat/presets';
import type { Endpoint } from '../../core/chat/types';
import { commandIds } from '../contributions';
import type { Logger } from '../log';
import { editProviders } from '../openers';
import { settings } from '../settings';
import { abortOnCancel } from '../abort';
import { askForProvider } from './addProvider';
import type { KeyStore } from './keys';
import type { ProviderStore } from './store';

/** Add Provider, Set API Key, Remove API Key, Test Connection. Each takes the id of a provider or preset, or asks. */
export function registerProviderCommands(store: ProviderStore, keys: KeyStore, log: Logger): Disposable {
  const choose = async (id: unknown, title: string): Promise<Endpoint | undefined> =>
    (typeof id === 'string' ? store.find(id) : undefined) ?? (await pickProvider(store, title));
  return Disposable.from(
    commands.registerCommand(commandIds.addProvider, async (preset: unknown) => {
      const added = await askForProvider(store, typeof preset === 'string' ? preset : undefined);
      if (!added) return undefined;
      if (added.needsKey) await setApiKey(added.endpoint, keys, added.keysUrl);
      return added.endpoint.id;
    }),
    commands.registerCommand(commandIds.setApiKey, async (id: unknown) => {
      const endpoint = await choose(id, 'Set the API key of which provider?');
      if (!endpoint) return;
      await setApiKey(endpoint, keys, presetOf(endpoint.preset).keysUrl);
    }),
    commands.registerCommand(commandIds.removeApiKey, async (id: unknown) => {
      const endpoint = await choose(id, 'Remove the API key of which provider?');
      if (endpoint) await removeApiKey(endpoint, keys);
    }),
    commands.registerCommand(commandIds.testConnection, async (id: unknown) => {
      const endpoint = await choose(id, 'Test the connection to which provider?');
      if (endpoint) await testProvider(endpoint, keys, log);
    }),
  );
}

async function pickProvider(store: ProviderStore, title: string): Promise<Endpoint | undefined> {
  const providers = store.list();
  if (providers.length === 0) {
    const add = 'Add Provider';
    const chosen = await window.showInformationMessage('No provider is set up yet. Add one first.', add);
    if (chosen === add) await commands.executeCommand(commandIds.addProvider);
    return undefined;
  }
  if (providers.length === 1) return providers[0];
  const items = providers.map((endpoint): QuickPickItem & { endpoint: Endpoint } => ({
    label: endpoint.name,
    description: endpoint.baseUrl,
    endpoint,
  }));
  return (await window.showQuickPick(items, { placeHolder: title }))?.endpoint;
}

async function setApiKey(endpoint: Endpoint, keys: KeyStore, keysUrl: string | undefined): Promise<void> {
  const key = await askForKey(endpoint, originOf(endpoint.baseUrl), keysUrl);
  if (key === undefined) return;
  await keys.write(endpoint, key);
  const test = 'Test Connection';
  const message = `The key for ${endpoint.name} is stored. It is sent to ${originOf(endpoint.baseUrl)} only.`;
  // Not awaited: the caller (the playground) goes on while the message stands.
  void window.showInformationMessage(message, test).then((chosen) => {
    if (chosen === test) void commands.executeCommand(commandIds.testConnection, endpoint.id);
  });
}

async function askForKey(endpoint: Endpoint, origin: string, keysUrl: string | undefined): Promise<string | undefined> {
  const where = keysUrl === undefined ? '' : ` Keys are made at ${keysUrl}.`;
  const typed = await window.showInputBox({
    title: `API Key for ${endpoint.name}`,
    prompt: `Kept in the secret storage, bound to ${origin}.${where}`,
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => {
      const key = value.trim();
      if (key === '') return 'Paste the key, or press Escape to leave.';
      // Header values are visible ASCII: anything else was copied along by mistake.
      return /^[\x21-\x7e]+$/.test(key) ? undefined : 'A key has no spaces or special characters. Copy it again.';
    },
  });
  return typed?.trim();
}

async function removeApiKey(endpoint: Endpoint, keys: KeyStore): Promise<void> {
  const remove = 'Remove Key';
  const options = { modal: true, detail: 'It cannot be shown again; you would have to enter it anew.' };
  const chosen = await window.showWarningMessage(`Remove the stored API key for ${endpoint.name}?`, options, remove);
  if (chosen !== remove) return;
  await keys.remove(endpoint);
  void window.showInformationMessage(`The key for ${endpoint.name} is removed.`);
}

async function testProvider(endpoint: Endpoint, keys: KeyStore, log: Logger): Promise<void> {
  const { testConnection } = await import('../../core/chat/testConnection');
  const title = `Testing ${endpoint.name} (${hostOf(endpoint.baseUrl)})`;
  const stored = await keys.read(endpoint);
  await window.withProgress(
    { location: ProgressLocation.Notification, title, cancellable: true },
    async (_progress, cancel) => {
      const signal = abortOnCancel(cancel);
      const key = stored.state === 'stored' ? stored.key : undefined;
      try {
        const report = await testConnection(endpoint, { key, signal, idleTimeoutMs: settings.stallTimeoutMs() });
        const found =
          report.via === 'models' ? `It lists ${report.models.length} models.` : `${report.model} answered.`;
        void window.showInformationMessage(`${endpoint.name} at ${report.host} works. ${found}`);
      } catch (error) {
        if (signal.aborted) return;
        log.warn(`Test of ${endpoint.name} failed.`, error);
        const context = { providerName: endpoint.name, needsKey: presetOf(endpoint.preset).needsKey };
        const { message, advice, actions } = describeChatError(error, context);
        void offerActions(`${message} ${advice}`, actions, endpoint);
      }
    },
  );
}

const actionTitles: Readonly<Partial<Record<ErrorAction, string>>> = {
  'set-key': 'Set API Key',
  'edit-provider': 'Edit Provider',
  retry: 'Test Again',
};

/** Shows an error with the buttons that mend it. */
async function offerActions(message: string, actions: readonly ErrorAction[], endpoint: Endpoint): Promise<void> {
  const offered = actions.filter((action) => actionTitles[action] !== undefined);
  const titles = offered.map((action) => actionTitles[action] ?? action);
  const chosen = await window.showErrorMessage(message, ...titles);
  const action = offered[titles.indexOf(chosen ?? '')];
  if (action === 'set-key') await commands.executeCommand(commandIds.setApiKey, endpoint.id);
  if (action === 'edit-provider') await editProviders();
  if (action === 'retry') await commands.executeCommand(commandIds.testConnection, endpoint.id);
}
