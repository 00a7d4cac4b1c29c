import type { SearchHit, Measured, ToPage } from '../../core/playground/playgroundProtocol';
import type { AccessView, ModelListState, PageEvent, ProviderView } from '../../core/playground/playgroundViews';
import { nothingEdited } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { words } from '../shared/strings';
import { grownBy } from '../../core/playground/session/grownCall';
import type { HostConnection } from './connection';
import type { Continuing } from './continuing';
import type { DraftEdits } from './draftEdits';
import type { Beside, PageOfColumns } from './pageOfColumns';
import { byPrompt } from './sharedHeads';
import { TurnBodies } from './turnBodies';

/** A change in one column, for the code that draws it. `grew` comes with every delta of a stream and may be drawn later. */
export type ColumnChange = { readonly column: string } & (
  | { readonly type: 'turns' | 'draft' | 'notSent' }
  | { readonly type: 'turn' | 'grew'; readonly promptId: string }
  | { readonly type: 'bodies'; readonly promptIds: readonly string[] }
);

/** Why something was not sent, and what mends it. */
export type NotSentNotice = Extract<ToPage, { type: 'notSent' }>;
type Message<Type extends ToPage['type']> = Extract<ToPage, { type: Type }>;
type ColumnEvent<Type extends PageEvent['type']> = Extract<PageEvent, { type: Type }>;

/** State of one column in the page: heads of its turns, texts of a few, and its draft, which runs ahead of the host's. */
export class ColumnStore {
  private heads = new Map<string, TurnHead>();
  readonly bodies: TurnBodies;
  /** Why the host did not send the last message here. */
  notSent: NotSentNotice | undefined;
  /** State of the loop that sends results of tools by itself, or did so last. */
  loop: Message<'toolLoop'> | undefined;
  /** The message that was sent last from this page. */
  lastSent = '';
  /** Says which turns are drawn: set by the conversation. */
  isDrawn: (promptId: string) => boolean = () => false;

  constructor(
    readonly columnId: string,
    readonly page: PageOfColumns,
    private readonly edits: DraftEdits,
    private readonly tell: (change: ColumnChange) => void,
  ) {
    this.bodies = new TurnBodies(
      (request, promptIds) => this.host.post({ type: 'bodies', request, column: columnId, promptIds }),
      (promptId) => this.isDrawn(promptId),
    );
  }

  /** Heads of the turns, in the order of the conversation. */
  get turns(): ReadonlyMap<string, TurnHead> {
    return this.heads;
  }

  get host(): HostConnection {
    return this.page.host;
  }

  get draft(): Draft {
    return this.edits.of(this.columnId);
  }

  get access(): AccessView {
    return this.page.access;
  }

  get continuing(): Continuing {
    return this.page.continuing;
  }

  get enterSends(): boolean {
    return this.page.enterSends;
  }

  get canWrite(): boolean {
    return this.access.mode === 'write';
  }

  get providers(): readonly ProviderView[] {
    return this.page.providers;
  }

  get modelLists(): ReadonlyMap<string, ModelListState> {
    return this.page.modelLists;
  }

  /** The provider that a message would go to now; `undefined` where the draft names one that is no longer there. */
  get provider(): ProviderView | undefined {
    const { providerId } = this.draft;
    // A provider that the user has not set up is never the default. It has to be chosen, or proposed by the host.
    if (providerId === null) return this.providers.find(({ isOwn }) => isOwn);
    return this.providers.find(({ id }) => id === providerId);
  }

  /** Whether the built-in model is asked, and the user has no other. */
  get isPocketOnly(): boolean {
    return this.provider?.isStandIn === true && !this.page.hasOwnProvider;
  }

  /** Number of the column, counted from the left from 1. */
  get number(): number {
    return this.page.numberOf(this);
  }

  /** The name of the column: its number and its model. */
  get name(): string {
    return words('columnName', this.number, this.draft.model.trim() || words('noModel'));
  }

  /** Text of the message of the conversation that is being edited. Empty while an answer or nothing is edited. */
  get editedMessage(): string {
    const { editing = '', edited = '' } = this.draft;
    return this.turns.has(editing) ? edited : '';
  }

  /** The turn whose answer comes, or another answer to the same message. */
  get streaming(): TurnHead | undefined {
    // It is the last turn, or one that was asked again. From the end it is found at once.
    return [...this.turns.values()].findLast(({ siblings }) => siblings.streaming > 0);
  }

  get last(): TurnHead | undefined {
    return [...this.turns.values()].at(-1);
  }

  /** These work as those of the page: see there. */
  countOf = (head: TurnHead): number | undefined => this.page.countOf(head);
  besideOf = (head: TurnHead): Beside => this.page.besideOf(head);

  edit(change: Partial<Draft>): void {
    this.edits.edit(this.columnId, change);
    // A user who shortens a message still wants to read by how much. For another
    // model, or without a message, it is no longer true.
    if (change.message === undefined || change.message === '') this.setNotSent(undefined);
    this.tell({ type: 'draft', column: this.columnId });
  }

