import type { Catalog } from '../catalog/catalog';
import type { Backend, Backends } from '../chat/backend';
import { proposedTarget } from './draftTarget';
import { OpenDraft, draftChange } from './session/drafts';
import { answerRequest, messagesFor } from './session/messagesFor';
import type { AnswerRequest, AskWish } from './session/messagesFor';
import { textOf } from './session/nodeText';
import { nodeEvents } from './session/sessionCodec';
import { maxTextLength } from '../chat/messages/types';
import type { ChatRequest, MessagePart } from '../chat/messages/types';
import type { AnswerNode, Draft, Origin, PromptNode } from './session/sessionSchema';
import { columnOf, draftIn, newestLeaf, turnsOf } from './session/sessionTree';
import type { Session, Turn } from './session/sessionTree';

/** Why a prompt was not sent. */
export type Refusal = 'closed' | 'deleted' | 'read-only' | 'streaming' | 'no-model' | 'no-message' | 'too-long';

/** Says what a draft lacks, or has too much of, to be sent. */
function lackOf({ model, message }: Draft): Refusal | undefined {
  if (model.trim() === '') return 'no-model';
  if (message.trim() === '') return 'no-message';
  return message.length > maxTextLength ? 'too-long' : undefined;
}

/** The session, as far as a column needs it. */
interface ColumnDeps {
  /** As it was told last. */
  readonly session: () => Session;
  /** The only way into the session. `isTyped`: whoever shows the column knows the draft after them already. */
  readonly apply: (events: readonly object[], isTyped?: boolean) => void;
  readonly keepUnsent: (typed: Partial<Draft>) => void;
  readonly tellDraft: (draft: Draft) => void;
  /** Why nothing can be asked in the session. */
  readonly whyLocked: () => Refusal | undefined;
  /** Asks, and lets the answer with that id grow. */
  readonly run: (answerId: string, asked: AnswerRequest) => void;
  readonly stop: (answerId: string) => void;
  readonly randomId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One path of a session that is open, with what the user composes below it and what runs at its end. */
export class Column {
  private readonly composed: OpenDraft;

  constructor(
    readonly id: string,
    private readonly deps: ColumnDeps,
  ) {
    this.composed = new OpenDraft(
      () => draftIn(deps.session(), id),
      () => this.isUnused,
    );
  }

  get turns(): Turn[] {
    return turnsOf(this.deps.session(), this.id);
  }

  get draft(): Draft {
    return this.composed.now;
  }

  /** Whether a provider may be put into the draft: the user has chosen none. One that was asked is not replaced by another. */
  get wantsProvider(): boolean {
    return this.composed.wantsProvider;
  }

  /** Whether an answer grows on the path that `stop` would stop. */
  get isStreaming(): boolean {
    return this.deps.whyLocked() === undefined && this.streaming().length > 0;
  }

  /** Keeps what the user typed, and does not tell it back. */
  keepDraft(typed: Partial<Draft>): void {
    const draft = this.composed.typed(typed);
    this.deps.apply(draftChange(this.deps.session(), this.id, draft), true);
    this.deps.keepUnsent(typed);
  }

  /** `quote`: the selection in the message that `origin` is of; without it, all of the message. */
  changeDraft(change: Partial<Draft>, quote?: string): void {
    this.deps.apply(draftChange(this.deps.session(), this.id, this.composed.changed(change, quote)));
    this.deps.keepUnsent(change);
  }

  proposeDraft(change: Partial<Draft>): void {
    this.deps.tellDraft(this.composed.propose(change));
  }

  /** A draft for which nobody has chosen a provider gets the usual one and its first model. */
  proposeTarget(backends: Backends, catalog: Catalog): void {
    const { draft, wantsProvider, isUnused } = this;
    if (this.deps.whyLocked() === 'read-only') return;
    const target = proposedTarget({ draft, wantsProvider, isUnused }, backends, catalog);
    if (target) this.proposeDraft(target);
  }

