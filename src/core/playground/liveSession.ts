import { hostOf, originOf } from '../chat/providers/endpoint';
import type { ChatEvent, ChatRequest, ChosenToken, Endpoint } from '../chat/messages/types';
import { AnswerRuns } from './answerRuns';
import { checkedEvent } from './session/checkedEvent';
import { ChosenTokens } from './session/chosenTokens';
import { draftChange, sameDraft } from './session/draftChange';
import { askedOf, requestFor, wishOf } from './session/messagesFor';
import type { AskWish } from './session/messagesFor';
import { interrupted, nodeEvents } from './session/sessionCodec';
import type { AnswerNode, Draft, PromptNode, RecordedEnd, SessionEvent, Target } from './session/sessionSchema';
import { firstColumnId, newestLeaf, reduceSession, streamingAnswers, turnsOf } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import { OpenDraft } from './session/openDraft';
import { OwnPlace } from './ownPlace';
import { lackOf } from './session/refusal';
import type { Refusal } from './session/refusal';
import { Emitter } from '../base/emitter';
import type { Access, OpenSession, SessionChange } from '../store/types';
import { titleOf, viewEvent } from './session/turnHeads';
import type { ViewEvent } from './session/turnHeads';

/** What a page that shows the session has to hear. `reloaded`: anything may have changed. */
export type SessionNews =
  ViewEvent | { readonly type: 'access'; readonly access: Access } | { readonly type: 'reloaded' };

export interface LiveSessionHost {
  /** Asks a model; says how it ended. */
  ask(
    endpoint: Endpoint,
    request: ChatRequest,
    signal: AbortSignal,
    onEvents: (events: readonly ChatEvent[]) => void,
  ): Promise<RecordedEnd>;
  /** Our own code threw: how an answer ends then. */
  onThrown(error: unknown): RecordedEnd;
  randomId(): string;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * A session that is open: what the user does to it becomes events, and requests run in it. It goes on while no page shows
 * it. There is none for a session that could not be opened, so nothing can change what was not read.
 */
export class LiveSession {
  private readonly runs: AnswerRuns;
  private readonly news = new Emitter<SessionNews>();
  readonly onNews = this.news.on;
  /** The session as `onNews` has told it. */
  private told: Session;
  private readonly composed: OpenDraft;
  private readonly tokens = new ChosenTokens();
  private readonly place = new OwnPlace();
  private isLeaving = false;
  private isClosing = false;
  private isClosed = false;

  constructor(
    private readonly open: OpenSession<Session, SessionEvent>,
    private readonly host: LiveSessionHost,
  ) {
    this.told = open.state;
    this.composed = new OpenDraft(() => this.told);
    const onThrown = (error: unknown): RecordedEnd => host.onThrown(error);
    this.runs = new AnswerRuns((events) => this.apply(events), onThrown);
    open.onDidChange((change) => this.changed(change));
  }

  get id(): string {
    return this.open.id;
  }

  /** `false` once it closes or is deleted: nothing can be asked in it any more. */
  get isOpen(): boolean {
    return !this.isClosing && !this.isLeaving;
  }

  get access(): Access {
    return this.open.access;
  }

  get session(): Session {
    return this.told;
  }

  /** The one column that today's page shows. */
  get columnId(): string {
    return this.told.columns[0]?.id ?? firstColumnId;
  }

  get draft(): Draft {
    return this.composed.now;
  }

  get title(): string {
    return titleOf(this.told);
  }

  /** Whether a provider may be put into the draft: the user has chosen none. One that was asked is not replaced by another. */
  get wantsProvider(): boolean {
    return this.composed.wantsProvider;
  }

  /** Nothing was asked in it, and nothing is about to be. */
  get isEmpty(): boolean {
    return this.told.nodes.size === 0 && this.told.title === '' && this.draft.message.trim() === '';
  }

  /** Whether an answer grows that the page shows. */
  get isStreaming(): boolean {
    return this.streamingShown().length > 0;
  }

  get isRunning(): boolean {
    return this.runs.ids.length > 0;
  }

  answer(id: string): AnswerNode | undefined {
    const node = this.told.nodes.get(id);
    return node?.kind === 'answer' ? node : undefined;
  }

  /** Where they were asked for, and the answer was given since the session was opened. */
  tokensOf(answerId: string): readonly ChosenToken[] {
    return this.tokens.of(answerId);
  }

  /** What the user typed: kept, and not told back. */
  keepDraft(typed: Partial<Draft>): void {
    if (this.access.mode !== 'write') return;
    const draft = this.composed.typed(typed);
    const events = draftChange(this.told, draft);
    this.told = { ...this.told, draft };
    this.apply(events);
  }

  /** `quote`: the selection in the message that `origin` is of; without it, all of the message. */
  changeDraft(change: Partial<Draft>, quote?: string): void {
    this.apply(draftChange(this.told, this.composed.changed(change, quote)));
  }

  proposeDraft(change: Partial<Draft>): void {
    this.news.fire({ type: 'draft', draft: this.composed.propose(change) });
  }

  rename(title: string): void {
    this.apply([{ type: 'titled', title }]);
  }

