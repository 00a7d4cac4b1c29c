import { Disposable, Uri, ViewColumn, commands, window } from 'vscode';
import type { WebviewPanel } from 'vscode';
import { inSlices } from '../../core/base/work';
import type { Column } from '../../core/playground/column';
import type { LiveSession, SessionNews } from '../../core/playground/liveSession';
import { fromPage, pageAnswers } from '../../core/playground/playgroundProtocol';
import type { FromPage, ToPage } from '../../core/playground/playgroundProtocol';
import type { ColumnSnapshot } from '../../core/playground/playgroundViews';
import type { Match } from '../../core/playground/searchSessions';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { turnHeads, turnHeadsInSteps } from '../../core/playground/session/turnHeads';
import { showNode } from '../../core/playground/showNode';
import { Follower } from '../shared/follower';
import { tellWithLog } from '../shared/log';
import { createOnlyPanel } from '../shared/onlyPanel';
import { pace } from '../shared/pace';
import { enterSends, onSettings } from '../shared/settings';
import { WebviewHost } from '../shared/webviewHost';
import type { PanelHandlers } from '../shared/webviewHost';
import type { Shared } from '../shared/shared';
import type { ProvidersFace } from '../providers/providers';
import { webviewStrings, say } from '../shared/words';
import type { WebviewGlossary, GlossaryOfWebview } from '../pages/webviewGlossary';
import type { CountForModel } from '../tokens/counting/countForModel';
import { AnswerChanges } from './answerChanges';
import { AnswerDiffs } from './answerDiffs';
import { AnswerToEditor } from './answerToEditor';
import { openText } from './importRequest';
import type { MessageFiles } from './messageFiles';
import { PageEdits } from './pageEdits';
import { type PageHandlersDeps, pageHandlers } from './pageHandlers';
import { providerViews } from './providerViews';
import type { NotSent, SendController } from './sendController';
import type { WindowSessions } from './windowSessions';

/** Milliseconds between two checks whether a session that is read-only here can be written. */
const lookMs = 5_000;

export interface PlaygroundDeps
  extends
    Pick<Shared, 'context' | 'guide' | 'log'>,
    Pick<ProvidersFace, 'backends' | 'providers' | 'models' | 'ledger'>,
    Pick<PageHandlersDeps, 'files' | 'schemas'> {
  readonly sessions: WindowSessions;
  readonly sending: SendController;
  readonly words: WebviewGlossary;
  readonly countTokens: CountForModel;
  readonly attached: MessageFiles;
}