  /** Gives what sending that message would ask, complete or not. */
  composing(message: string): Pick<ChatRequest, 'model' | 'system' | 'messages'> {
    const { draft, leaf } = this;
    const parts: MessagePart[] = [{ type: 'text', text: message }];
    const prompt = { parent: leaf, system: draft.system, parts };
    return { model: draft.model.trim(), ...messagesFor(this.deps.session(), prompt) };
  }

  /** Makes the request that sends a draft; or says what it lacks for that. */
  requestOf(
    backend: Backend,
    draft: Draft,
    origin: Origin | undefined = this.composed.originIn(draft),
  ): AnswerRequest | Refusal {
    const lack = lackOf(draft);
    if (lack !== undefined) return lack;
    const prompt: PromptNode = {
      kind: 'prompt',
      id: this.deps.randomId(),
      parent: this.leaf,
      at: this.deps.now(),
      system: draft.system,
      parts: [{ type: 'text', text: draft.message }],
      ...(origin === undefined ? {} : { origin }),
    };
    return answerRequest(this.deps.session(), backend, prompt, { ...draft, model: draft.model.trim() });
  }

  /** Makes the request that asks the prompt of an answer again, as it was asked but for `change`. */
  requestAgain(answerId: string, backend: Backend, change: Partial<AskWish> = {}): AnswerRequest | undefined {
    const { nodes } = this.deps.session();
    const answer = nodes.get(answerId);
    const prompt = answer?.parent == null ? undefined : nodes.get(answer.parent);
    if (answer?.kind !== 'answer' || prompt?.kind !== 'prompt') return undefined;
    return answerRequest(this.deps.session(), backend, prompt, { ...answer.target, ...change });
  }

  /** Makes the request that sends here what was to be sent in another session. */
  requestMoved({ backend, prompt, target }: AnswerRequest): AnswerRequest {
    return answerRequest(this.deps.session(), backend, { ...prompt, parent: this.leaf }, target);
  }

  /** Puts the message below the path, and asks. It leaves the draft; what was typed since then stays. */
  send(asked: AnswerRequest): Refusal | undefined {
    const refusal = this.refusal();
    if (refusal !== undefined) return refusal;
    const left = this.draft.message === textOf(asked.prompt) ? '' : this.draft.message;
    this.deps.apply([
      ...nodeEvents(asked.prompt),
      ...draftChange(this.deps.session(), this.id, this.composed.typed({ message: left })),
    ]);
    this.ask(asked);
    return undefined;
  }

  /** Asks a prompt of the session again; the new answer stands beside the one before. */
  retry(asked: AnswerRequest): Refusal | undefined {
    const refusal = this.refusal();
    if (refusal === undefined) this.ask(asked);
    return refusal;
  }

  /** Shows another answer to the same prompt, with what followed it last. A window that only reads turns for itself. */
  showSibling(answerId: string): void {
    const session = this.deps.session();
    if (session.nodes.get(answerId)?.kind === 'answer') this.show(newestLeaf(session, answerId));
  }

  /** Stops what streams where the user looks. */
  stop(): void {
    for (const { id } of this.streaming()) this.deps.stop(id);
  }

  private get leaf(): string | null {
    return columnOf(this.deps.session(), this.id)?.leaf ?? null;
  }

  private get isUnused(): boolean {
    return this.deps.session().nodes.size === 0;
  }

  private refusal(): Refusal | undefined {
    return this.deps.whyLocked() ?? (this.isStreaming ? 'streaming' : undefined);
  }

  private streaming(): AnswerNode[] {
    return this.turns.flatMap(({ answer }) => (answer?.status === 'streaming' ? [answer] : []));
  }

  private show(leaf: string): void {
    this.deps.apply([{ type: 'columnSet', column: { id: this.id, leaf } }]);
  }

  private ask(asked: AnswerRequest): void {
    const id = this.deps.randomId();
    const at = this.deps.now();
    const { prompt, target } = asked;
    const node: AnswerNode = { kind: 'answer', id, parent: prompt.id, at, target, parts: [], status: 'streaming' };
    this.deps.apply([{ type: 'nodeAdded', node }]);
    this.show(id);
    this.deps.run(id, asked);
  }
}
