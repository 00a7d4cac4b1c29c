import type { Catalog } from '../catalog/catalog';
import type { Backend, Backends } from '../chat/backend';
import { BranchWriter } from './branchWriter';
import { lackOf, leavesNothing, messageLeft } from './columnDeps';
import type { ColumnDeps, Composing, NotAsked } from './columnDeps';
import { proposedTarget } from './draftTarget';
import { isKept, withoutKeysIn } from './import/keylessCommand';
import type { Composed } from './requestSize';
import { OpenDraft, draftChange, withOrigins } from './session/drafts';
import type { Quoted } from './session/drafts';
import { answerRequest, askedAnew, begunIn, begunWith, messagesFor, startIn, startOf } from './session/messagesFor';
import type { AnswerRequest, AskChange } from './session/messagesFor';
import { textOf } from './session/nodeText';
import { editedPrompt, ownPair, unsent, withText, withoutMessage } from './session/branches';
import type { Branch } from './session/branches';
import { nodeEvents } from './session/sessionCodec';
import { attachmentsOf, promptParts } from './session/draftAttachments';
import type { MessagePart } from '../chat/messages/chatTypes';
import { firstColumnId, noVariables, nothingEdited, ownAnswer } from './session/sessionSchema';
import type { AnswerNode, Draft, Origin, PromptNode } from './session/sessionSchema';
import { renderedDraft, renderedEdit } from './session/draftVariables';
import { resultsRequest } from './tools/resultsRequest';
import { columnOf, draftIn, newestLeaf, promptInGroup, turnsOf } from './session/sessionTree';
import type { ShownTurn } from './session/sessionTree';
import { leadsAway, streamingIn } from './session/streaming';

/** One path of a session that is open, with what the user composes below it and what runs at its end. */
export class Column {
  private readonly composed: OpenDraft;
  private readonly branches: BranchWriter;

  constructor(
    readonly id: string,
    private readonly deps: ColumnDeps,
  ) {
    this.composed = new OpenDraft(
      () => draftIn(deps.session(), id),
      () => this.isUnused,
    );
    this.branches = new BranchWriter((events) => deps.apply(events));
  }

  get turns(): ShownTurn[] {
    return turnsOf(this.deps.session(), this.id);
  }

  get draft(): Draft {
    return this.composed.now;
  }

  /** Whether a provider may be put into the draft: the user has chosen none. One that was asked is not replaced by another. */
  get wantsProvider(): boolean {
    return this.composed.wantsProvider;
  }

  get leaf(): string | null {
    return columnOf(this.deps.session(), this.id)?.leaf ?? null;
  }

  /** The draft with another message, which has no files: to be asked beside what is written, or as what another column begins with. */
  draftWith(message: string): Draft {
    return withOrigins({ ...this.draft, ...nothingEdited, message, attachments: [] }, []);
  }

  /** Whether an answer grows on the path that `stop` would stop. */
  get isStreaming(): boolean {
    return this.deps.whyLocked() === undefined && this.streaming().length > 0;
  }

  /** Resolves when the path is as the user has made it: a long branch is written first. Later requests go below it. */
  whenWritten(): Promise<void> {
    return this.branches.whenWritten();
  }

  /** Keeps what the user typed, and does not tell it back. */
  keepDraft(typed: Partial<Draft>): void {
    const kept = withoutKeysIn(typed);
    const draft = this.composed.typed(kept);
    this.deps.apply(draftChange(this.deps.session(), this.id, draft), true);
    this.deps.keepUnsent(kept);
  }