  /** Asks `endpoint` what stands in `draft`. The message leaves the draft; what was typed since then stays. */
  send(endpoint: Endpoint, draft: Draft, origin = this.composed.originIn(draft)): Refusal | undefined {
    const refusal = this.refusalOf(draft);
    if (refusal !== undefined) return refusal;
    const prompt: PromptNode = {
      kind: 'prompt',
      id: this.host.randomId(),
      parent: this.told.columns[0]?.leaf ?? null,
      at: this.host.now(),
      system: draft.system,
      parts: [{ type: 'text', text: draft.message }],
      ...(origin === undefined ? {} : { origin }),
    };
    const left = this.draft.message === draft.message ? '' : this.draft.message;
    this.apply([...nodeEvents(prompt), ...draftChange(this.told, this.composed.typed({ message: left }))]);
    this.ask(endpoint, prompt.id, { ...wishOf(draft), model: draft.model.trim() });
    return undefined;
  }

  /** Asks the prompt of an answer again; the new answer stands beside it. */
  retry(answerId: string, endpoint: Endpoint, change: Partial<AskWish> = {}): Refusal | undefined {
    const answer = this.answer(answerId);
    const locked = this.whyLocked();
    if (locked) return locked;
    if (this.isStreaming) return 'streaming';
    if (answer?.parent === undefined || answer.parent === null) return undefined;
    this.ask(endpoint, answer.parent, { ...wishOf(answer.target), ...change });
    return undefined;
  }

  /** Shows another answer to the same prompt, with what followed it last. A window that only reads turns for itself. */
  showSibling(answerId: string): void {
    if (!this.answer(answerId)) return;
    const leaf = newestLeaf(this.told, answerId);
    if (this.access.mode === 'write') this.show(leaf);
    else this.tell(this.place.turnTo(this.columnId, leaf));
  }

  /** Stops what streams where the user looks. */
  stop(): void {
    for (const { id } of this.streamingShown()) this.runs.stop(id);
  }

  /** It is about to be deleted: stops all that runs, and takes nothing more to ask. Resolves when all has ended. */
  leave(): Promise<void> {
    this.isLeaving = true;
    return this.runs.stopAndWait();
  }

  /** It could not be deleted. */
  stay(): void {
    this.isLeaving = false;
  }

  whenIdle(): Promise<void> {
    return this.runs.whenIdle();
  }

  takeOver(): Promise<boolean> {
    return this.open.takeOver();
  }

  /** Stops what runs, and resolves when all is on the disk, or the disk took too long. */
  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.race([this.runs.stopAndWait(), new Promise<void>((resolve) => setTimeout(resolve, 1_000))]);
    this.isClosed = true;
    await this.open.close();
  }

  private whyLocked(): Refusal | undefined {
    if (this.isLeaving) return 'deleted';
    if (this.isClosing) return 'closed';
    return this.access.mode === 'write' ? undefined : 'read-only';
  }

  private refusalOf(draft: Draft): Refusal | undefined {
    const locked = this.whyLocked();
    if (locked) return locked;
    return lackOf(draft) ?? (this.isStreaming ? 'streaming' : undefined);
  }

  private streamingShown(): AnswerNode[] {
    if (!this.isRunning) return [];
    const shown = new Set(turnsOf(this.told, this.columnId).map(({ answer }) => answer?.id));
    return streamingAnswers(this.told).filter(({ id }) => shown.has(id));
  }

  private show(leaf: string): void {
    this.apply([{ type: 'columnSet', column: { id: this.columnId, leaf } }]);
  }

  private ask(endpoint: Endpoint, promptId: string, wanted: AskWish): void {
    const how = askedOf(endpoint, wanted);
    const { id: providerId, name: providerName, baseUrl } = endpoint;
    const target: Target = { providerId, providerName, host: hostOf(baseUrl), origin: originOf(baseUrl), ...how };
    const id = this.host.randomId();
    const at = this.host.now();
    const node: AnswerNode = { kind: 'answer', id, parent: promptId, at, target, parts: [], status: 'streaming' };
    this.apply([{ type: 'nodeAdded', node }]);
    this.show(id);
    const request = requestFor(this.told, promptId, how);
    this.runs.start(id, async (signal, onEvents) => {
      const end = await this.host.ask(endpoint, request, signal, (events) => {
        this.tokens.keep(id, events);
        onEvents(events);
      });
      // Nobody pressed Stop: the window goes away.
      return this.isClosing && end.status === 'stopped' ? { ...end, ...interrupted } : end;
    });
  }

  /** The only way into the session. What another window writes, or what is closed, takes nothing more. */
  private apply(events: readonly unknown[]): void {
    if (this.isClosed || this.access.mode !== 'write') return;
    this.open.append(events.flatMap((event) => checkedEvent(event) ?? []));
  }

  private changed(change: SessionChange<SessionEvent>): void {
    if (change.type === 'events') {
      for (const event of change.events) {
        if (!this.place.passesBy(this.told, event, this.columnId)) this.tell(event);
      }
    } else if (change.type === 'reloaded') {
      this.told = this.place.of(this.open.state, this.columnId);
      this.news.fire({ type: 'reloaded' });
    } else {
      if (change.access.mode === 'read') this.runs.stop();
      // Taken over, the session goes on from where it is looked at.
      const leaf = change.access.mode === 'write' ? this.place.end() : undefined;
      if (leaf !== undefined) this.show(leaf);
      this.news.fire({ type: 'access', access: change.access });
    }
  }

  private tell(event: SessionEvent): void {
    const before = this.told;
    const after = reduceSession(before, event);
    this.told = after;
    if (event.type === 'draftChanged' && sameDraft(before.draft, after.draft)) return;
    const told = viewEvent(before, after, event, this.columnId);
    if (told) this.news.fire(told);
    // The first prompt gives a session its name.
    if (told?.type === 'turns' && told.turns.length === 1) this.news.fire({ type: 'title', title: titleOf(after) });
  }
}
