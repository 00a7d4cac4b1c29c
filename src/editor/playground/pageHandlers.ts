import { Uri, env } from 'vscode';
import { inSlices } from '../../core/base/work';
import type { Backends } from '../../core/chat/backend';
import type { ErrorAction } from '../../core/chat/messages/errors';
import { exportConversation } from '../../core/playground/session/exportConversation';
import { attachmentsOf } from '../../core/playground/session/draftAttachments';
import { findInSession } from '../../core/playground/findInSession';
import type { Column } from '../../core/playground/column';
import type { LiveSession } from '../../core/playground/liveSession';
import { measureColumn } from '../../core/playground/measureColumn';
import { reasoningOf, textOf } from '../../core/playground/session/nodeText';
import type { FromPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import { StoreError } from '../../core/store/storeTypes';
import { firstColumnId, nobody } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { answerMarkdown, callsOf } from '../../core/playground/session/toolTurns';
import { turnBodies } from '../../core/playground/session/turnHeads';
import type { GlossaryOfWebview } from '../pages/webviewGlossary';
import type { Ledger } from '../providers/chat/ledger';
import type { ModelLists } from '../providers/chat/modelLists';
import type { CountForModel } from '../tokens/counting/countForModel';
import { executeCommand } from '../shared/commands';
import { pace } from '../shared/pace';
import { back } from '../shared/rankedPick';
import { editProviders, openExternally } from '../shared/openers';
import type { PanelHandlers } from '../shared/webviewHost';
import { addColumn } from './addColumn';
import type { AnswerDiffs } from './answerDiffs';
import { choosePreset } from './choosePreset';
import { askHowOften } from './howOften';
import { requestIn } from './importRequest';
import { fileHandlers } from './messageFiles';
import type { MessageFiles } from './messageFiles';
import { messageHandlers } from './messageHandlers';
import type { MessageDeps } from './messageHandlers';
import { toolHandlers } from './toolHandlers';
import { PageModelLists } from './pageModelLists';
import { referencesFor } from './answerReferences';
import { schemaHandlers } from './schemaHandlers';
import type { SchemaDeps } from './schemaHandlers';
import { requestSizes } from './requestSizes';
import type { NotSent, SendController, Where } from './sendController';
import { tokenHandlers } from './tokenHandlers';
import type { WindowSessions } from './windowSessions';
import { say } from '../shared/words';

/** Services and parts of the tab that the answers to the page need. */
export interface PageHandlersDeps extends MessageDeps, SchemaDeps {
  /** The page shows the session `now`. */
  readonly sessions: MessageDeps['sessions'] & Pick<WindowSessions, 'openCopy' | 'removeEmpty'>;
  readonly diffs: Pick<AnswerDiffs, 'show'>;
  readonly startNew: (draft?: Draft) => Promise<unknown>;
  /** Opens a text as a session. `false` where it is not one, which the user has been told. */
  readonly openText: (text: string) => Promise<boolean>;
  readonly postSnapshot: () => Promise<void>;
  /** Number of the last event that was posted. */
  readonly seq: () => number;
  readonly sending: MessageDeps['sending'] & Pick<SendController, 'retry' | 'chooseModel' | 'sendResults'>;
  /** Whether the tab is there. */
  readonly isOpen: () => boolean;
  readonly models: Pick<ModelLists, 'refresh' | 'suggested' | 'choose'>;
  readonly backends: Pick<Backends, 'find' | 'all'>;
  readonly countTokens: CountForModel;
  readonly ledger: Pick<Ledger, 'today'>;
  readonly words: GlossaryOfWebview;
  readonly attached: MessageFiles;
}

/** Makes the handlers for all messages of the page. A message without a handler does not compile. */
export function pageHandlers(deps: PageHandlersDeps): PanelHandlers<FromPage, typeof pageAnswers> {
  const { sessions, post, sending } = deps;
  const shown = (): LiveSession | undefined => sessions.now;
  const sizes = requestSizes(deps.countTokens);
  const lists = new PageModelLists(deps.models, deps.backends, post);

  const withAnswer = (answerId: string, run: (live: LiveSession) => unknown): unknown => {
    const live = shown();
    return live?.answer(answerId) && run(live);
  };

  const withColumn = (id: string, run: (column: Column, live: LiveSession) => unknown): unknown => {
    const live = shown();
    const column = live?.column(id);
    return live && column && run(column, live);
  };

  /** Shows on the page why something was refused, at the message or at the question of that answer. */
  const tell = async (column: string, refusal: Promise<NotSent | undefined>, answerId?: string): Promise<void> => {
    const notSent = await refusal;
    if (notSent === undefined) return;
    post({ type: 'notSent', column, ...notSent, ...(answerId !== undefined && { answerId }) });
  };

  /** Shows the message of an error by which the store refuses the work. */
  const tellingRefusal = async (work: Promise<unknown> | undefined): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      post({ type: 'notSent', column: shown()?.main.id ?? firstColumnId, reason: error.message });
    }
  };

  /**
   * Lets a column ask a provider that was just added. Its model is the one that was chosen without a provider, or a
   * suggested one.
   */
  const take = async (providerId: string | undefined, columnId?: string): Promise<void> => {
    const live = shown();
    const column = columnId === undefined ? live?.main : live?.column(columnId);
    const backend = providerId === undefined ? undefined : deps.backends.find(providerId);
    if (!column || !backend || backend.id === column.draft.providerId) return;
    const [suggested = ''] = await deps.models.suggested(backend);
    const { providerId: before, model } = column.draft;
    column.changeDraft({ providerId: backend.id, model: (before === nobody && model) || suggested });
  };

  /** Lets the user choose a model. The draft's provider comes first, as a typed id goes to it. */
  const pickModel = async (columnId: string): Promise<void> => {
    const live = shown();
    const column = live?.column(columnId);
    if (!live || !column) return;
    const { providerId, model } = column.draft;
    const all = deps.backends.all();
    const backends = [
      ...all.filter(({ id }) => id === providerId),
      ...all.filter(({ id, isStandIn }) => id !== providerId && !isStandIn),
      ...all.filter(({ id, isStandIn }) => id !== providerId && isStandIn),
    ];
    const chosen = await deps.models.choose({ title: say('Choose Model'), backends, current: model });
    if (!chosen || chosen === back || live !== shown()) return;
    live.column(columnId)?.changeDraft({ providerId: chosen.backend.id, model: chosen.model });
    post({ type: 'focusMessage' });
  };

  const useRealModel = async (): Promise<void> => {
    const target = await executeCommand('providers.useRealModel', 'page');
    if (target) shown()?.main.changeDraft({ ...target });
  };

  /** Asks the same question again in a new session. */
  const askAnew = async ({ live, column }: Where, answerId: string): Promise<void> => {
    const parent = live.answer(answerId)?.parent;
    const prompt = parent == null ? undefined : live.session.nodes.get(parent);
    const draft = (live.column(column) ?? live.main).draft;
    if (prompt?.kind !== 'prompt') return;
    const attachments = attachmentsOf(prompt.parts);
    const origins = [...(prompt.origins ?? [])];
    await deps.startNew({ ...draft, message: textOf(prompt), attachments: [], toolResults: [], origins });
    await deps.attached.bring(attachments, live, shown());
  };

  const providerOf = ({ live }: Where, answerId: string) => live.answer(answerId)?.target.providerId;
  const errorActions: Readonly<Record<ErrorAction, (where: Where, answerId: string) => unknown>> = {
    retry: (where, answerId) => tell(where.column, sending.retry(where, answerId), answerId),
    'choose-model': (where, answerId) => tell(where.column, sending.chooseModel(where, answerId), answerId),
    'set-key': (where, answerId) => executeCommand('providers.setApiKey', providerOf(where, answerId)),
    'test-connection': (where, answerId) => executeCommand('providers.testConnection', providerOf(where, answerId)),
    'edit-provider': () => editProviders(),
    'new-session': askAnew,
    'use-real-model': useRealModel,
  };

  return {
    ...deps.words.handlers,
    ready: ({ edit }) => {
      deps.sawEdit(edit);
      deps.words.start();
      return deps.postSnapshot();
    },
    draft: async ({ session, column, edit, draft }) => {
      deps.sawEdit(edit, column);
      await sessions.keepDraft(session, column, draft);
      deps.files.refresh();
    },
    ...messageHandlers(deps, shown, tell),
    ...toolHandlers(deps, tell),
    ...schemaHandlers(deps, shown, withColumn),
    ...fileHandlers(deps.attached, shown),
    ...tokenHandlers(deps, shown, tell),
    retry: ({ column, answerId, chosen }) =>
      withAnswer(answerId, (live) => tell(column, sending.retry({ live, column }, answerId, chosen), answerId)),
    retryTimes: ({ column, answerId }) =>
      withAnswer(answerId, async (live) => {
        const times = await askHowOften(live.answer(answerId));
        if (times === undefined) return;
        await tell(column, sending.retry({ live, column }, answerId, undefined, times), answerId);
      }),
    addColumn: ({ column }) => withColumn(column, (_of, live) => addColumn(live, column)),
    removeColumn: ({ column }) => withColumn(column, (of, live) => live.columnSet.remove(of)),
    goOnFrom: ({ column }) => withColumn(column, (of, live) => live.columnSet.goOnFrom(of)),
    undoColumns: () => shown()?.columnSet.undo(),
    markBest: ({ answerId, isBest }) => shown()?.columnSet.markBest(answerId, isBest),
    diffAnswers: ({ column }) => deps.diffs.show(shown()?.columns ?? [], column),
    showSibling: ({ column, nodeId }) => shown()?.column(column)?.showSibling(nodeId),
    newSession: () => deps.startNew(),
    moveDraft: async ({ session, column, edit, draft }) => {
      deps.sawEdit(edit, column);
      const before = shown();
      const origins = [...(before?.main.originsIn(draft) ?? [])];
      await sessions.keepDraft(session, column, { ...draft, message: '' });
      if (before?.id === session) before.main.keepDraft({ message: '' });
      await deps.startNew({ ...draft, attachments: [], toolResults: [], origins });
      if (!(await deps.attached.bring(draft.attachments, before, shown())) || shown()?.id === session) return;
      for (const id of new Set([column, firstColumnId])) await sessions.keepDraft(session, id, { attachments: [] });
    },
    readRequest: async ({ text }, { signal }) => (await requestIn(text, signal)) ?? null,
    importRequest: async ({ session, column, text }) => {
      if (!(await deps.openText(text))) return;
      await sessions.keepDraft(session, column, { message: '' });
      await sessions.removeEmpty(session);
    },
    addFiles: ({ uris }) => {
      const files = droppedUris(uris);
      return files[0] && executeCommand('playground.addFile', files[0], files);
    },
    copy: ({ answerId }) => {
      const answer = shown()?.answer(answerId);
      return answer && env.clipboard.writeText(answerMarkdown(answer));
    },
    showWire: ({ answerId }) => executeCommand('playground.showWire', answerId),
    copyConversation: ({ column }) => {
      const live = shown();
      return live && env.clipboard.writeText(exportConversation(live.session, column));
    },
    bodies: ({ request, column, promptIds }) => {
      const live = shown();
      const bodies = live ? turnBodies(live.session, column, promptIds) : [];
      post({ type: 'bodies', request, column, seq: deps.seq(), bodies });
    },
    find: async ({ column, query }, { signal }) => {
      const live = shown();
      const found = live && findInSession(live.session, column, query);
      return (found && (await inSlices(found, pace(), () => signal.aborted))) ?? [];
    },
    parameters: async ({ providerId, model }) => (await deps.backends.find(providerId)?.parameters(model)) ?? [],
    measure: ({ column }, { signal }) => {
      const live = shown();
      const backend = deps.backends.find(live?.column(column)?.draft.providerId ?? null);
      const measuring = {
        sizes: sizes(live, backend),
        backend,
        catalog: deps.tables.catalog,
        today: () => deps.ledger.today(),
        say,
      };
      return measureColumn(live, column, measuring, signal);
    },
    reload: () => tellingRefusal(shown()?.reload()),
    openCopy: () => {
      const live = shown();
      return live && tellingRefusal(sessions.openCopy(live));
    },
    openLink: ({ url }) => openLink(url),
    addProvider: async ({ column, preset }) => take(await executeCommand('providers.add', preset ?? undefined), column),
    useRealModel,
    askReference: async ({ answerId }) => {
      const cards = await referencesFor(shown(), answerId, deps.backends, deps.tables);
      post({ type: 'reference', answerId, cards });
    },
    openReference: ({ address }) => executeCommand('pages.open', address),
    setKey: ({ providerId }) => executeCommand('providers.setApiKey', providerId),
    pickModel: ({ column }) => pickModel(column),
    choosePreset: ({ column }) => withColumn(column, (_of, live) => choosePreset(live, column)),
    loadModels: ({ providerId }) => lists.load(providerId),
    stopLoadingModels: ({ providerId }) => lists.stop(providerId),
    countAnswer: async ({ answerId }) => {
      const answer = shown()?.answer(answerId);
      if (!answer) return;
      const { providerId, model } = answer.target;
      const backend = deps.backends.find(providerId);
      const texts = [
        reasoningOf(answer),
        textOf(answer),
        ...callsOf(answer).flatMap(({ name, input }) => [name, input]),
      ];
      const counted = await deps.countTokens(model, texts.join(''), backend);
      if (counted) post({ type: 'answerCounted', answerId, tokens: counted.tokens });
    },
    errorAction: ({ column, answerId, action }) =>
      withAnswer(answerId, (live) => errorActions[action]({ live, column }, answerId)),
  };
}

/** Reads the addresses that VS Code gave to the page: files, here or on a remote machine. */
const droppedUris = (addresses: readonly string[]): Uri[] =>
  addresses.flatMap((address) => (/^[a-z][\w+.-]*:/i.test(address) ? [Uri.parse(address)] : []));

/** Opens a link, if it is a web or mail address. */
async function openLink(address: string): Promise<void> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && ['https:', 'http:', 'mailto:'].includes(url.protocol)) await openExternally(url.href);
}