  /** `quoted`: the texts that come into the message, of which it is known where they stand. */
  changeDraft(wish: Partial<Draft>, quoted?: readonly Quoted[]): void {
    const change = withoutKeysIn(wish);
    const events = draftChange(this.deps.session(), this.id, this.composed.changed(change, quoted));
    this.deps.apply(events);
    // It was stored before another one was proposed, which is shown.
    if (events.length === 0) this.deps.tellDraft(this.draft);
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
  composing({ message, variables = noVariables, attachments }: Composing): Composed {
    const { model, system, message: text } = renderedDraft({ ...this.draft, message, variables });
    const prompt = { parent: this.end, system, parts: promptParts(text, attachments) } satisfies Partial<PromptNode>;
    return { model: model.trim(), ...messagesFor(this.deps.session(), prompt) };
  }

  /** Where the texts stand that are in the message of `draft`. */
  readonly originsIn = (draft: Draft): readonly Origin[] => this.composed.originsIn(draft);

  /** Makes the request that sends a draft; or says what it lacks for that. */
  requestOf(backend: Backend, draft: Draft, origins = this.originsIn(draft), group?: string): AnswerRequest | NotAsked {
    const { system, message } = renderedDraft(draft);
    const lack = lackOf({ ...draft, message });
    if (lack !== undefined) return lack;
    // The first column that a message goes to takes it out of the draft.
    const from = origins.length > 0 ? origins : (promptInGroup(this.deps.session(), group)?.origins ?? []);
    const prompt: PromptNode = {
      ...{ kind: 'prompt', id: this.deps.randomId(), parent: this.end, at: this.deps.now(), system },
      parts: promptParts(message, draft.attachments),
      ...(from.length > 0 && { origins: from }),
      ...(group === undefined ? {} : { group }),
    };
    const asked = answerRequest(this.deps.session(), backend, prompt, { ...draft, model: draft.model.trim() });
    // While an answer is written by hand, the answer that is asked for begins with its text.
    if (draft.editing !== ownAnswer) return asked;
    return begunWith(asked, { text: startIn(draft.edited ?? ''), made: 'begun' }) ?? asked;
  }

  /** Makes the request that sends the results of tools in a draft; or says what it lacks for that. */
  readonly requestResults = (backend: Backend, draft: Draft): AnswerRequest | NotAsked =>
    resultsRequest(this.deps, this.leaf, backend, draft);

  /** Makes the request that asks the prompt which a draft edits, as a branch; or says what it lacks for that. */
  requestEdited(backend: Backend, draft: Draft): AnswerRequest | NotAsked {
    const { editing = '', edited = '' } = draft;
    const prompt = this.deps.session().nodes.get(editing);
    const attachments = prompt ? attachmentsOf(prompt.parts) : [];
    const lack = prompt?.kind === 'prompt' ? lackOf({ ...draft, message: edited, attachments }) : 'gone';
    if (lack !== undefined || prompt?.kind !== 'prompt') return lack ?? 'gone';
    const asked = { ...editedPrompt(prompt, renderedEdit(draft), this.deps), system: renderedDraft(draft).system };
    return answerRequest(this.deps.session(), backend, asked, { ...draft, model: draft.model.trim() });
  }

  /** Makes the request that asks the prompt of an answer again, as it was asked but for `change`. A start goes to the model that had it. */
  requestAgain(answerId: string, backend: Backend, change?: AskChange): AnswerRequest | undefined {
    const { answer, asked } = askedAnew(this.deps.session(), backend, answerId, change) ?? {};
    const start = answer && asked && startOf(answer, asked.target);
    return (start && begunWith(asked, start)) ?? asked;
  }

  /** Makes the request that lets its model go on with an answer, or with another start of it. `undefined` where that has no text. */
  requestContinued(answerId: string, backend: Backend, change?: AskChange, start?: string): AnswerRequest | undefined {
    const { answer, asked } = askedAnew(this.deps.session(), backend, answerId, change) ?? {};
    return answer && asked && begunWith(asked, begunIn(answer, start));
  }

  /** Makes the request that sends here what was to be sent in another session. */
  requestMoved({ backend, prompt, target, begun }: AnswerRequest): AnswerRequest {
    const asked = answerRequest(this.deps.session(), backend, { ...prompt, parent: this.end }, target);
    return (begun && begunWith(asked, begun)) ?? asked;
  }

  /** Puts the message below the path, and asks. It leaves the draft; what was typed since then stays. */
  send(asked: AnswerRequest): NotAsked | undefined {
    const refusal = this.refusal();
    if (refusal !== undefined) return refusal;
    const left = this.leftBy(asked);
    this.deps.apply([...nodeEvents(asked.prompt)]);
    this.deps.messageSent(left.message === undefined ? [] : asked.prompt.parts);
    this.deps.apply(this.draftLeft(left));
    this.ask(asked, 1);
    return undefined;
  }

  /** The message is no longer to be sent, where it is still that. */
  leaveMessage(parts: readonly MessagePart[]): void {
    this.deps.apply(this.draftLeft(messageLeft(this.draft, parts)));
  }

  /** Puts what a draft edits into the conversation, as a branch: another text of a message, or its own message with an answer to it. */
  async saveEdit(draft: Draft): Promise<NotAsked | undefined> {
    const { editing = '' } = draft;
    const isPair = editing === ownAnswer;
    if (leavesNothing(draft, this.deps.session().nodes.get(editing))) return 'no-message';
    const branch = isPair ? ownPair(this.end, renderedDraft(draft), this.deps) : withText(this.turns, draft, this.deps);
    return this.take(branch, {
      ...nothingEdited,
      ...(isPair && messageLeft(draft, promptParts(renderedDraft(draft).message, draft.attachments))),
    });
  }

  /** Takes a message out of the path: a prompt with its answer, or an answer alone. It stays in the branch that it was in. */
  deleteMessage(nodeId: string): Promise<NotAsked | undefined> {
    const branch = withoutMessage(this.turns, nodeId, this.deps);
    return this.take(branch, branch?.unanswered ? unsent(branch.unanswered, this.draft) : {});
  }

  /** The path ends with that answer, so that what is sent next begins a branch. A window that only reads turns for itself. */
  branchFrom(answerId: string): void {
    if (this.deps.session().nodes.get(answerId)?.kind === 'answer' && !this.isStreaming) this.show(answerId);
  }

  /** Asks a prompt of the session again, so many times at once; the new answers stand beside the one before. */
  retry(asked: AnswerRequest, times = 1): NotAsked | undefined {
    const refusal = this.refusal();
    if (refusal === undefined) this.ask(asked, times);
    return refusal;
  }

  /** Shows a node, with what followed it last; not where that leads away from what streams. A window that only reads turns for itself. */
  showSibling(nodeId: string): NotAsked | undefined {
    const session = this.deps.session();
    if (!session.nodes.has(nodeId)) return undefined;
    const leaf = newestLeaf(session, nodeId);
    if (this.isStreaming && leadsAway(session, this.id, leaf)) return 'streaming';
    this.show(leaf);
    return undefined;
  }

  /** Stops what streams where the user looks; of that, what is not to go on elsewhere. */
  stop(isKept?: (answerId: string) => boolean): void {
    for (const { id } of this.streaming()) if (!isKept?.(id)) this.deps.stop(id);
  }

  /** The node that a message follows: an answer, or nothing. One that was never answered stays beside it. */
  private get end(): string | null {
    const { leaf } = this;
    const node = leaf === null ? undefined : this.deps.session().nodes.get(leaf);
    return node?.kind === 'prompt' ? node.parent : leaf;
  }

  private get isUnused(): boolean {
    return this.deps.session().nodes.size === 0;
  }

  private refusal(): NotAsked | undefined {
    const why = this.branches.isWriting ? 'branching' : this.isStreaming ? 'streaming' : undefined;
    return this.deps.whyLocked() ?? why;
  }

  private streaming(): AnswerNode[] {
    return streamingIn(this.deps.session(), this.id);
  }

  /** Returns the fields of the draft that change when that message is sent from it, with their new values. */
  private leftBy({ prompt, begun }: AnswerRequest): Partial<Draft> {
    const { editing = '' } = this.draft;
    if (editing !== '' && isKept(renderedEdit(this.draft), textOf(prompt))) return nothingEdited;
    if (prompt.parts.every(({ type }) => type === 'tool-result')) return { toolResults: [] };
    // A message leaves the calls out that wait for their results.
    const left = { ...messageLeft(this.draft, prompt.parts), toolResults: [] };
    return { ...left, ...(begun && editing === ownAnswer && nothingEdited) };
  }

  private draftLeft(left: Partial<Draft>): object[] {
    return draftChange(this.deps.session(), this.id, this.composed.typed(left));
  }

  /** Takes a branch into the tree, and shows it. A long one comes in slices, and is seen when all of it is there. */
  private async take(branch: Branch | undefined, left: Partial<Draft>): Promise<NotAsked | undefined> {
    const refusal = this.refusal() ?? (branch ? undefined : 'gone');
    if (refusal !== undefined || branch === undefined) return refusal;
    const { leaf } = this;
    return this.branches.write(branch.nodes, () => {
      const late = this.refusal() ?? (this.leaf === leaf ? undefined : 'led-elsewhere');
      if (late !== undefined) return late;
      this.deps.apply(this.draftLeft(left));
      this.show(branch.leaf);
      // Earlier changes of the columns can no longer be undone.
      this.deps.messageSent([]);
      return undefined;
    });
  }

  private show(leaf: string | null): void {
    this.deps.apply([{ type: 'columnSet', column: { id: this.id, leaf } }]);
  }

  /** The first of the new answers is shown. */
  private ask(asked: AnswerRequest, times: number): void {
    const { prompt, target, begun } = asked;
    const at = this.deps.now();
    const nodes = Array.from({ length: times }, (): AnswerNode => ({
      ...{ kind: 'answer', id: this.deps.randomId(), parent: prompt.id, at, target },
      ...{ parts: begun ? [{ type: 'text', text: begun.text }] : [], status: 'streaming' },
      ...(begun && { made: begun.made }),
      ...(this.id !== firstColumnId && { column: this.id }),
    }));
    this.deps.apply(nodes.map((node) => ({ type: 'nodeAdded', node })));
    this.show(nodes[0]!.id);
    for (const { id } of nodes) this.deps.run(id, asked);
  }
}
