import { atOnce } from '../../src/core/base/work';
import { findInSession } from '../../src/core/playground/findInSession';
import { fromPage, toPage } from '../../src/core/playground/playgroundProtocol';
import type { Reply } from '../../src/core/base/rpc/ask';
import type { WordQuestion } from '../../src/core/glossary/cards/wordQuestion';
import { parseMessage } from '../../src/core/base/rpc/parseMessage';
import type { FromPage, Measured } from '../../src/core/playground/playgroundProtocol';
import type { AccessView, PageEvent } from '../../src/core/playground/playgroundViews';
import type { ToPage } from '../../src/core/playground/playgroundProtocol';
import type { ProviderView } from '../../src/core/playground/playgroundViews';
import { firstColumnId } from '../../src/core/playground/session/sessionSchema';
import type { RecordedEnd } from '../../src/core/chat/messages/recordedEnd';
import type { Draft, SessionEvent } from '../../src/core/playground/session/sessionSchema';
import { columnOf, draftIn, emptySession, type Session } from '../../src/core/playground/session/sessionTree';
import { newestLeaf, reduceSession, streamingAnswers, withDraft } from '../../src/core/playground/session/sessionTree';
import { columnEvent } from '../../src/core/playground/session/columnEvent';
import { titleOf, turnBodies } from '../../src/core/playground/session/turnHeads';
import { totalsOf } from '../../src/core/playground/totals';
import { attachedFile } from './attachedFile';
import { draftOf, nothingKnown, ollama, openAi, pocket, usualOffers } from './providerViews';
import { isLookedAt } from './lookedAt';
import { ScriptedTokens } from './scriptedTokens';
import { viewOf } from './scriptedView';
import { answerNode, done, promptNode, type ScriptedTurn } from './scriptedTurn';

