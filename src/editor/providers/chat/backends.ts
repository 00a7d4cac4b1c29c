import { Disposable, EventEmitter, env } from 'vscode';
import type { Event } from 'vscode';
import { backendsOf } from '../../../core/chat/backend';
import type { Backends } from '../../../core/chat/backend';
import { endpointBackend } from '../../../core/chat/endpointBackend';
import type { EditorBackendDeps } from '../../../core/chat/editorModels/editorBackend';
import type { EndpointDeps } from '../../../core/chat/endpointBackend';
import type { ChatService } from '../../../core/chat/service';
import type { FieldGuide } from '../../../core/fieldGuide';
import { Lazy } from '../../../core/base/lazy';
import { pocketBackend } from '../../../core/pocket/chat/pocketBackend';
import { host } from '#host';
import type { Tables } from '../../../core/tables';
import type { Pages } from '../../pages/pages';
import type { Logger } from '../../shared/log';
import { readSetting, stallTimeoutMs } from '../../shared/settings';
import { EditorBackends } from './editorBackends';
import type { EditorModels } from './editorBackends';
import type { KnownAbilities } from './knownAbilities';
import type { KeyStore } from './keyStore';
import type { Ledger } from './ledger';
import type { ModelLists } from './modelLists';
import type { PocketThread } from './pocketThread';
import type { ProviderStore } from './providerStore';
import { say } from '../../shared/words';

/**
 * The backends that this window can ask: the providers of the settings, those of VS Code's models, and the built-in
 * model.
 */
export interface WindowBackends extends Backends {
  dispose(): void;
  /** Fires when the backends or their keys have changed. */
  readonly onDidChange: Event<void>;
}

export interface ProviderDeps {
  readonly providers: ProviderStore;
  readonly keys: KeyStore;
  readonly backends: Backends;
  readonly models: ModelLists;
  readonly findings: KnownAbilities;
  readonly ledger: Pick<Ledger, 'record'>;
  readonly pages: Pick<Pages, 'showReport'>;
  readonly guide: Pick<Tables, 'catalog'>;
}

export function createBackends(
  store: ProviderStore,
  keys: KeyStore,
  { post }: Pick<PocketThread, 'post'>,
  guide: Pick<FieldGuide, 'parameters' | 'modelNames'>,
  lists: Pick<ModelLists, 'abilitiesOf' | 'knows' | 'says' | 'keep' | 'forget'>,
  log: Logger,
): WindowBackends {
  const { remoteName } = env;
  const { abilitiesOf, knows, says } = lists;
  const service = new Lazy(() => loadService(log));
  const limits = () => ({ idleMs: stallTimeoutMs(), answerCharacters: readSetting('playground.maxAnswerCharacters') });
  const deps: EndpointDeps = {
    service: service.get,
    key: (endpoint) => keys.read(endpoint),
    limits,
    diagnosesCache: () => readSetting('playground.cacheDiagnostics'),
    offers: async (endpoint, model) => {
      const [{ offersFor, parameterOffers }, parameters, names] = await Promise.all([
        import('../../../core/chat/parameters/offers'),
        guide.parameters(),
        guide.modelNames(),
      ]);
      const offers = parameterOffers(endpoint, model, { parameters, names }, say);
      return offersFor(offers, abilitiesOf(at(endpoint), model), say);
    },
    says,
    knows: (endpoint, model) => knows(at(endpoint), model),
    ...{ remoteName, say },
  };
  const pocket = pocketBackend({
    ...{ post, remoteName },
    onBroken: (error) => log.error('Pocket could not answer.', error),
    randomSeed: () => host.randomSeed(),
    say,
  });
  const at: Backends['at'] = (endpoint) => endpointBackend(endpoint, deps);
  const changed = new EventEmitter<void>();
  const editor = new EditorBackends({
    load: () => loadEditorModels(limits, log),
    changed(now, gone) {
      for (const { backend, models } of now) lists.keep(backend, models);
      for (const { id } of gone) lists.forget(id);
      changed.fire();
    },
    log,
  });
  const listeners = Disposable.from(
    changed,
    editor,
    store.onDidChange(() => changed.fire()),
    keys.onDidChange(() => changed.fire()),
  );
  return {
    ...backendsOf({
      at,
      own: () => store.list().map(at),
      builtIn: () => [...editor.all(), pocket],
      isReadable: () => store.isReadable(),
    }),
    onDidChange: changed.event,
    dispose() {
      listeners.dispose();
    },
  };
}

async function loadService(log: Logger): Promise<ChatService> {
  const [{ ChatService }, { createChatHost }] = await Promise.all([
    import('../../../core/chat/service'),
    import('#host/chat'),
  ]);
  return new ChatService(createChatHost(log), say);
}

async function loadEditorModels(limits: EditorBackendDeps['limits'], log: Logger): Promise<EditorModels> {
  const [{ editorModels }, { errorForLog }] = await Promise.all([
    import('./editorModels'),
    import('../../../core/chat/messages/errorForLog'),
  ]);
  const onFailed = (error: unknown): void => log.warn(`A request to a model of VS Code failed: ${errorForLog(error)}`);
  return editorModels({ limits, onFailed, now: () => host.now(), say });
}
