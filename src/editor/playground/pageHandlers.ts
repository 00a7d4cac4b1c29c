import { env } from 'vscode';
import { inSlices } from '../../core/base/work';
import type { Backends } from '../../core/chat/backend';
import type { ErrorAction } from '../../core/chat/messages/errors';
import { exportConversation } from '../../core/playground/session/exportConversation';
import { findInSession } from '../../core/playground/findInSession';
import type { LiveSession } from '../../core/playground/liveSession';
import { reasoningOf, textOf } from '../../core/playground/session/nodeText';
import type { FromPage, ToPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import { StoreError } from '../../core/store/types';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { ReferenceCard } from '../../core/playground/reference/referenceSchema';
import { turnBodies } from '../../core/playground/session/turnHeads';
import type { GlossaryOfWebview } from '../pages/webviewGlossary';
import type { ModelLists } from '../providers/chat/modelLists';
import type { CountForModel } from '../tokens/counting/countForModel';
import { executeCommand } from '../shared/commands';
import { pace } from '../shared/pace';
import { editProviders, openExternally } from '../shared/openers';
import type { PanelHandlers } from '../shared/webviewHost';
import { PageModelLists } from './pageModelLists';
import type { NotSent, SendController, Where } from './sendController';
import { say } from '../shared/words';

/** What answering the page needs: no more of the tab than this. */
interface PageHandlersDeps {
  /** The session that the page shows; `undefined` before it was read. */
  readonly shown: () => LiveSession | undefined;
  /** Where a message of that session goes. */
  readonly forMessage: (id: string) => Promise<LiveSession | undefined>;
  /** What was typed in a session, also in one that is no longer open. */
  readonly keepDraft: (id: string, column: string, draft: Partial<Draft>) => Promise<void>;
  readonly startNew: (draft?: Draft) => Promise<unknown>;
  readonly openCopy: (live: LiveSession) => Promise<unknown>;
  readonly postSnapshot: () => Promise<void>;
  readonly post: (message: ToPage) => void;
  /** Number of the last event that was posted. */
  readonly seq: () => number;
  readonly sawEdit: (edit: number) => void;
  readonly sending: Pick<SendController, 'send' | 'retry' | 'chooseModel'>;
  readonly models: Pick<ModelLists, 'refresh' | 'suggested'>;
  /** What is known about what was asked, for an answer that is looked at. */
  readonly referencesFor: (live: LiveSession | undefined, answerId: string) => Promise<readonly ReferenceCard[]>;
  readonly backends: Pick<Backends, 'find'>;
  readonly countTokens: CountForModel;
  readonly words: GlossaryOfWebview;
}

/** Does what the page asks for. A message without a handler does not compile. */
export function pageHandlers(services: PageHandlersDeps): PanelHandlers<FromPage, typeof pageAnswers> {
  const { shown, post, sending } = services;
  const lists = new PageModelLists(services.models, services.backends, post);

  const withAnswer = (answerId: string, run: (live: LiveSession) => unknown): unknown => {
    const live = shown();
    return live?.answer(answerId) && run(live);
  };

  const told: Told = async (refusal, answerId) => {
    const notSent = await refusal;
    if (notSent !== undefined) post({ type: 'notSent', ...notSent, ...(answerId !== undefined && { answerId }) });
  };

  /** What the store refuses, it says in words for people. */
  const saidByStore = async (work: Promise<unknown> | undefined): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      post({ type: 'notSent', reason: error.message });
    }
  };

  /** The provider that has just been added is asked from now on, with a model of its own. */
  const take = async (providerId: string | undefined): Promise<void> => {
    const live = shown();
    const backend = providerId === undefined ? undefined : services.backends.find(providerId);
    if (!live || !backend || backend.id === live.main.draft.providerId) return;
    const [model = ''] = await services.models.suggested(backend);
    live.main.changeDraft({ providerId: backend.id, model });
  };

  const useRealModel = async (): Promise<void> => take(await executeCommand('providers.useRealModel'));

  /** What was asked, again in a session of its own. */
  const askAnew = async ({ live, column }: Where, answerId: string): Promise<void> => {
    const parent = live.answer(answerId)?.parent;
    const prompt = parent == null ? undefined : live.session.nodes.get(parent);
    const draft = (live.column(column) ?? live.main).draft;
    if (prompt) await services.startNew({ ...draft, message: textOf(prompt) });
  };

  return {
    ...services.words.handlers,
    ready: ({ edit }) => {
      services.sawEdit(edit);
      services.words.start();
      return services.postSnapshot();
    },
    draft: ({ session, column, edit, draft }) => {
      services.sawEdit(edit);
      return services.keepDraft(session, column, draft);
    },
    send: async ({ session, column, edit, draft }) => {
      services.sawEdit(edit);
      await services.keepDraft(session, column, draft);
      const live = await services.forMessage(session);
      if (!live) {
        const reason = say(
          'The session of this message is no longer open. The message is kept in it and was not sent.',
        );
        return post({ type: 'notSent', reason });
      }
      await told(sending.send({ live, column }, draft, 'prompt'));
    },
    stop: ({ column }) => shown()?.column(column)?.stop(),
    retry: ({ column, answerId, chosen }) =>
      withAnswer(answerId, (live) => told(sending.retry({ live, column }, answerId, chosen), answerId)),
    showSibling: ({ column, answerId }) => shown()?.column(column)?.showSibling(answerId),
    newSession: () => services.startNew(),
    moveDraft: async ({ session, column, edit, draft }) => {
      services.sawEdit(edit);
      await services.keepDraft(session, column, { ...draft, message: '' });
      await services.startNew(draft);
    },
    copy: ({ answerId }) => {
      const answer = shown()?.answer(answerId);
      return answer && env.clipboard.writeText(textOf(answer));
    },
    copyConversation: ({ column }) => {
      const live = shown();
      return live && env.clipboard.writeText(exportConversation(live.session, column));
    },
    bodies: ({ request, column, promptIds }) => {
      const live = shown();
      const bodies = live ? turnBodies(live.session, column, promptIds) : [];
      post({ type: 'bodies', request, seq: services.seq(), bodies });
    },
    find: async ({ column, query }, { signal }) => {
      const live = shown();
      const found = live && findInSession(live.session, column, query);
      return (found && (await inSlices(found, pace(), () => signal.aborted))) ?? [];
    },
    reload: () => saidByStore(shown()?.reload()),
    openCopy: () => {
      const live = shown();
      return live && saidByStore(services.openCopy(live));
    },
    openLink: ({ url }) => openLink(url),
    addProvider: async ({ preset }) => take(await executeCommand('providers.add', preset ?? undefined)),
    useRealModel,
    askReference: async ({ answerId }) => {
      const cards = await services.referencesFor(shown(), answerId);
      post({ type: 'reference', answerId, cards, tokens: shown()?.tokensOf(answerId) ?? [] });
    },
    openReference: ({ address }) => executeCommand('pages.open', address),
    setKey: ({ providerId }) => executeCommand('providers.setApiKey', providerId),
    loadModels: ({ providerId }) => lists.load(providerId),
    stopLoadingModels: ({ providerId }) => lists.stop(providerId),
    countAnswer: async ({ answerId }) => {
      const answer = shown()?.answer(answerId);
      if (!answer) return;
      const counted = await services.countTokens(answer.target.model, reasoningOf(answer) + textOf(answer));
      if (counted) post({ type: 'answerCounted', answerId, tokens: counted.tokens });
    },
    errorAction: ({ column, answerId, action }) =>
      withAnswer(answerId, (live) =>
        errorActions(sending, told, { askAnew, useRealModel })[action]({ live, column }, answerId),
      ),
  };
}

/** Shows on the page why something was refused: the message, or the question of that answer. */
type Told = (refusal: Promise<NotSent | undefined>, answerId?: string) => Promise<void>;
type RunAction = (where: Where, answerId: string) => unknown;

const providerOf = ({ live }: Where, answerId: string): string | undefined => live.answer(answerId)?.target.providerId;

const errorActions = (
  sending: PageHandlersDeps['sending'],
  told: Told,
  { askAnew, useRealModel }: Readonly<Record<'askAnew' | 'useRealModel', RunAction>>,
): Readonly<Record<ErrorAction, RunAction>> => ({
  retry: (where, answerId) => told(sending.retry(where, answerId), answerId),
  'choose-model': (where, answerId) => told(sending.chooseModel(where, answerId), answerId),
  'set-key': (where, answerId) => executeCommand('providers.setApiKey', providerOf(where, answerId)),
  'test-connection': (where, answerId) => executeCommand('providers.testConnection', providerOf(where, answerId)),
  'edit-provider': () => editProviders(),
  'new-session': askAnew,
  'use-real-model': useRealModel,
});

/** Only web and mail addresses leave the page. */
async function openLink(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && ['https:', 'http:', 'mailto:'].includes(url.protocol)) await openExternally(url.href);
}
