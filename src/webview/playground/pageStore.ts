import type { ToPage } from '../../core/playground/playgroundProtocol';
import type { AccessView, ModelListState, PageEvent, ProviderView } from '../../core/playground/playgroundViews';
import type { Composing } from '../../core/playground/columnDeps';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import type { WordToPage } from '../../core/glossary/cards/wordQuestion';
import { translate, words } from '../shared/strings';
import { Attachments } from './attachments';
import { BesideAnswers } from './besideAnswers';
import { ColumnStore } from './columnStore';
import type { ColumnChange } from './columnStore';
import type { HostConnection } from './connection';
import { Continuing } from './continuing';
import { DraftEdits } from './draftEdits';
import type { FilePlace } from './fileView';
import { whenDrawable } from './laterParts';
import type { Beside, PageOfColumns } from './pageOfColumns';
import { RequestOffers } from './requestOffers';

/** A change that is to be drawn. `all`: anything may have changed, even the columns. `frame`: what is around the turns. */
export type PageChange =
  | ColumnChange
  | { readonly type: 'all' | 'frame' | 'focusMessage' }
  | { readonly type: 'word'; readonly message: WordToPage }
  | { readonly type: 'showMatch'; readonly match: Message<'showMatch'> };

type Message<Type extends ToPage['type']> = Extract<ToPage, { type: Type }>;

/** Why there is nothing to show. */
export type LoadFailure = Message<'loadFailed'>;

/** The state of the page: its session, with a store for each column. */
export class PageStore implements PageOfColumns {
  /** Whether the first snapshot has come. */
  loaded = false;
  failure: LoadFailure | undefined;
  title = '';
  /** Whether Enter sends a message. Otherwise it breaks the line, and takes Ctrl or Cmd to send. */
  enterSends = true;
  access: AccessView = { mode: 'write' };
  providers: readonly ProviderView[] = [];
  /** The columns in their order from the left. There is one at least. */
  columns: readonly [ColumnStore, ...ColumnStore[]];
  readonly offers: RequestOffers;
  readonly attachments: Attachments;
  /** The files of the session. */
  files: FilePlace = { base: '', open: (blob) => this.host.post({ type: 'openFile', blob }) };
  readonly continuing: Continuing;
  readonly modelLists = new Map<string, ModelListState>();
  /** Last change that can be undone. `what`: the change in words. `waits`: it cannot be undone while an answer streams. */
  undoable: { readonly what: string; readonly waits: boolean; readonly undo?: () => void } | undefined;
  /** Called with all changes. The page sets it. */
  onChange: (change: PageChange) => void = () => undefined;
  private sessionId = '';
  /** A match that waits until its session is shown. */
  private match: Message<'showMatch'> | undefined;
  private readonly edits: DraftEdits;
  private readonly besideAnswers: BesideAnswers;

  constructor(readonly host: HostConnection) {
    this.edits = new DraftEdits(host);
    this.besideAnswers = new BesideAnswers(host);
    this.continuing = new Continuing((message) => host.post(message));
    this.offers = new RequestOffers({
      ...{ host, sessionId: () => this.sessionId, columnId: () => this.main.columnId, message: () => this.message },
      ...{ flush: this.flush, changed: () => this.onChange({ type: 'draft', column: this.main.columnId }) },
    });
    this.attachments = new Attachments({
      ...{ host, sessionId: () => this.sessionId, draft: () => this.main.draft },
      ...{ edit: (change) => this.main.edit(change), changed: () => this.onChange({ type: 'frame' }) },
    });
    const [first, ...others] = this.edits.columns;
    this.columns = [this.newColumn(first!), ...others.map((id) => this.newColumn(id))];
  }

  /** The first column: its draft has the message for all of them. */
  get main(): ColumnStore {
    return this.columns[0];
  }

  numberOf = (column: ColumnStore): number => this.columns.indexOf(column) + 1;

  addColumn(from: ColumnStore): void {
    this.edits.flush();
    this.host.post({ type: 'addColumn', column: from.columnId });
  }

  removeColumn(column: ColumnStore): void {
    this.edits.flush();
    this.host.post({ type: 'removeColumn', column: column.columnId });
    this.setUndoable({ what: words('columnRemoved'), waits: false });
  }

  /** Lets all columns go on from the end of this one. */
  goOnFrom(column: ColumnStore): void {
    this.host.post({ type: 'goOnFrom', column: column.columnId });
    this.setUndoable({ what: words('wentOn', column.last?.model ?? ''), waits: true });
  }

  deleteMessage(column: ColumnStore, nodeId: string, what: string): void {
    this.host.post({ type: 'deleteMessage', column: column.columnId, nodeId });
    this.setUndoable({ what, waits: true });
  }

  offerUndo = (what: string, undo: () => void): void => this.setUndoable({ what, waits: false, undo });

  undo(): void {
    this.edits.flush();
    if (this.undoable?.undo) this.undoable.undo();
    else this.host.post({ type: 'undoColumns' });
    this.setUndoable(undefined);
  }

  /** Makes earlier changes to the columns final, as a message was sent to them or changed in one. */
  sent(): void {
    this.attachments.forget();
    if (this.undoable !== undefined) this.setUndoable(undefined);
  }

  focusMessage = (): void => this.onChange({ type: 'focusMessage' });

  private setUndoable(undoable: PageStore['undoable']): void {
    this.undoable = undoable;
    this.onChange({ type: 'frame' });
  }