  /** Sends a message. `group`: an id that it shares with the same message to other columns. */
  send(draft: Draft, group?: string): void {
    // The reason why the last message was not sent does not apply to this one.
    this.loop = undefined;
    this.setNotSent(undefined);
    this.lastSent = draft.message;
    this.edits.tell('send', this.columnId, draft, group === undefined ? undefined : { group });
  }

  /** Says at the settings of the column why something is not done. */
  refuse = (reason: string): void => this.setNotSent({ type: 'notSent', column: this.columnId, reason });

  /** Sends the edited message anew, or puts the edited text into the conversation. */
  tellEdit(type: 'sendEdit' | 'saveEdit'): void {
    this.loop = undefined;
    this.setNotSent(undefined);
    const { variables } = this.page.composed;
    const providerId = this.provider?.id ?? this.draft.providerId;
    const draft = { ...this.draft, ...(variables && { variables }), providerId };
    this.edits.tell(type, this.columnId, draft);
    this.page.sent();
  }

  /** Sends the results of the calls at the end. `until`: sends what the mocks answer after that, too. */
  sendResults(until?: 'done'): void {
    this.loop = undefined;
    this.setNotSent(undefined);
    const draft = { ...this.draft, ...this.page.composed, providerId: this.provider?.id ?? null };
    this.edits.tell('sendResults', this.columnId, draft, until && { until });
    this.page.sent();
    this.page.focusMessage();
  }

  setLoop(loop: Message<'toolLoop'>): void {
    this.loop = loop;
    if (loop.end) this.refuse(loop.end);
    this.tell({ type: 'draft', column: this.columnId });
  }

  stop = (): void => this.host.post({ type: 'stop', column: this.columnId });

  /** Starts a new session with the draft of this column, and with the message. */
  moveDraft(): void {
    const { provider, draft } = this;
    if (provider === undefined) return;
    const moved = { ...draft, ...nothingEdited, ...this.page.composed, providerId: provider.id };
    this.edits.tell('moveDraft', this.columnId, moved);
  }

  /** Asks where a text stands in the turns. */
  find = (query: string, signal: AbortSignal): Promise<readonly SearchHit[]> =>
    this.host.ask('find', { column: this.columnId, query }, signal);

  /** Asks the host how large the request is that Send would make, and what the answers have used. */
  measure = (signal: AbortSignal): Promise<Measured> => this.host.ask('measure', { column: this.columnId }, signal);

  setNotSent(notSent: NotSentNotice | undefined): void {
    this.notSent = notSent;
    this.tell({ type: 'notSent', column: this.columnId });
  }

  /** Takes the turns of a snapshot: texts may have changed with them. */
  begin(turns: readonly TurnHead[]): void {
    this.bodies.clear();
    this.notSent = this.loop = undefined;
    this.heads = byPrompt(turns);
  }

  apply(seq: number, event: ColumnEvent<'turns' | 'turnChanged' | 'answerGrew'>): void {
    switch (event.type) {
      case 'turns':
        this.heads = new Map([...(event.isEnd ? this.heads : []), ...byPrompt(event.turns)]);
        this.notSent = undefined;
        return this.tell({ type: 'turns', column: this.columnId });
      case 'turnChanged': {
        const before = this.turns.get(event.head.promptId);
        if (before === undefined) return;
        this.heads.set(event.head.promptId, event.head);
        // A change that another column makes to a shared turn is no reason to forget the notice, and the message with it.
        if (before.answerId !== event.head.answerId || before.status !== event.head.status) this.notSent = undefined;
        return this.tell({ type: 'turn', column: this.columnId, promptId: event.head.promptId });
      }
      case 'answerGrew':
        return this.grow(seq, event);
    }
  }

  private grow(seq: number, grown: ColumnEvent<'answerGrew'>): void {
    const { answerId, reasoning, text, call } = grown;
    const head = [...this.turns.values()].findLast((turn) => turn.answerId === answerId);
    if (head === undefined) return;
    const { promptId, characters } = head;
    const lengths = {
      ...characters,
      reasoning: characters.reasoning + reasoning.length,
      answer: characters.answer + text.length,
      ...(call && { calls: (characters.calls ?? 0) + grownBy(call) }),
    };
    this.heads.set(promptId, { ...head, characters: lengths });
    this.bodies.grow(promptId, seq, grown);
    this.tell({ type: 'grew', column: this.columnId, promptId });
  }

  /** Reports that the place below an answer has changed, if the answer is shown. */
  tellBelow(answerId: string): void {
    const head = [...this.turns.values()].findLast((turn) => turn.answerId === answerId);
    if (head) this.tell({ type: 'bodies', column: this.columnId, promptIds: [head.promptId] });
  }

  tellBodies(request: number, seq: number, bodies: Parameters<TurnBodies['receive']>[2]): void {
    this.tell({ type: 'bodies', column: this.columnId, promptIds: this.bodies.receive(request, seq, bodies) });
  }
}