/** The playground tab, one in a window, made on demand. Its page is a view that can go and come back. */
export class PlaygroundPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private host: WebviewHost<FromPage, ToPage, typeof pageAnswers> | undefined;
  /** Number of the last event that was posted to the page. */
  private seq = 0;
  private readonly edits = new PageEdits();
  /** The session of the last snapshot. */
  private onPage: LiveSession | undefined;
  /** A message that was not sent, and the reason. A new page shows it again, as long as the message stays in the field. */
  private refused: { readonly notSent: NotSent; readonly session: string; readonly message: string } | undefined;
  private stopListening: (() => void) | undefined;
  private readonly looks = new Follower({
    run: () => this.look(),
    failed: (error, isNew) => {
      if (isNew) this.deps.log.warn('Whether a session can be written by now could not be seen.', error);
      this.lookSoon();
    },
  });
  private readonly listeners: Disposable;
  private readonly words: GlossaryOfWebview;
  private readonly toEditor = new AnswerToEditor();
  private readonly diffs = new AnswerDiffs();
  readonly changes = new AnswerChanges(this.toEditor);
  private readonly handlers: PanelHandlers<FromPage, typeof pageAnswers>;

  constructor(private readonly deps: PlaygroundDeps) {
    const { sessions, backends, models } = deps;
    const changed = (): void => void this.providersChanged();
    this.listeners = Disposable.from(
      { dispose: sessions.onDidShow((live) => this.listenTo(live)) },
      backends.onDidChange(changed),
      models.onDidChange(changed),
      onSettings(['playground.enterSends'], () => this.onPage && this.postSnapshot()),
      window.onDidChangeWindowState(({ focused }) => focused && void this.looks.now()),
    );
    this.words = deps.words.forPage({
      post: (message) => this.post(message),
      isActive: () => this.panel?.active ?? false,
      ownTerm: () => undefined,
    });
    this.handlers = pageHandlers({
      ...{ ...deps, tables: deps.guide, words: this.words },
      ...{ diffs: this.diffs, changes: this.changes, toEditor: this.toEditor },
      startNew: (draft) => this.startNew(draft),
      openText: (text) => openText(text, this, deps),
      postSnapshot: () => this.postSnapshot(),
      post: (message) => this.post(message),
      ...{ seq: () => this.seq, isOpen: () => this.panel !== undefined },
      sawEdit: (edit, column) => this.edits.saw(edit, column),
    });
  }

  dispose(): void {
    this.listeners.dispose();
    this.words.dispose();
    this.toEditor.dispose();
    this.diffs.dispose();
    this.changes.dispose();
    this.stopListening?.();
    this.looks.stop();
    this.panel?.dispose();
  }

  /**
   * Opens the tab or brings it to the front, but not over the editor in `besides`. The message field gets the focus, or gets
   * it later by `focus`: a page that loads while a question is open would take the focus from the question.
   */
  async open(besides?: ViewColumn, takesFocus = true): Promise<void> {
    const { panel } = this;
    if (!panel) {
      const column = besides === undefined ? ViewColumn.Active : ViewColumn.Beside;
      this.adopt(createOnlyPanel('playground', 'Playground', column, takesFocus));
    }
    // The user opens the tab to write.
    if (takesFocus) this.host?.outbox.tell({ type: 'focusMessage' });
    const column = besides !== undefined && panel?.viewColumn === besides ? ViewColumn.Beside : undefined;
    panel?.reveal(column, !takesFocus);
    await this.deps.sessions.current();
  }

  /** Moves the focus to the message field of the tab. */
  focus(): void {
    this.host?.outbox.tell({ type: 'focusMessage' });
    this.panel?.reveal();
  }

  /** Takes a panel, which may be one that VS Code restored after a reload. */
  adopt(panel: WebviewPanel): void {
    const focus = this.host?.outbox.take('focusMessage');
    this.panel?.dispose(); // Two tabs on one session would fight over the draft.
    this.panel = panel;
    panel.iconPath = Uri.joinPath(this.deps.context.extensionUri, 'media', 'prompt-file.svg');
    let column = panel.viewColumn;
    panel.onDidChangeViewState(() => {
      if (!panel.active || panel.viewColumn === column) return;
      column = panel.viewColumn;
      // VS Code makes a preview of a tab that reveal() moves, and the next opened file would replace it.
      void commands.executeCommand('workbench.action.keepEditor');
    });
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = this.host = undefined;
    });
    this.host = new WebviewHost(panel, this.deps, {
      ...{ name: 'playground', title: say('Playground'), images: this.deps.attached.folder },
      element: 'ai-playground',
      messages: fromPage,
      answers: pageAnswers,
      handlers: this.handlers,
      onError: (message, again) => this.tellFailure(message, again),
    });
    if (focus) this.host.outbox.tell(focus);
  }

  /** Starts a new session in the tab, with that draft. */
  async startNew(draft?: Draft): Promise<void> {
    const live = await this.deps.sessions.startNew(draft);
    await this.proposeTargets(live);
    this.post({ type: 'focusMessage' });
  }

  /** Opens the tab with a new session for the built-in model, and that prompt in its message field. Sends nothing. */
  openWithPrompt(message: string): Promise<void> {
    const inTheBox = this.deps.backends.all().find(({ isStandIn }) => isStandIn);
    const target = inTheBox && { providerId: inTheBox.id, model: inTheBox.model ?? '' };
    return this.openWith({ message, ...target });
  }

  /** Opens the tab with a new session that has these fields in its draft. */
  async openWith(draft: Partial<Draft>): Promise<void> {
    await this.open();
    await this.deps.sessions.startNew(draft);
    this.post({ type: 'focusMessage' });
  }

  post(message: ToPage): void {
    this.host?.post(message);
  }

  /** Says on the page why the message in the field was not sent. The page may still be loading. */
  tellNotSent({ id, main }: LiveSession, notSent: NotSent): void {
    this.refused = { notSent, session: id, message: main.draft.message };
    this.post({ type: 'notSent', column: main.id, ...notSent });
  }

  /** Leads to a match of a search in a session, which the tab shows. */
  showMatch(live: LiveSession, { nodeId, where, query }: Match): void {
    const place = showNode(live, nodeId);
    if (!place || where === 'draft') return;
    this.host?.outbox.tell({ type: 'showMatch', session: live.id, where, query, ...place });
  }

  /** Says on the page which parts of a request were not taken into the session. */
  tellImported({ id }: LiveSession, notes: readonly string[]): void {
    if (notes.length > 0) this.host?.outbox.tell({ type: 'imported', session: id, notes: [...notes] });
  }

  private async proposeTargets(live: LiveSession): Promise<void> {
    const { backends, guide: tables } = this.deps;
    live.proposeTargets(backends, await tables.catalog());
  }

  /** Shows what failed, with a way to try again: a page that gets no state would stay empty for ever. */
  private async tellFailure(message: FromPage, again: () => Promise<void>): Promise<void> {
    const isState = message.type === 'ready';
    const what = isState
      ? say('The playground could not load its conversation and providers.')
      : say('The playground could not do that.');
    if (isState) this.post({ type: 'loadFailed', message: what, advice: say('Try again. The log says why.') });
    const retry = say('Try Again');
    if ((await tellWithLog(this.deps.log, say('{0} The log says why.', what), retry)) === retry) await again();
  }

  /** Checks the session, as the window that wrote it may be gone by now. */
  private async look(): Promise<void> {
    await this.deps.sessions.now?.look();
    this.lookSoon();
  }

  /** Checks again later, while the tab is visible and shows a session that another window writes. */
  private lookSoon(): void {
    const access = this.deps.sessions.now?.access;
    if (this.panel?.visible && access?.mode === 'read' && access.reason !== 'newer-version') this.looks.soon(lookMs);
  }

  private listenTo(live: LiveSession): void {
    this.stopListening?.();
    this.stopListening = live.onNews((news) => this.tell(live, news));
    if (this.panel) void this.postSnapshot();
  }

  private tell(live: LiveSession, news: SessionNews): void {
    // The page would take it for news of the session before. The next snapshot contains it.
    if (live !== this.onPage) return;
    if (news.type === 'reloaded') return void this.postSnapshot();
    if (news.type === 'access') this.lookSoon();
    const event = news.type === 'draft' ? { ...news, session: live.id, edit: this.edits.of(news.column) } : news;
    this.seq++;
    this.post({ type: 'event', seq: this.seq, event });
  }

  /** Posts the full state, which the page asks for when it is ready. */
  private async postSnapshot(): Promise<void> {
    const live = await this.deps.sessions.current();
    await this.proposeTargets(live);
    const [providers, files] = await Promise.all([this.views(), this.deps.attached.addressIn(this.panel, live.id)]);
    // In slices, so that the heads of all turns exist when they are needed at once.
    for (const { id } of live.columns) await inSlices(turnHeadsInSteps(live.session, id), pace());
    if (live !== this.deps.sessions.now) return; // Another one is shown by now, and tells itself.
    const { id, title, access, main } = live;
    this.onPage = live;
    this.lookSoon();
    this.host?.outbox.begin({
      type: 'snapshot',
      seq: this.seq,
      session: { id, title, access, columns: live.columns.map((column) => this.columnView(live, column)) },
      ...{ providers, ...files, enterSends: enterSends() },
      strings: webviewStrings(),
    });
    if (this.refused?.session === id && this.refused.message === main.draft.message) {
      this.post({ type: 'notSent', column: main.id, ...this.refused.notSent });
    }
  }

  private columnView({ session }: LiveSession, { id, draft }: Column): ColumnSnapshot {
    return { id, draft, edit: this.edits.of(id), turns: turnHeads(session, id) };
  }

  private async providersChanged(): Promise<void> {
    const { now } = this.deps.sessions;
    if (!this.panel || !now) return;
    await this.proposeTargets(now);
    this.post({ type: 'providers', providers: await this.views() });
  }

  private async views() {
    const { backends, guide: tables, models } = this.deps;
    return providerViews(backends.all(), await tables.catalog(), models);
  }
}
