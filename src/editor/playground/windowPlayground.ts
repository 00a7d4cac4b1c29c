import type { ExtensionContext, Memento, TextEditor } from 'vscode';
import type { LiveSessionHost } from '../../core/playground/liveSession';
import { answerOf } from '../providers/chat/answerOf';
import type { ProviderChat } from '../providers/chat/providerChat';
import type { PageWords } from '../pages/webviewGlossary';
import type { KeyStore } from '../providers/chat/keyStore';
import type { ModelLists } from '../providers/chat/modelLists';
import type { ProviderStore } from '../providers/chat/providerStore';
import type { Tables } from '../shared/tables';
import type { CountForModel } from '../tokens/counting/countForModel';
import { host } from '#host';
import type { StepDone } from '../shared/firstSteps';
import type { Logger } from '../shared/log';
import { Asking } from './asking';
import { PlaygroundTab } from './playgroundPanel';
import { SendConsent } from './sendConsent';
import { sendSelection } from './sendSelection';
import { askModel } from './sendToModel';
import { storedUnsentDrafts } from './unsentDrafts';
import { createWindowSessions } from './windowSessions';
import type { WindowSessions } from './windowSessions';
import { say } from '../shared/words';

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

/** What a window has once its playground is used. */
export interface WindowPlayground {
  readonly tab: PlaygroundTab;
  readonly sessions: WindowSessions;
  /** Asks for a question, and sends it. */
  ask(): Promise<void>;
  /** Asks what about the selection of that editor, and sends it. */
  sendSelection(editor: TextEditor | undefined): Promise<void>;
}

/** Reads nothing before it is used. */
export function createWindowPlayground(context: ExtensionContext, services: PlaygroundServices): WindowPlayground {
  const { providers, keys, chat, models, tables, words, countTokens, log } = services;
  const { extensionUri: extension, workspaceState } = context;
  const sessions = createWindowSessions(context, sessionHost(services, workspaceState), log);
  const consent = new SendConsent(workspaceState, keys, countTokens, tables);
  const asking = new Asking(providers, consent, models, sessions, chat);
  const tab = new PlaygroundTab({
    ...{ extension, sessions, providers, keys, asking, models, tables, words, countTokens, log },
  });
  const sending = { sessions, providers, asking, tables, countTokens, workspaceState };
  return {
    ...{ tab, sessions },
    ask: () => askModel(tab, sending),
    sendSelection: (editor) => sendSelection(editor, tab, sending),
  };
}

function sessionHost(
  { chat, tables, stepDone, log }: Pick<PlaygroundServices, 'chat' | 'tables' | 'stepDone' | 'log'>,
  workspaceState: Memento,
): LiveSessionHost {
  return {
    unsent: storedUnsentDrafts(workspaceState),
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
          message: say('Something went wrong in AI Field Guide.'),
          advice: say(
            'What had arrived is kept. Retry; if it happens again, please report it with the log (Output panel, AI Field Guide).',
          ),
          actions: ['retry'],
        },
      };
    },
    randomId: () => host.randomId(),
    now: () => host.now(),
  };
}
