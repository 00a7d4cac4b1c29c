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

/** One path of an open session, with the draft below it and the requests that run at its end. */
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

  /** Whether a provider may be proposed, as the user has chosen none. One that was asked is not replaced by another. */
  get wantsProvider(): boolean {
    return this.composed.wantsProvider;
  }

  get leaf(): string | null {
    return columnOf(this.deps.session(), this.id)?.leaf ?? null;
  }

  /** Returns the draft with another message and no files, to be asked separately or to begin another column with. */
  draftWith(message: string): Draft {
    return withOrigins({ ...this.draft, ...nothingEdited, message, attachments: [] }, []);
  }

  /** Whether an answer grows on the path that `stop` would stop. */
  get isStreaming(): boolean {
    return this.deps.whyLocked() === undefined && this.streaming().length > 0;
  }

  /** Resolves when a long branch that is being written is complete, so that later requests go below it. */
  whenWritten(): Promise<void> {
    return this.branches.whenWritten();
  }

  /** Keeps what the user typed, and does not report it back to the page. */
  keepDraft(typed: Partial<Draft>): void {
    const kept = withoutKeysIn(typed);
    const draft = this.composed.typed(kept);
    this.deps.apply(draftChange(this.deps.session(), this.id, draft), true);
    this.deps.keepUnsent(kept);
  }

  /** Changes the draft. `quoted`: texts that are added to the message, and whose origins are known. */
  changeDraft(wish: Partial<Draft>, quoted?: readonly Quoted[]): void {
    const change = withoutKeysIn(wish);
    const events = draftChange(this.deps.session(), this.id, this.composed.changed(change, quoted));
    this.deps.apply(events);
    // This draft was stored before another one was proposed, which is still shown.
    if (events.length === 0) this.deps.tellDraft(this.draft);
    this.deps.keepUnsent(change);
  }

  proposeDraft(change: Partial<Draft>): void {
    this.deps.tellDraft(this.composed.propose(change));
  }

  /** Proposes the usual provider and its first model for a draft whose provider the user has not chosen. */
  proposeTarget(backends: Backends, catalog: Catalog): void {
    const { draft, wantsProvider, isUnused } = this;
    if (this.deps.whyLocked() === 'read-only') return;
    const target = proposedTarget({ draft, wantsProvider, isUnused }, backends, catalog);
    if (target) this.proposeDraft(target);
  }

  /** Returns what sending a message would ask, whether the message is complete or not. */
  composing({ message, variables = noVariables, attachments }: Composing): Composed {
    const { model, system, message: text } = renderedDraft({ ...this.draft, message, variables });
    const prompt = { parent: this.end, system, parts: promptParts(text, attachments) } satisfies Partial<PromptNode>;
    return { model: model.trim(), ...messagesFor(this.deps.session(), prompt) };
  }

  /** Returns the origins of texts that are in the message of `draft`. */
  readonly originsIn = (draft: Draft): readonly Origin[] => this.composed.originsIn(draft);

  /** Makes the request that sends a draft; or says what it lacks for that. */
  requestOf(backend: Backend, draft: Draft, origins = this.originsIn(draft), group?: string): AnswerRequest | NotAsked {
    const { system, message } = renderedDraft(draft);
    const lack = lackOf({ ...draft, message });
    if (lack !== undefined) return lack;
    // The first column that sends a message takes it out of the draft, so its origins are in the prompt by then.
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

  /** Makes the request that repeats an answer's prompt, except for `change`. A start goes only to the model that had it. */
  requestAgain(answerId: string, backend: Backend, change?: AskChange): AnswerRequest | undefined {
    const { answer, asked } = askedAnew(this.deps.session(), backend, answerId, change) ?? {};
    const start = answer && asked && startOf(answer, asked.target);
    return (start && begunWith(asked, start)) ?? asked;
  }

  /** Makes the request to go on with an answer, or with another `start` of it. `undefined` where that has no text. */
  requestContinued(answerId: string, backend: Backend, change?: AskChange, start?: string): AnswerRequest | undefined {
    const { answer, asked } = askedAnew(this.deps.session(), backend, answerId, change) ?? {};
    return answer && asked && begunWith(asked, begunIn(answer, start));
  }

  /** Makes the request that sends here what was to be sent in another session. */
  requestMoved({ backend, prompt, target, begun }: AnswerRequest): AnswerRequest {
    const asked = answerRequest(this.deps.session(), backend, { ...prompt, parent: this.end }, target);
    return (begun && begunWith(asked, begun)) ?? asked;
  }

  /** Adds a message to the path, and asks. It is removed from the draft, where text that was typed since then stays. */
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

  /** Removes a sent message from the draft, if the draft still has it. */
  leaveMessage(parts: readonly MessagePart[]): void {
    this.deps.apply(this.draftLeft(messageLeft(this.draft, parts)));
  }

  /** Adds an edit to the conversation as a branch: another text of a message, or the draft's message with an answer. */
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

  /** Ends the path with an answer, so that the next message begins a branch. A read-only window only changes its view. */
  branchFrom(answerId: string): void {
    if (this.deps.session().nodes.get(answerId)?.kind === 'answer' && !this.isStreaming) this.show(answerId);
  }

  /** Asks a prompt of the session again, `times` at once. The new answers stand beside the earlier one. */
  retry(asked: AnswerRequest, times = 1): NotAsked | undefined {
    const refusal = this.refusal();
    if (refusal === undefined) this.ask(asked, times);
    return refusal;
  }

  /** Shows a node and what followed it last, unless that leads away from a stream. A read-only window changes its view only. */
  showSibling(nodeId: string): NotAsked | undefined {
    const session = this.deps.session();
    if (!session.nodes.has(nodeId)) return undefined;
    const leaf = newestLeaf(session, nodeId);
    if (this.isStreaming && leadsAway(session, this.id, leaf)) return 'streaming';
    this.show(leaf);
    return undefined;
  }

  /** Stops the answers that stream on the path, except for those that go on elsewhere (`isKept`). */
  stop(isKept?: (answerId: string) => boolean): void {
    for (const { id } of this.streaming()) if (!isKept?.(id)) this.deps.stop(id);
  }

  /** The node that a new message follows: an answer, or `null`. A message without an answer stays beside the new one. */
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
    // A message skips the calls that wait for their results.
    const left = { ...messageLeft(this.draft, prompt.parts), toolResults: [] };
    return { ...left, ...(begun && editing === ownAnswer && nothingEdited) };
  }

  private draftLeft(left: Partial<Draft>): object[] {
    return draftChange(this.deps.session(), this.id, this.composed.typed(left));
  }

  /** Adds a branch to the tree, and shows it. A long one is written in slices, and shown when it is complete. */
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

  /** Asks for new answers, and shows the first of them. */
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
