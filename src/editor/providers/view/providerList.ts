import { Disposable } from 'vscode';
import type { TreeView } from 'vscode';
import { isRecord } from '../../../core/base/json';
import type { Endpoint } from '../../../core/chat/messages/chatTypes';
import type { Backend } from '../../../core/chat/backend';
import type { ProviderDeps } from '../chat/backends';
import { executeCommand, isSelection } from '../../shared/commands';
import type { CommandRuns } from '../../shared/commands';
import type { CommandName } from '../../shared/contributions';
import { showMessage } from '../../shared/messages';
import { selectedRows } from '../../shared/selectedRows';
import { say } from '../../shared/words';
import { addProvider } from './addProvider';
import { chooseKeyHolder, chooseProvider } from './chooseProvider';
import { chooseTests } from './chooseTests';
import { ConnectionChecks } from './connectionChecks';
import { editProvider } from './editProvider';
import type { EditedPart } from './editProvider';
import { removeApiKey, setApiKey } from './providerKeys';
import { ProvidersTree } from './providersTree';
import type { ProviderNode } from './providersTree';
import { LastRemoved, removeProvider } from './removeProvider';
import { revealNewRow } from './revealNewRow';
import { useRealModel } from './useRealModel';

/**
 * Creates the list of providers and its commands. Each command takes a row or the id of a provider, or asks.
 * @param view shows the tree.
 */
export function createProviderList(view: TreeView<ProviderNode>, deps: ProviderDeps) {
  const { providers: store, keys, backends, models } = deps;
  const isSeen = (): boolean => view.visible;
  const checks = new ConnectionChecks(deps, isSeen);
  const removed = new LastRemoved();
  const tree = new ProvidersTree(deps, checks, removed);
  const idOf = async (given: unknown): Promise<string | undefined> => {
    if (typeof given === 'string') return given;
    // A key applies to the selected row; a menu hands over the row that it was opened on.
    const [node] = isSelection(given) ? await selectedRows(view) : [given];
    return tree.has(node) ? node.providerId : undefined;
  };
  const onProvider =
    (title: string, question: string, run: (endpoint: Endpoint, given: unknown) => unknown) =>
    async (...given: unknown[]): Promise<void> => {
      const id = await idOf(given[0]);
      // The palette hands over nothing, a menu its row. Where the row is gone, no other provider is meant.
      if (id === undefined && given.length > 0 && !isSelection(given[0])) return sayListChanged();
      const endpoint = await chooseProvider(store, id, title, question);
      if (endpoint) await run(endpoint, given[0]);
    };
  const add = async (presetId: string | undefined): Promise<string | undefined> => {
    const endpoint = await addProvider(store, keys, isSeen, presetId);
    if (endpoint && isSeen()) await revealNewRow(() => view.reveal(tree.nodeOf(endpoint.id)));
    return endpoint?.id;
  };
  /** Asks for the provider's key where one is needed and missing, and then runs, unless it is still missing. */
  const withKey = async (endpoint: Endpoint, run: OnBackend): Promise<void> => {
    const backend = backends.at(endpoint);
    const lacksKey = async (): Promise<boolean> => backend.needsKey && !(await backend.hasKey());
    if (await lacksKey()) await setApiKey(endpoint, keys, () => true);
    if (!(await lacksKey())) await run(backend, endpoint);
  };
  /** Runs on a backend; it may be one that exists without being set up. */
  const onBackend =
    (title: string, question: string, run: OnBackend) =>
    async (...given: unknown[]): Promise<void> => {
      const id = await idOf(given[0]);
      const unlisted = store.find(id ?? null) ? undefined : backends.find(id ?? null);
      if (unlisted) return run(unlisted);
      return onProvider(title, question, (endpoint) => withKey(endpoint, run))(...(id === undefined ? given : [id]));
    };
  const listeners = Disposable.from(
    ...[tree, checks, removed],
    store.onDidChange(tree.refresh),
    keys.onDidChange(tree.refresh),
    models.onDidChange(tree.refresh),
    checks.onDidChange(tree.refresh),
    removed.onDidChange(tree.refresh),
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible) removed.forget();
    }),
  );
  /** Asks what to test. The list alone needs no model and no page. */
  const examine = async (endpoint: Endpoint): Promise<void> => {
    const backend = backends.at(endpoint);
    const chosen = await chooseTests(backend, models, deps.guide);
    if (chosen) await (chosen.probes.length > 0 ? checks.examine(backend, endpoint, chosen) : checks.test(backend));
  };
  const edit = (endpoint: Endpoint, part: EditedPart | undefined): Promise<void> =>
    editProvider({ ...deps, isSeen }, endpoint, part);
  const commands = {
    'providers.add': (preset) => add(typeof preset === 'string' ? preset : undefined),
    'providers.useRealModel': async (from) => {
      const target = await useRealModel(deps, add);
      if (target && from !== 'page') await executeCommand('playground.open', undefined, target);
      return target;
    },
    'providers.setApiKey': onProvider(say('Set API Key'), say('Set the API key of which provider?'), (endpoint) =>
      setApiKey(endpoint, keys, isSeen),
    ),
    'providers.removeApiKey': async (...given) => {
      const id = await idOf(given[0]);
      if (id === undefined && given.length > 0) return sayListChanged();
      // A key outlives its provider, so the user has to be able to remove it.
      const holder = id === undefined ? await chooseKeyHolder(store, keys) : (store.find(id) ?? { id, name: id });
      if (holder) await removeApiKey(holder, keys, isSeen);
    },
    'providers.testConnection': (given, how) =>
      onBackend(say('Test Connection'), say('Test the connection to which provider?'), (backend, endpoint) =>
        endpoint && how !== 'free' ? examine(endpoint) : checks.test(backend),
      )(...(given === undefined ? [] : [given])),
    'providers.loadModels': onBackend(say('Load Models'), say('Load the models of which provider?'), (backend) =>
      checks.loadModels(backend),
    ),
    'providers.stopTest': async (given) => checks.stop((await idOf(given)) ?? ''),
    'providers.edit': onProvider(say('Edit Provider'), say('Edit which provider?'), (endpoint, given) =>
      edit(endpoint, partOf(given)),
    ),
    'providers.rename': onProvider(say('Rename Provider'), say('Rename which provider?'), (endpoint) =>
      edit(endpoint, 'name'),
    ),
    'providers.remove': onProvider(say('Remove Provider'), say('Remove which provider?'), (endpoint) =>
      removeProvider(endpoint, store, keys, removed, isSeen),
    ),
    'providers.undoRemove': () => removed.undo(),
  } satisfies Partial<CommandRuns<CommandName>>;
  return {
    ...{ tree, commands },
    /** Forgets the results of tests of a provider. */
    forget: (id: string) => checks.forget(id),
    dispose: (): void => void listeners.dispose(),
  };
}

/** `endpoint` is the user's entry. A backend that exists without being set up has none. */
type OnBackend = (backend: Backend, endpoint?: Endpoint) => Promise<void>;

const sayListChanged = (): void =>
  void showMessage('Information', say('The list of providers has just changed. Try again.'));

/** The part of the provider that a row shows, where it can be edited. */
function partOf(given: unknown): EditedPart | undefined {
  const part = isRecord(given) ? given['part'] : undefined;
  return part === 'address' || part === 'api' || part === 'model' ? part : undefined;
}
