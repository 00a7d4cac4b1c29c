import { Disposable, Uri, window } from 'vscode';
import type { Memento, TreeView } from 'vscode';
import { Lazy } from '../../core/base/lazy';
import { createBackends } from './chat/backends';
import type { ProviderDeps, WindowBackends } from './chat/backends';
import { KnownAbilities } from './chat/knownAbilities';
import { KeyStore } from './chat/keyStore';
import { Ledger } from './chat/ledger';
import { ModelLists } from './chat/modelLists';
import { PocketThread } from './chat/pocketThread';
import { ProviderStore } from './chat/providerStore';
import type { Sayings } from '../models/sayings';
import type { PagesFace } from '../pages/pages';
import { registerCommand, registerLazyCommands } from '../shared/commands';
import { viewId } from '../shared/contributions';
import { LazyTree } from '../shared/lazyTree';
import { editProviders } from '../shared/openers';
import type { Shared } from '../shared/shared';
import { offerKeysOfGoneProviders } from './view/goneProviders';
import type { ProviderNode } from './view/providersTree';

/** Services of this subject for later ones. */
export interface ProvidersFace extends Pick<ProviderDeps, 'providers' | 'models' | 'findings'> {
  readonly backends: WindowBackends;
  readonly ledger: Ledger;
}

export function startProviders(shared: Shared, { pages }: Pick<PagesFace, 'pages'>, said: Sayings): ProvidersFace {
  const { context, guide, log, keep } = shared;
  const providers = keep(new ProviderStore());
  const keys = new KeyStore(context.secrets, log);
  const pocket = keep(new PocketThread(shared.distribution, log));
  const state = context.globalState;
  const findings = new KnownAbilities(state);
  const ledger = new Ledger(Uri.joinPath(context.globalStorageUri, 'spending').fsPath, log);
  const models = new ModelLists(guide, said, findings);
  const backends = keep(createBackends(providers, keys, pocket, guide, models, log));
  shared.start({
    providers: () => registerProviders({ providers, keys, backends, models, findings, ledger, pages, guide, state }),
  });
  return { providers, backends, models, findings, ledger };
}

/**
 * Registers the view of providers and its commands, whose code loads when the view is first seen, or a command is run.
 * Starts what has to follow the providers before that.
 * @param state the memory that all windows of the user share.
 */
function registerProviders({ state, ...deps }: ProviderDeps & { readonly state: Memento }): Disposable {
  const { providers: store, keys, models } = deps;
  const list = new Lazy(async () => {
    const { createProviderList } = await import('./view/providerList');
    return createProviderList(view, deps);
  });
  const tree = new LazyTree<ProviderNode>(async () => (await list.get()).tree);
  const view: TreeView<ProviderNode> = window.createTreeView(viewId('providers'), { treeDataProvider: tree });
  return Disposable.from(
    tree,
    view,
    { dispose: () => list.now?.dispose() },
    offerKeysOfGoneProviders(store, keys, state, () => view.visible),
    forgetWhatChanged(
      store,
      keys,
      (id) => list.now?.forget(id),
      (id) => {
        models.forget(id);
        void deps.findings.forget(id);
      },
    ),
    registerLazyCommands(
      [
        'providers.add',
        'providers.useRealModel',
        'providers.setApiKey',
        'providers.removeApiKey',
        'providers.testConnection',
        'providers.loadModels',
        'providers.stopTest',
        'providers.edit',
        'providers.rename',
        'providers.remove',
        'providers.undoRemove',
      ],
      async () => (await list.get()).commands,
    ),
    registerCommand('providers.openSettings', editProviders),
  );
}

/** Forgets what was found at an address and with a key, when either changes. */
function forgetWhatChanged(
  store: ProviderStore,
  keys: KeyStore,
  forgetCheck: (id: string) => void,
  forgetModels: (id: string) => void,
): Disposable {
  const asked = (): Map<string, string> =>
    new Map(store.list().map(({ id, baseUrl, dialect }) => [id, `${dialect} ${baseUrl}`]));
  let known = asked();
  return Disposable.from(
    keys.onDidChangeOf(forgetCheck),
    store.onDidChange(() => {
      const before = known;
      known = asked();
      for (const [id, how] of before) {
        if (known.get(id) === how) continue;
        forgetCheck(id);
        forgetModels(id);
      }
    }),
  );
}
