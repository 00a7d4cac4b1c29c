import type {
  AccessView,
  Hit,
  ModelListState,
  PageEvent,
  ProviderView,
  ToPage,
} from '../../core/playground/playgroundProtocol';
import { firstColumnId } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { TurnHead } from '../../core/playground/session/turnHeads';
import { translate } from '../shared/strings';
import type { HostConnection } from './connection';
import { DraftEdits } from './draftEdits';
import { RequestOffers } from './requestOffers';
import { TurnBodies } from './turnBodies';
import type { WordToPage } from '../../core/glossary/cards/wordQuestion';

/** A change, for whoever draws it. `grew` comes with every delta of a stream and may be drawn later. */
export type Change =
  | { readonly type: 'all' | 'frame' | 'draft' | 'focusMessage' }
  | { readonly type: 'turn' | 'grew'; readonly promptId: string }
  | { readonly type: 'bodies'; readonly promptIds: readonly string[] }
  /** `undefined`: it is tried again. */
  | { readonly type: 'notSent'; readonly notSent: NotSent | undefined }
  | { readonly type: 'word'; readonly message: WordToPage };

type Message<Type extends ToPage['type']> = Extract<ToPage, { type: Type }>;

/** Why there is nothing to show. */
export type LoadFailure = Message<'loadFailed'>;
/** Why something was not sent, and what mends it. */
export type NotSent = Message<'notSent'>;
/** The cards and the tokens that are shown below an answer. */
export type Beside = Pick<Message<'reference'>, 'cards' | 'tokens'>;

const nothingBeside: Beside = { cards: [] };

/** The state of the page: heads of all turns, texts of a few, and the user's draft, which runs ahead of the host's. */
export class PageStore {
  /** False until the first snapshot. */
  loaded = false;
  failure: LoadFailure | undefined;
  title = '';
  access: AccessView = { mode: 'write' };
  providers: readonly ProviderView[] = [];
  readonly bodies: TurnBodies;
  readonly offers: RequestOffers;
  /** How asking a provider for its models stands, by its id. */
  readonly modelLists = new Map<string, ModelListState>();
  /** Id of the session that is shown. */
  private sessionId = '';
  /** Hears of all changes: set by the page. */
  onChange: (change: Change) => void = () => undefined;
  /** Says which turns are drawn: set by the conversation. */
  isDrawn: (promptId: string) => boolean = () => false;

  /** The turns of each column, in the order of its conversation. */
  private readonly columns = new Map<string, Map<string, TurnHead>>();
  private readonly edits: DraftEdits;
  /** Tokens of answers that the provider said no usage of, by answer. */
  private readonly counts = new Map<string, number>();
  /** By answer. */
  private readonly beside = new Map<string, Beside>();
  /** Questions about answers that the host was asked. */
  private readonly asked = new Set<string>();

  constructor(readonly host: HostConnection) {
    this.edits = new DraftEdits(host);
    this.offers = new RequestOffers({
      ...{ host, sessionId: () => this.sessionId, columnId: () => this.columnId, message: () => this.draft.message },
      ...{ flush: this.flush, changed: () => this.onChange({ type: 'draft' }) },
    });
    this.bodies = new TurnBodies(
      (request, promptIds) => host.post({ type: 'bodies', request, column: this.columnId, promptIds }),
      (promptId) => this.isDrawn(promptId),
    );
  }

  /** The column that is shown. */
  get columnId(): string {
    const [first = firstColumnId] = this.columns.keys();
    return first;
  }

  /** Those of the column that is shown. */
  get turns(): ReadonlyMap<string, TurnHead> {
    return this.columns.get(this.columnId) ?? new Map<string, TurnHead>();
  }

  get draft(): Draft {
    return this.edits.draft;
  }

  /** The provider that a message would go to now; `undefined` where the draft names one that is no longer there. */
  get provider(): ProviderView | undefined {
    const { providerId } = this.draft;
    // A stand-in is proposed by the host, and only where nothing was set up: it takes nobody's place.
    if (providerId === null) return this.providers.find(({ isStandIn }) => !isStandIn);
    return this.providers.find(({ id }) => id === providerId);
  }

  /** The model in the box is asked, and there is no other. */
  get isPocketOnly(): boolean {
    return this.provider?.isStandIn === true && !this.hasOwnProvider;
  }

  /** There is a provider of the user's. */
  get hasOwnProvider(): boolean {
    return this.providers.some(({ isStandIn }) => !isStandIn);
  }

  get streaming(): TurnHead | undefined {
    // The last turn streams, or one that was asked again: from the end it is found at once.
    return [...this.turns.values()].findLast(({ status }) => status === 'streaming');
  }

  get canWrite(): boolean {
    return this.access.mode === 'write';
  }

  /** Our count of what arrived of an answer, where the provider said none. It comes a moment later. */
  countOf({ answerId, status, usage, characters }: TurnHead): number | undefined {
    const isCounted = usage !== undefined || status === 'streaming' || characters.answer + characters.reasoning === 0;
    if (answerId === null || isCounted) return undefined;
    this.askOnce('countAnswer', answerId);
    return this.counts.get(answerId);
  }

  /** Facts about what was asked, for an answer that has ended and is not to be trusted alone. They come a moment later. */
  besideOf({ answerId, providerId, status }: TurnHead): Beside {
    const provider = this.providers.find(({ id }) => id === providerId);
    if (answerId === null || status === 'streaming' || status === 'failed' || !provider?.can.referenceCard)
      return nothingBeside;
    this.askOnce('askReference', answerId);
    return this.beside.get(answerId) ?? nothingBeside;
  }

