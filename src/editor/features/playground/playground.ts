import { Disposable, window } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { LiveSessionHost } from '../../../core/playground/liveSession';
import type { Model } from '../../../core/catalog/catalogTable';
import { answerOf } from '../../services/chat/answerOf';
import type { ProviderChat } from '../../services/chat/providerChat';
import type { PageWords } from '../../services/glossary/pageWords';
import type { KeyStore } from '../../services/providers/keyStore';
import type { ModelLists } from '../../services/providers/modelLists';
import type { ProviderStore } from '../../services/providers/providerStore';
import type { Tables } from '../../services/tables';
import type { CountForModel } from '../../services/tokens/countForModel';
import { nodeHost } from '../../../host/node/host';
import { registerCommand } from '../../shared/commands';
import { playgroundViewType } from '../../shared/contributions';
import type { StepDone } from '../../shared/firstSteps';
import type { Logger } from '../../shared/log';
import { Asking } from './asking';
import { PlaygroundTab } from './playgroundPanel';
import { SendConsent } from './sendConsent';
import { sendSelection } from './sendSelection';
import { askModel } from './sendToModel';
import { registerSessions } from './sessionCommands';
import { createWindowSessions } from './windowSessions';

/** UTF-16 code units of a prompt that a link brings: those of the guide are questions. */
const mostPrompt = 2_000;

export interface PlaygroundServices {
  readonly providers: ProviderStore;
  readonly keys: KeyStore;
  readonly chat: ProviderChat;
  readonly models: ModelLists;
  readonly countTokens: CountForModel;
  readonly tables: Tables;
  readonly words: PageWords;
  readonly stepDone: StepDone;
  readonly log: Logger;
}

export interface Playground {
  /** Starts the feature: the tab, the list of sessions, their commands. */
  register(): Disposable;
  /** Opens the tab with that model in the draft. */
  openWithModel(model: Model): Promise<void>;
  /** Stops what runs, and waits for the last write. */
  close(): Promise<void>;
}

/** Reads nothing before it is used. */
export function createPlayground(context: ExtensionContext, services: PlaygroundServices): Playground {
  const { providers, keys, chat, models, tables, words, stepDone, log } = services;
  const host: LiveSessionHost = {
    ask: (...request) => {
      stepDone('asked');
      return answerOf(chat, tables.catalog, ...request);
    },
    onThrown: (error) => {
      log.error('Asking a model failed in AI Field Guide itself.', error);
      return {
        status: 'failed',
        error: {
          kind: 'unexpected',
          message: 'Something went wrong in AI Field Guide.',
          advice:
            'What had arrived is kept. Retry; if it happens again, please report it with the log (Output panel, AI Field Guide).',
          actions: ['retry'],
        },
      };
    },
    randomId: () => nodeHost.randomId(),
    now: () => nodeHost.now(),
  };
  const sessions = createWindowSessions(context, host, log);
  const asking = new Asking(
    providers,
    new SendConsent(context.workspaceState, keys, services.countTokens, tables),
    models,
    sessions,
    chat,
  );
  const extension = context.extensionUri;
  const { countTokens } = services;
  const tab = new PlaygroundTab({
    ...{ extension, sessions, providers, keys, asking, models, tables, words, countTokens, log },
  });
  const { workspaceState } = context;
  const sending = { sessions, providers, asking, tables, countTokens, workspaceState };
  return {
    register: () =>
      Disposable.from(
        tab,
        registerCommand('openPlayground', (prompt) =>
          typeof prompt === 'string' && prompt.length <= mostPrompt ? tab.openWithPrompt(prompt) : tab.open(),
        ),
        registerCommand('ask', () => askModel(tab, sending)),
        registerCommand('sendSelection', () => sendSelection(tab, sending)),
        registerSessions(sessions, tab),
        window.registerWebviewPanelSerializer(playgroundViewType, {
          deserializeWebviewPanel(panel) {
            tab.adopt(panel);
            return Promise.resolve();
          },
        }),
      ),
    openWithModel: (model) => tab.openWithModel(model),
    close: () => sessions.close(),
  };
}
