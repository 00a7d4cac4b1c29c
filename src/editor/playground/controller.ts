import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'vscode';
import { hostOf } from '../../core/chat/endpoint';
import type { Endpoint } from '../../core/chat/types';
import type { ToPage } from '../../core/playground/protocol';
import { emptySession, messagesFor, reduceSession, streamingTurn } from '../../core/playground/session';
import type { Draft, Session, SessionEvent, Turn } from '../../core/playground/session';
import type { ProviderStore } from '../providers/store';
import { streamAnswer } from './answer';
import type { AnswerDeps } from './answer';
import type { SessionStorage } from './storage';

/**
 * The session of the playground. It lives in the extension host: an answer goes on streaming while the tab is hidden,
 * and the page is a view that can go and come back.
 */
export class PlaygroundController {
  private session: Session = emptySession;
  private seq = 0;
  private loaded: Promise<void> | undefined;
  private streaming: { readonly abort: AbortController; readonly ended: Promise<void> } | undefined;
  private readonly messages = new EventEmitter<ToPage>();
  /** What the page has to hear. */
  readonly onMessage = this.messages.event;

  constructor(
    private readonly storage: SessionStorage,
    private readonly providers: ProviderStore,
    private readonly deps: AnswerDeps,
  ) {}

  /** Reads the stored session, once. */
  load(): Promise<void> {
    this.loaded ??= this.storage.load().then(
      (session) => {
        this.session = session;
      },
      (error: unknown) => {
        this.loaded = undefined;
        throw error;
      },
    );
    return this.loaded;
  }

  get snapshot(): { readonly seq: number; readonly session: Session } {
    return { seq: this.seq, session: this.session };
  }

  get draft(): Draft {
    return this.session.draft;
  }

  get isStreaming(): boolean {
    return streamingTurn(this.session) !== undefined;
  }

  turn(id: string): Turn | undefined {
    return this.session.turns.find((turn) => turn.id === id);
  }

  /** What the user typed in the page: stored, not sent back. */
  keepDraft(draft: Draft): void {
    this.session = reduceSession(this.session, { type: 'draftChanged', draft });
    this.storage.save(this.session);
  }

  changeDraft(change: Partial<Draft>): void {
    this.apply({ type: 'draftChanged', draft: { ...this.draft, ...change } });
  }

  /** Starts to ask with the parameters of `draft`. `false` when there is no such provider, model or text, or an answer is streaming. */
  send(draft: Draft): boolean {
    const endpoint = this.providers.find(draft.providerId);
    if (!endpoint || draft.model.trim() === '' || draft.message.trim() === '' || this.isStreaming) return false;
    const { system, message, temperature, maxOutputTokens } = draft;
    const model = draft.model.trim();
    this.ask(endpoint, { id: randomUUID(), model, system, message, temperature, maxOutputTokens });
    return true;
  }

  /** Asks a turn again in its place, with another model where one is given. */
  retry(turnId: string, model?: string): void {
    const turn = this.turn(turnId);
    const endpoint = this.providers.find(turn?.providerId ?? null);
    if (!turn || !endpoint || this.isStreaming) return;
    this.ask(endpoint, { ...turn, model: model ?? turn.model });
  }

  stop(): void {
    this.streaming?.abort.abort();
  }

  /** Stops and resolves when the answer has ended. */
  async stopAndWait(): Promise<void> {
    this.stop();
    await this.streaming?.ended;
  }

  /** Takes all turns away. @returns what brings them back. */
  clear(): () => void {
    const before = this.session;
    this.stop();
    this.apply({ type: 'sessionReplaced', session: { turns: [], draft: before.draft } });
    return () => {
      // What has been asked since stays, after what comes back.
      const turns = [...before.turns.map(stopped), ...this.session.turns];
      this.apply({ type: 'sessionReplaced', session: { turns, draft: this.draft } });
    };
  }

  /** Stops and writes what is not written yet. */
  async close(): Promise<void> {
    this.messages.dispose();
    await this.storage.flush();
  }

  private ask(endpoint: Endpoint, parts: Omit<Turn, 'answer' | 'providerId' | 'providerName' | 'host'>): void {
    const turn: Turn = {
      ...parts,
      providerId: endpoint.id,
      providerName: endpoint.name,
      host: hostOf(endpoint.baseUrl),
      answer: { status: 'streaming', text: '', reasoning: '' },
    };
    this.apply({ type: 'turnStarted', turn });
    const abort = new AbortController();
    const streaming = { abort, ended: this.stream(endpoint, turn, abort.signal) };
    this.streaming = streaming;
    void streaming.ended.then(() => {
      if (this.streaming === streaming) this.streaming = undefined;
    });
  }

  private async stream(endpoint: Endpoint, turn: Turn, signal: AbortSignal): Promise<void> {
    const { model, temperature, maxOutputTokens } = turn;
    const request = {
      model,
      messages: messagesFor(this.session, turn),
      ...(temperature === null ? {} : { temperature }),
      ...(maxOutputTokens === null ? {} : { maxOutputTokens }),
    };
    const grow = (text: string, reasoning: string): void =>
      this.apply({ type: 'answerGrew', turnId: turn.id, text, reasoning });
    const end = await streamAnswer(endpoint, request, signal, grow, this.deps);
    this.apply({ type: 'answerEnded', turnId: turn.id, end });
  }

  private apply(event: SessionEvent): void {
    this.session = reduceSession(this.session, event);
    this.seq++;
    this.storage.save(this.session);
    this.messages.fire({ type: 'event', seq: this.seq, event });
  }
}

/** A turn whose answer no longer streams, with what had come of it. */
const stopped = (turn: Turn): Turn =>
  turn.answer.status === 'streaming' ? { ...turn, answer: { ...turn.answer, status: 'stopped' } } : turn;