  column = (id: string): ColumnStore | undefined => this.columns.find(({ columnId }) => columnId === id);

  get message(): string {
    return this.main.draft.message;
  }

  /** Message for all columns, with the values of its variables and its attachments. */
  get composed(): Composing {
    const { message, variables, attachments } = this.main.draft;
    return { message, ...(variables && { variables }), ...(attachments && { attachments }) };
  }

  get isLone(): boolean {
    return this.columns.length === 1;
  }

  /** Whether the user has set up a provider. */
  get hasOwnProvider(): boolean {
    return this.providers.some(({ isOwn }) => isOwn);
  }

  get canWrite(): boolean {
    return this.access.mode === 'write';
  }

  /** Whether nothing was asked in any column. */
  get isEmpty(): boolean {
    return this.columns.every(({ turns }) => turns.size === 0);
  }

  get isStreaming(): boolean {
    return this.columns.some(({ streaming }) => streaming !== undefined);
  }

  countOf = (head: TurnHead): number | undefined => this.besideAnswers.countOf(head);

  besideOf(head: TurnHead): Beside {
    const provider = this.providers.find(({ id }) => id === head.providerId);
    return this.besideAnswers.of(head, provider?.can.referenceCard === true);
  }

  editMessage(message: string): void {
    this.main.edit({ message });
    if (message === '') for (const column of this.columns) column.setNotSent(undefined);
  }

  /** Tells the host the changes of the drafts that wait. */
  flush = (): void => this.edits.flush();

  /** Shows a copy of the session, with what is written there. */
  openCopy(): void {
    this.edits.flush();
    this.host.post({ type: 'openCopy' });
  }

  readonly receive = whenDrawable((message) => this.take(message));

  private take(message: ToPage): void {
    switch (message.type) {
      case 'snapshot':
        return this.takeSnapshot(message);
      case 'event':
        return this.apply(message.seq, message.event);
      case 'providers':
        this.takeProviders(message.providers);
        return this.onChange({ type: 'frame' });
      case 'modelList':
        this.modelLists.set(message.providerId, message.state);
        return this.onChange({ type: 'frame' });
      case 'answerCounted':
        this.besideAnswers.counted(message);
        return this.tellBelow(message.answerId);
      case 'continues':
        this.continuing.receive(message.providerId, message.model, message.continues);
        return this.onChange({ type: 'frame' });
      case 'focusMessage':
        return this.focusMessage();
      case 'showMatch':
        this.match = message;
        return this.lead();
      case 'loadFailed':
        this.failure = message;
        return this.onChange({ type: 'frame' });
      case 'notSent':
        return this.column(message.column)?.setNotSent(message);
      case 'toolLoop':
        if (message.session === this.sessionId) this.column(message.column)?.setLoop(message);
        return;
      case 'imported':
        return this.offers.tell(message);
      case 'reference':
        this.besideAnswers.told(message);
        return this.tellBelow(message.answerId);
      case 'bodies':
        return this.column(message.column)?.tellBodies(message.request, message.seq, message.bodies);
      case 'wordRules':
      case 'explainSelection':
        return this.onChange({ type: 'word', message });
    }
  }

  private takeSnapshot(message: Message<'snapshot'>): void {
    const { session } = message;
    translate(message.strings);
    this.loaded = true;
    this.failure = undefined;
    if (session.id !== this.sessionId) this.undoable = undefined;
    this.sessionId = session.id;
    this.files = { ...this.files, base: message.files ?? '' };
    this.title = session.title;
    this.access = session.access;
    this.enterSends = message.enterSends;
    this.providers = message.providers;
    this.edits.show(session.id, session.columns);
    const [first, ...others] = session.columns.map(({ id, turns }) => {
      const column = this.column(id) ?? this.newColumn(id);
      column.begin(turns);
      return column;
    });
    if (first) this.columns = [first, ...others];
    this.onChange({ type: 'all' });
    this.lead();
  }

  /** Leads to the match that was found in all sessions, if its session is the one that is shown. */
  private lead(): void {
    const { match } = this;
    if (match?.session !== this.sessionId) return;
    this.match = undefined;
    this.onChange({ type: 'showMatch', match });
  }

  private takeProviders(providers: readonly ProviderView[]): void {
    for (const { id, hasKey } of providers) {
      const list = this.modelLists.get(id);
      // The missing key is there now.
      if (list?.status === 'failed' && list.wantsKey && hasKey) this.modelLists.delete(id);
    }
    this.providers = providers;
    this.continuing.clear();
  }

  private apply(seq: number, event: PageEvent): void {
    switch (event.type) {
      case 'draft':
        if (!this.edits.adoptOf(event.session, event.column, event.draft, event.edit)) return;
        return this.onChange({ type: 'draft', column: event.column });
      case 'title':
        this.title = event.title;
        return this.onChange({ type: 'frame' });
      case 'access':
        this.access = event.access;
        return this.onChange({ type: 'frame' });
      case 'turns':
      case 'turnChanged':
      case 'answerGrew':
        return this.column(event.column)?.apply(seq, event);
    }
  }

  /** Tells the columns that the place below an answer has changed. */
  private tellBelow(answerId: string): void {
    for (const column of this.columns) column.tellBelow(answerId);
  }

  private newColumn(id: string): ColumnStore {
    return new ColumnStore(id, this, this.edits, (change) => this.onChange(change));
  }
}
