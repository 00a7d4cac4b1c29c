import type { Catalog } from '../catalog/catalog';
import type { AnswerListener, Backends } from '../chat/backend';
import { AnswerRuns, type Run } from './answerRuns';
import { Column } from './column';
import type { NotAsked } from './columnDeps';
import { ColumnSet } from './columnSet';
import { proposedTarget } from './draftTarget';
import type { LiveSessionHost } from './liveSessionHost';
import { checkedEvent } from './session/checkedEvent';
import { askedAfter } from './session/earlierRequests';
import { haveSameDraft, isBlankDraft } from './session/drafts';
import type { AnswerRequest } from './session/messagesFor';
import { interrupted, sessionCodec } from './session/sessionCodec';
import { firstColumnId, nothingEdited } from './session/sessionSchema';
import type { AnswerNode, Draft, SessionEvent } from './session/sessionSchema';
import { columnOf, haveSameColumns, reduceSession, withDraft } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import { bounded } from '../base/bounded';
import { Emitter } from '../base/emitter';
import type { OpenSession } from '../store/openSession';
import type { SessionStore } from '../store/store';
import type { ChosenToken } from '../chat/messages/chatTypes';
import type { Access, SessionChange, SessionStep } from '../store/storeTypes';
import { columnEvent, type ColumnEvent } from './session/columnEvent';
import { titleOf } from './session/turnHeads';
import { UnsentDraft } from './unsentDraft';

/** News for a page that shows the session. `reloaded`: anything may have changed. */
export type SessionNews =
  | ColumnEvent
  | { readonly type: 'title'; readonly title: string }
  | { readonly type: 'access'; readonly access: Access }
  | { readonly type: 'reloaded' };

/** An event that the session may have taken already. */
type Step = Pick<SessionStep<Session, SessionEvent>, 'event'> & Partial<SessionStep<Session, SessionEvent>>;

/**
 * An open session. What the user does in its columns becomes events, and requests run in it, also while no page shows it.
 * There is none for a session that could not be opened, so nothing can change what was not read.
 */
export class LiveSession {
  readonly runs: AnswerRuns;
  private readonly news = new Emitter<SessionNews>();
  readonly onNews = this.news.on;
  /** The session as `onNews` has reported it. */
  private told: Session;
  private readonly byId = new Map<string, Column>();
  private readonly unsent: UnsentDraft;
  /** The set of columns, which knows the path that each one shows. */
  readonly columnSet = new ColumnSet({
    columns: () => this.columns,
    session: () => this.told,
    apply: (events) => this.apply(events),
    whyLocked: () => this.whyLocked(),
    randomId: () => this.host.randomId(),
  });
  /** Whether the draft that is just being applied was typed in the page that shows it. */
  private isTyped = false;
  private isLeaving = false;
  private isClosing = false;
  private isClosed = false;

  constructor(
    private readonly open: OpenSession<Session, SessionEvent>,
    private readonly host: LiveSessionHost,
  ) {
    this.unsent = new UnsentDraft(open, host.unsent);
    this.told = this.unsent.session;
    this.runs = new AnswerRuns(
      (events) => this.apply(events),
      (error) => host.onThrown(error),
    );
    open.onDidChange((change) => this.changed(change));
    this.unsent.store();
  }

  get id(): string {
    return this.open.id;
  }

  /** Whether something can still be asked in it: `false` once it closes or is deleted. */
  get isOpen(): boolean {
    return !this.isClosing && !this.isLeaving;
  }

  get access(): Access {
    return this.open.access;
  }

  get session(): Session {
    return this.told;
  }

  /** The paths that are shown, in their order. There is at least one. */
  get columns(): readonly Column[] {
    const ids = this.told.columns.map(({ id }) => id);
    return (ids.length > 0 ? ids : [firstColumnId]).map((id) => this.columnWith(id));
  }

  column(id: string): Column | undefined {
    return this.columns.find((column) => column.id === id);
  }

  /** The column that is meant where none is named. The message for all columns is composed in it. */
  get main(): Column {
    return this.columns[0]!;
  }

  /** Proposes the usual provider and its first model for drafts whose provider the user has not chosen. */
  proposeTargets(backends: Backends, catalog: Catalog): void {
    for (const column of this.columns) column.proposeTarget(backends, catalog);
  }

  get title(): string {
    return titleOf(this.told);
  }

  /** Whether nothing was asked in it, and nothing is about to be. */
  get isEmpty(): boolean {
    const isBlank = this.columns.every(({ draft }) => isBlankDraft(draft));
    return this.told.nodes.size === 0 && this.told.title === '' && isBlank;
  }

  /** Whether a new session would be no other than this one. */
  get isUnused(): boolean {
    return this.isEmpty && this.columns.length === 1 && this.access.mode === 'write';
  }

  /** Returns the draft of a session that would be begun now, to show its target. An unused session gets that target here. */
  draftOfNext(backends: Backends, catalog: Catalog): Draft {
    if (this.isUnused) this.proposeTargets(backends, catalog);
    const { draft } = this.main;
    if (this.isUnused) return draft;
    const target = proposedTarget({ draft, wantsProvider: true, isUnused: true }, backends, catalog);
    return { ...draft, ...nothingEdited, ...target };
  }

  get isRunning(): boolean {
    return this.runs.ids.length > 0;
  }

  answer(id: string): AnswerNode | undefined {
    const node = this.told.nodes.get(id);
    return node?.kind === 'answer' ? node : undefined;
  }

  /** Returns the tokens of an answer with their probabilities, if it was asked for since the session was opened. */
  tokensOf(answerId: string): readonly ChosenToken[] | undefined {
    return this.runs.tokens.of(answerId);
  }

  rename(title: string): void {
    this.apply([{ type: 'titled', title }]);
  }