  private askOnce(type: 'countAnswer' | 'askReference', answerId: string): void {
    const question = `${type} ${answerId}`;
    if (this.asked.has(question)) return;
    this.asked.add(question);
    this.host.post({ type, answerId });
  }

  edit(change: Partial<Draft>): void {
    this.edits.edit(change);
    // Who shortens a message still wants to read by how much; for another model, or no message, it is no longer true.
    if (change.message === undefined || change.message === '') this.onChange({ type: 'notSent', notSent: undefined });
    this.onChange({ type: 'draft' });
  }

  flush = (): void => this.edits.flush();

  send(draft: Draft): void {
    // Why the last one was not sent is no reason of this one.
    this.onChange({ type: 'notSent', notSent: undefined });
    this.edits.send(draft);
  }

  /** Starts a new session with the draft of this one. */
  moveDraft(): void {
    const { provider, edits } = this;
    if (provider !== undefined) edits.move({ ...edits.draft, providerId: provider.id });
  }

  /** Shows a copy of the session, with what is written there. */
  openCopy(): void {
    this.edits.flush();
    this.host.post({ type: 'openCopy' });
  }

  /** Asks where a text stands in the turns. */
  find = (query: string, signal: AbortSignal): Promise<readonly Hit[]> =>
    this.host.ask('find', { column: this.columnId, query }, signal);

  receive = (message: ToPage): void => {
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
        this.counts.set(message.answerId, message.tokens);
        return this.notifyBelow(message.answerId);
      case 'focusMessage':
        return this.onChange({ type: 'focusMessage' });
      case 'loadFailed':
        this.failure = message;
        return this.onChange({ type: 'frame' });
      case 'notSent':
        return this.onChange({ type: 'notSent', notSent: message });
      case 'imported':
        return this.offers.tell(message);
      case 'reference':
        this.beside.set(message.answerId, message);
        return this.notifyBelow(message.answerId);
      case 'bodies': {
        const promptIds = this.bodies.receive(message.request, message.seq, message.bodies);
        return this.onChange({ type: 'bodies', promptIds });
      }
      case 'wordRules':
      case 'explainSelection':
        return this.onChange({ type: 'word', message });
    }
  };

  private takeSnapshot(message: Message<'snapshot'>): void {
    const { session } = message;
    translate(message.strings);
    this.loaded = true;
    this.failure = undefined;
    this.sessionId = session.id;
    this.title = session.title;
    this.access = session.access;
    this.providers = message.providers;
    this.bodies.clear();
    this.columns.clear();
    for (const { id, turns } of session.columns) this.columns.set(id, byPrompt(turns));
    const [shown] = session.columns;
    if (shown) this.edits.show(session.id, shown.id, shown.draft, message.edit);
    this.onChange({ type: 'all' });
  }

  private takeProviders(providers: readonly ProviderView[]): void {
    for (const { id, hasKey } of providers) {
      const list = this.modelLists.get(id);
      // The key that was missing is there.
      if (list?.status === 'failed' && list.wantsKey && hasKey) this.modelLists.delete(id);
    }
    this.providers = providers;
  }

  private apply(seq: number, event: PageEvent): void {
    switch (event.type) {
      case 'draft':
        if (!this.edits.adoptOf(event.session, event.column, event.draft, event.edit)) return;
        return this.onChange({ type: 'draft' });
      case 'title':
        this.title = event.title;
        return this.onChange({ type: 'frame' });
      case 'access':
        this.access = event.access;
        return this.onChange({ type: 'frame' });
      case 'turns':
        this.columns.set(event.column, byPrompt(event.turns));
        return event.column === this.columnId ? this.onChange({ type: 'all' }) : undefined;
      case 'turnChanged': {
        const turns = this.columns.get(event.column);
        if (!turns?.has(event.head.promptId)) return;
        turns.set(event.head.promptId, event.head);
        return event.column === this.columnId
          ? this.onChange({ type: 'turn', promptId: event.head.promptId })
          : undefined;
      }
      case 'answerGrew':
        return this.growAnswer(seq, event);
    }
  }

  private growAnswer(seq: number, event: Extract<PageEvent, { type: 'answerGrew' }>): void {
    const turns = this.columns.get(event.column);
    const head = [...(turns?.values() ?? [])].findLast(({ answerId }) => answerId === event.answerId);
    if (turns === undefined || head === undefined) return;
    const { promptId, answerId, characters } = head;
    const grown = {
      ...characters,
      reasoning: characters.reasoning + event.reasoning.length,
      answer: characters.answer + event.text.length,
    };
    turns.set(promptId, { ...head, characters: grown });
    if (event.column !== this.columnId) return;
    this.bodies.grow(promptId, answerId ?? '', seq, event.reasoning, event.text);
    this.onChange({ type: 'grew', promptId });
  }

  /** The place below an answer has changed. */
  private notifyBelow(answerId: string): void {
    const head = [...this.turns.values()].findLast((turn) => turn.answerId === answerId);
    this.onChange({ type: 'bodies', promptIds: head === undefined ? [] : [head.promptId] });
  }
}

const byPrompt = (turns: readonly TurnHead[]): Map<string, TurnHead> =>
  new Map(turns.map((head) => [head.promptId, head]));
