import type { ExtensionContext, Memento, TextEditor } from 'vscode';
import type { LiveSessionHost } from '../../core/playground/liveSession';
import { answerFrom } from '../../core/chat/backend';
import type { WebviewGlossary } from '../pages/webviewGlossary';
import type { WindowBackends } from '../providers/chat/backends';
import type { ModelLists } from '../providers/chat/modelLists';
import type { Tables } from '../../core/tables';
import type { CountForModel } from '../tokens/counting/countForModel';
import { host } from '#host';
import type { StepDone } from '../shared/firstSteps';
import type { Logger } from '../shared/log';
import { PlaygroundPanel } from './playgroundPanel';
import { SendConsent } from './sendConsent';
import { SendController } from './sendController';
import { sendSelection } from './sendSelection';
import { sendQuestion } from './sendQuestion';
import { storedUnsentDrafts } from './unsentDrafts';
import { createWindowSessions } from './windowSessions';
import type { WindowSessions } from './windowSessions';
import { say } from '../shared/words';

interface WindowPlaygroundDeps {
  readonly backends: WindowBackends;
  readonly models: ModelLists;
  readonly countTokens: CountForModel;
  readonly tables: Tables;
  readonly words: WebviewGlossary;
  readonly stepDone: StepDone;
  readonly log: Logger;
}

/** The tab and the sessions of a window, once its playground is used. */
export interface WindowPlayground {
  readonly tab: PlaygroundPanel;
  readonly sessions: WindowSessions;
  /** Asks for a question, and sends it. */
  sendQuestion(): Promise<void>;
  /** Asks what about the selection of that editor, and sends it. */
  sendSelection(editor: TextEditor | undefined): Promise<void>;
}

/** Reads nothing before it is used. */
export function createWindowPlayground(context: ExtensionContext, deps: WindowPlaygroundDeps): WindowPlayground {
  const { backends, models, tables, words, countTokens, log } = deps;
  const { extensionUri: extension, workspaceState } = context;
  const sessions = createWindowSessions(context, sessionHost(deps, workspaceState), log);
  const consent = new SendConsent(workspaceState, countTokens, tables);
  const sending = new SendController(backends, consent, models, sessions);
  const shared = { sessions, backends, sending, tables, countTokens };
  const tab = new PlaygroundPanel({ ...shared, extension, models, words, log });
  return {
    ...{ tab, sessions },
    sendQuestion: () => sendQuestion(tab, shared),
    sendSelection: (editor) => sendSelection(editor, tab, { ...shared, workspaceState }),
  };
}

function sessionHost(
  { tables, stepDone, log }: Pick<WindowPlaygroundDeps, 'tables' | 'stepDone' | 'log'>,
  workspaceState: Memento,
): LiveSessionHost {
  return {
    unsent: storedUnsentDrafts(workspaceState),
    ask: (backend, request, listener) => {
      stepDone('asked');
      return answerFrom(backend, request, listener, tables.catalog);
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