/** The other end of the page: a real session, the real protocol, and no editor. It answers by itself, and sends nothing to any provider. */
export class ScriptedHost {
  session: Session = emptySession('session-1', 0);
  readonly received: FromPage[] = [];
  /** Answers what is asked of words; without it nobody explains any. */
  explain: ((question: WordQuestion) => Reply) | undefined;
  providers: ProviderView[] = [openAi, ollama];
  readonly pocket = pocket;
  strings: Record<string, string> = {};
  access: AccessView = { mode: 'write' };
  enterSends = true;
  findFailure: string | undefined;
  offers = usualOffers;
  /** Known facts about a model, about a schema and about an answer to one. */
  readonly known = { ...nothingKnown };
  readonly tokens = new ScriptedTokens();
  /** Makes the reply to a file that is attached. */
  attach = attachedFile;
  /** Its answer to what the next request and the session come to. */
  measured: Measured = { column: totalsOf([]), session: totalsOf([]), day: totalsOf([]) };
  /** `ready` is not answered: a test says when the snapshot comes. */
  silent = false;
  /** Answers to `bodies` and `find` wait until `answerNow`. */
  holdsAnswers = false;
  readonly requests = new Map<string, string>();
  seq = 0;
  private readonly edits = new Map<string, number>();
  private earlierEdit = 0;
  private ids = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly post: (message: ToPage | Reply) => void) {}

  /** Adds a turn below the last one, without telling the page. */
  addTurn(turn: ScriptedTurn = {}, column: string = firstColumnId): { promptId: string; answerId: string } {
    const promptId = this.newId('prompt');
    const answerId = this.newId('answer');
    this.change({ type: 'nodeAdded', node: promptNode(promptId, this.leafOf(column), turn) });
    this.change({ type: 'nodeAdded', node: answerNode(answerId, promptId, turn) });
    this.change({ type: 'columnSet', column: { id: column, leaf: answerId } });
    if (turn.end !== undefined || turn.answer !== undefined) {
      this.change({ type: 'answerEnded', node: answerId, end: turn.end ?? done });
    }
    return { promptId, answerId };
  }

  /** A turn that streams, which the page hears of. */
  startTurn(
    turn: Omit<ScriptedTurn, 'answer' | 'end' | 'reasoning'> = {},
    column: string = firstColumnId,
  ): { promptId: string; answerId: string } {
    const promptId = this.newId('prompt');
    this.apply({ type: 'nodeAdded', node: promptNode(promptId, this.leafOf(column), turn) });
    return { promptId, answerId: this.startAnswer(promptId, turn, column) };
  }

  startAnswer(promptId: string, turn: ScriptedTurn = {}, column: string = firstColumnId): string {
    const answerId = this.newId('answer');
    this.apply({ type: 'nodeAdded', node: answerNode(answerId, promptId, turn) });
    this.apply({ type: 'columnSet', column: { id: column, leaf: answerId } });
    return answerId;
  }

  /** A column that begins empty, without telling the page. */
  addColumn(id: string, draft: Partial<Draft> = {}): void {
    this.change({ type: 'columnSet', column: { id, leaf: null } });
    this.session = withDraft(this.session, id, draftOf(draft));
  }

  /** Text that arrives for what streams: for the newest, or that answer. */
  grow(text: string, kind: 'text' | 'reasoning' = 'text', answerId?: string): void {
    const streaming = streamingAnswers(this.session);
    const answer = streaming.find(({ id }) => id === answerId) ?? streaming.at(-1);
    if (answer === undefined) throw new Error('Nothing streams.');
    const index = answer.parts.findIndex(({ type }) => type === kind);
    if (index >= 0) this.apply({ type: 'partGrew', node: answer.id, index, text });
    else this.apply({ type: 'partStarted', node: answer.id, index: answer.parts.length, part: { type: kind, text } });
  }

  end(end: RecordedEnd = done, answerId?: string): void {
    const streaming = streamingAnswers(this.session);
    const answer = streaming.find(({ id }) => id === answerId) ?? streaming.at(-1);
    if (answer !== undefined) this.apply({ type: 'answerEnded', node: answer.id, end });
  }

  changeDraft(change: Partial<Draft>): void {
    this.apply({ type: 'draftChanged', draft: { ...this.draft, ...change } });
  }

  setAccess(access: AccessView): void {
    this.access = access;
    this.event({ type: 'access', access });
  }

  setProviders(providers: ProviderView[]): void {
    this.providers = providers;
    this.say({ type: 'providers', providers });
  }

  say(message: ToPage | Reply): void {
    const checked = parseMessage(toPage, message, (why) => {
      throw new Error(`The scripted host says what is not of the protocol: ${why}`);
    });
    if (checked !== undefined) this.post(checked);
  }

  snapshot(): void {
    const { session, seq, access, enterSends, strings, providers } = this;
    const view = viewOf(session, access, (id) => this.editOf(id));
    this.say({ type: 'snapshot', seq, session: view, providers, enterSends, strings });
  }

  event(event: PageEvent, seq = this.seq + 1): void {
    this.seq = seq;
    this.say({ type: 'event', seq, event });
  }

  /** Lets go what `holdsAnswers` held back. */
  answerNow(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const answer of waiting) answer();
  }

  /** Takes what the page posts. */
  receive = (value: unknown): void => {
    const message = parseMessage(fromPage, value, (why) => {
      throw new Error(`The page said what is not of the protocol: ${why}`);
    });
    if (message === undefined) return;
    this.received.push(message);
    this.answer(message);
  };

  private answer(message: FromPage): void {
    if (isLookedAt(message)) return;
    switch (message.type) {
      case 'ready':
        this.edits.clear();
        this.earlierEdit = message.edit;
        if (this.explain) this.say({ type: 'wordRules', enabled: true, delayMs: 50 });
        return this.silent ? undefined : this.snapshot();
      case 'explainWord':
        return this.explain && this.say(this.explain(message));
      case 'draft':
        if (message.session !== this.session.id) return;
        return this.keepDraft(message.column, message.edit, message.draft);
      case 'bodies': {
        const { request, column, promptIds } = message;
        return this.later(() => {
          const bodies = turnBodies(this.session, column, promptIds);
          this.say({ type: 'bodies', request, column, seq: this.seq, bodies });
        });
      }
      case 'find': {
        const { request, column, query } = message;
        if (this.findFailure !== undefined) return this.say({ type: 'failed', request, message: this.findFailure });
        const value = atOnce(findInSession(this.session, column, query));
        return this.later(() => this.say({ type: 'reply', request, value }));
      }
      case 'readRequest':
        return this.say({ type: 'reply', request: message.request, value: this.requests.get(message.text) ?? null });
      case 'parameters':
        return this.say({ type: 'reply', request: message.request, value: this.offers[message.providerId] ?? [] });
      case 'tokens':
      case 'tokensAt':
        return this.say(this.tokens.reply(message));
      case 'schemaNotes':
      case 'checkAnswer':
      case 'abilities':
        return this.say({ type: 'reply', request: message.request, value: this.known[message.type] });
      case 'attach':
        return this.say({ type: 'reply', request: message.request, value: this.attach(message.name, message.bytes) });
      case 'measure':
        return this.later(() => this.say({ type: 'reply', request: message.request, value: this.measured }));
      case 'send':
        return this.keepDraft(message.column, message.edit, message.draft);
      case 'showSibling': {
        const leaf = newestLeaf(this.session, message.nodeId);
        return this.apply({ type: 'columnSet', column: { id: message.column, leaf } });
      }
      case 'removeColumn':
        return this.apply({ type: 'columnRemoved', id: message.column });
      case 'markBest':
        return this.apply({ type: 'bestMarked', node: message.answerId, isBest: message.isBest });
    }
  }

  private later(answer: () => void): void {
    if (this.holdsAnswers) this.waiting.push(answer);
    else answer();
  }

  /** Changes the session, and tells the page. */
  apply(event: SessionEvent): void {
    const before = this.session;
    this.change(event);
    if (event.type === 'titled') return this.event({ type: 'title', title: titleOf(this.session) });
    if (before.columns.length !== this.session.columns.length) return this.snapshot();
    for (const { id } of this.session.columns) {
      const seen = columnEvent(before, this.session, event, id);
      if (seen === undefined) continue;
      this.event(seen.type === 'draft' ? { ...seen, session: this.session.id, edit: this.editOf(id) } : seen);
    }
  }

  private keepDraft(column: string, edit: number, draft: Partial<Draft>): void {
    this.edits.set(column, edit);
    this.session = withDraft(this.session, column, { ...draftIn(this.session, column), ...draft });
  }

  private editOf(column: string): number {
    return this.edits.get(column) ?? this.earlierEdit;
  }

  private change(event: SessionEvent): void {
    this.session = reduceSession(this.session, event);
  }

  get draft(): Draft {
    return draftIn(this.session, firstColumnId);
  }

  /** Without telling the page. */
  set draft(draft: Draft) {
    this.session = withDraft(this.session, firstColumnId, draft);
  }

  private leafOf(column: string): string | null {
    return columnOf(this.session, column)?.leaf ?? null;
  }

  private newId(kind: string): string {
    this.ids += 1;
    return `${kind}-${this.ids}`;
  }
}