  /** Prepares for deletion: stops all that runs, and refuses to ask more. Resolves when all has ended. */
  leave(): Promise<void> {
    this.isLeaving = true;
    return this.end();
  }

  /** Allows asking again, as the session could not be deleted. */
  stay(): void {
    this.isLeaving = false;
  }

  whenIdle(): Promise<void> {
    return this.runs.whenIdle();
  }

  /** Reloads as `OpenSession` does: reads what another window wrote, and writes from then on if that window is gone. */
  readonly reload = (): Promise<void> => this.open.reload();
  readonly look = (): Promise<void> => this.open.look();
  readonly flush = (): Promise<void> => this.open.flush();

  /** Stores a copy of the session, with the drafts that were typed, and opens the copy. */
  async openCopy(store: SessionStore<Session, SessionEvent>): Promise<OpenSession<Session, SessionEvent>> {
    const copy = await store.open(await this.open.copy());
    copy.append([sessionCodec.titled(`${titleOf(this.told)} (copy)`)]);
    const shown = (): Session =>
      this.columns.reduce((session, { id, draft }) => withDraft(session, id, draft), this.told);
    await this.unsent.storeIn(copy, shown);
    return copy;
  }

  /** Stops what runs, and resolves when all is on the disk, or the disk took too long. */
  async close(): Promise<void> {
    this.isClosing = true;
    await bounded(this.end(), 1_000);
    this.isClosed = true;
    await this.open.close();
  }

  /** Stops what runs. The folder of the session may be moved afterwards. */
  private async end(): Promise<void> {
    await this.runs.stopAndWait();
    await this.host.wires.whenKept(this.id);
    await this.host.files.whenKept(this.id);
  }

  private whyLocked(): NotAsked | undefined {
    if (this.isLeaving) return 'deleted';
    if (this.isClosing) return 'closed';
    return this.access.mode === 'write' ? undefined : 'read-only';
  }

  private columnWith(id: string): Column {
    const known = this.byId.get(id);
    if (known) return known;
    const column = new Column(id, {
      session: () => this.told,
      apply: (events, isTyped = false) => {
        this.isTyped = isTyped;
        try {
          this.apply(events);
        } finally {
          this.isTyped = false;
        }
      },
      keepUnsent: (typed) => this.unsent.add(id, typed),
      tellDraft: (draft) => this.news.fire({ type: 'draft', column: id, draft }),
      whyLocked: () => this.whyLocked(),
      run: (answerId, asked) => this.run(answerId, asked),
      stop: (answerId) => this.runs.stop(answerId),
      messageSent: (parts) => {
        this.columnSet.settle();
        if (this.main.id !== id) this.main.leaveMessage(parts);
      },
      randomId: () => this.host.randomId(),
      now: () => this.host.now(),
    });
    this.byId.set(id, column);
    return column;
  }

  private run(answerId: string, { backend, request, begun }: AnswerRequest): void {
    const run: Run = async (signal, onEvents) => {
      const onWire: AnswerListener['onWire'] = (wire) => void this.host.wires.keep(this.open, answerId, wire);
      const media = (blob: string) => this.host.files.read(this.id, blob);
      const listener = { signal, onEvents, onWire, media };
      const end = await this.host.ask(backend, request, listener, askedAfter(this.told, answerId));
      // The user did not press Stop, but the window closes.
      if (!this.isClosing || end.status !== 'stopped') return end;
      return { ...end, ...interrupted(this.told.nodes.get(answerId)?.parts ?? []) };
    };
    this.runs.start(answerId, run, begun ? 1 : 0);
  }

  /** The only way to change the session. A read-only one changes in this window alone, and a closed one takes nothing. */
  private apply(events: readonly unknown[]): void {
    if (this.isClosed) return;
    const checked = events.flatMap((event) => checkedEvent(event) ?? []);
    if (this.access.mode === 'write') this.open.append(checked);
    else this.tellAll(checked.map((event) => ({ event })));
  }

  private changed(change: SessionChange<Session, SessionEvent>): void {
    if (change.type === 'steps') {
      this.tellAll(change.steps);
    } else if (change.type === 'reloaded') {
      this.told = this.unsent.session;
      this.unsent.store();
      this.news.fire({ type: 'reloaded' });
    } else {
      if (change.access.mode === 'read') this.runs.stop();
      this.news.fire({ type: 'access', access: change.access });
    }
  }

  private tellAll(steps: readonly Step[]): void {
    const isAnew = steps.map((step) => this.tell(step)).includes('anew');
    if (isAnew) this.news.fire({ type: 'reloaded' });
  }

  /** Reports a step. `anew`: columns were added or removed, and pages begin anew when all steps are reported. */
  private tell({ event, ...step }: Step): 'anew' | undefined {
    const before = this.told;
    // The state of the open session is used where it fits, as a second one would hold all texts once more.
    const after = step.after && step.before === before ? step.after : reduceSession(before, event);
    this.told = after;
    const isDraft = event.type === 'draftChanged' || event.type === 'draftEdited';
    if (before === after || (isDraft && (this.isTyped || haveSameDraft(before, after, event.column)))) return undefined;
    if (!haveSameColumns(before, after)) {
      for (const id of this.byId.keys()) if (!columnOf(after, id)) this.byId.delete(id);
      return 'anew';
    }
    if (event.type === 'titled') this.news.fire({ type: 'title', title: titleOf(after) });
    for (const { id } of this.columns) {
      const told = columnEvent(before, after, event, id);
      if (told) this.news.fire(told);
      // The first prompt gives a session its name.
      if (told?.type === 'turns' && told.turns.length === 1) this.news.fire({ type: 'title', title: titleOf(after) });
    }
    return undefined;
  }
}
