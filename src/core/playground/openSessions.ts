import { draftChange, stillFrom } from './session/drafts';
import type { Draft, SessionEvent } from './session/sessionSchema';
import type { NotAsked } from './columnDeps';
import { withoutKeysIn } from './import/keylessCommand';
import { removeBlank } from './blankSession';
import { carriedDraft } from './draftTarget';
import { LiveSession } from './liveSession';
import type { LiveSessionHost } from './liveSessionHost';
import { copyFilesOf } from './movedFiles';
import type { SessionsHost } from './sessionsHost';
import type { AnswerRequest } from './session/messagesFor';
import { draftIn } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import { Emitter } from '../base/emitter';
import type { OpenSession } from '../store/openSession';
import type { SessionStore } from '../store/store';
import { StoreError } from '../store/storeTypes';

type Store = SessionStore<Session, SessionEvent>;

/**
 * The sessions of a window: the one that the tab shows, and others in which an answer still runs. Reads nothing before
 * the first session is requested. A failure to read rejects that request, and the next request tries again.
 */
export class OpenSessions {
  private readonly showing = new Emitter<LiveSession>();
  /** Fires when the tab shows another session. */
  readonly onDidShow = this.showing.on;
  private readonly listed = new Emitter<undefined>();
  /** Fires when what a list shows of a session has changed in this window. */
  readonly onDidChangeList = this.listed.on;
  private readonly live = new Map<string, LiveSession>();
  /** Sessions whose last changes are still being written to the disk. */
  private readonly closing = new Map<string, Promise<void>>();
  /** Closed sessions to which the text that was typed last is being added. */
  private readonly keeping = new Map<string, Promise<void>>();
  /** Sessions that were closed and have never been on the disk. */
  private readonly neverUsed = new Set<string>();
  /** Sessions that are removed after they were closed, if they are empty. */
  private readonly emptied = new Set<string>();
  /** Sessions that are being deleted now, and below them those that were deleted. */
  private readonly leaving = new Map<string, Promise<unknown>>();
  private readonly deleted = new Set<string>();
  private shown: LiveSession | undefined;
  private opening: Promise<LiveSession> | undefined;
  private isClosed = false;

  constructor(
    readonly store: Store,
    private readonly host: LiveSessionHost,
    private readonly window: SessionsHost,
  ) {}

  /** The session that is shown, once it was read. */
  get now(): LiveSession | undefined {
    return this.shown;
  }

  /** Finds an open session, in the tab or in the background. */
  find(id: string): LiveSession | undefined {
    return this.live.get(id);
  }

  /** Reads a session of the list, open or not. Rejects as the store does. */
  async read(id: string, signal: AbortSignal): Promise<Session> {
    return this.live.get(id)?.session ?? this.store.read(id, signal);
  }

  /** The session of this window, read on first use. */
  current(): Promise<LiveSession> {
    // Every action asks for the current session first, so one that cannot be read must not block them all.
    const orNew = (error: unknown): ReturnType<Store['create']> => {
      this.window.onLost(error);
      return this.store.create();
    };
    return (this.opening ??= this.show(() => this.window.first(this.store).catch(orNew)));
  }

  /** Shows a session of the list. The previous one stays open in the background while something runs in it. */
  open(id: string): Promise<LiveSession> {
    return this.next(async () => {
      await this.closing.get(id);
      return this.store.open(id);
    });
  }

  /** Starts a session with the provider and model of the last one, and applies `chosen`. An unused session is used again. */
  async startNew(chosen?: Partial<Draft>): Promise<LiveSession> {
    const before = await this.opening?.catch(() => undefined);
    const isKept = before?.isUnused === true;
    const fresh = isKept ? before : await this.next(() => this.store.create());
    if (before && !isKept) {
      const carried = carriedDraft(before.main.draft);
      // No provider is proposed: a proposed one may be replaced later, even where the user has just chosen the same one.
      fresh.main.proposeDraft(chosen ? { ...carried, providerId: null } : carried);
    }
    if (chosen) fresh.main.changeDraft(chosen);
    return fresh;
  }

  /** Deletes a session and resolves to a function that undoes this. Where it was shown, a new session replaces it. */
  async remove(id: string): Promise<() => Promise<void>> {
    const live = this.live.get(id);
    return this.leave(live ? [live] : [], async () => {
      const undo = await this.store.remove(id);
      const wasShown = this.shown?.id === id;
      this.forgetDeleted(id);
      const remember = this.host.unsent.forget(id);
      if (wasShown) await this.next(() => this.store.create());
      return async () => {
        await undo();
        remember();
        this.deleted.delete(id);
        if (wasShown) await this.open(id);
      };
    });
  }

  async removeAll(): Promise<void> {
    const removed = (): Promise<void> =>
      this.leave([...this.live.values()], async () => {
        await this.store.removeAll();
        this.host.unsent.forget();
        for (const id of [...this.live.keys()]) this.forgetDeleted(id);
      });
    // A session that is opened meanwhile waits for the removal.
    if (this.opening) await this.next(() => this.store.create(), removed);
    else await removed();
  }

  /** Sends a request in a column of `live` or of its reopened object, or in a new session once `live` is being deleted. */
  async send(live: LiveSession, columnId: string, asked: AnswerRequest): Promise<NotAsked | undefined> {
    const column = (this.find(live.id) ?? live).column(columnId);
    const refusal = column ? column.send(asked) : 'no-column';
    if (refusal !== 'deleted') return refusal;
    const { main } = (await this.forMessage(live.id, asked.prompt.parts)) ?? live;
    return main.send(main.requestMoved(asked));
  }

  /** Finds the session for a message with `parts` written in session `id`; `undefined` where that one is closed. */
  async forMessage(id: string, parts: AnswerRequest['prompt']['parts'] = []): Promise<LiveSession | undefined> {
    const giveFiles = this.leaving.has(id) ? await copyFilesOf(this.host.files, id, parts) : undefined;
    await this.leaving.get(id)?.catch(() => undefined);
    const live = this.live.get(id) ?? (this.deleted.has(id) ? await this.startNew() : undefined);
    if (live && live.id !== id) await giveFiles?.(live);
    return live;
  }

  /** Shows a copy of a session as it stands in this window. The session itself is not changed. */
  openCopy(live: LiveSession): Promise<LiveSession> {
    return this.next(() => live.openCopy(this.store));
  }

  async rename(id: string, title: string): Promise<void> {
    const live = this.live.get(id);
    if (live?.access.mode === 'write') live.rename(title);
    else await this.store.rename(id, title);
  }

  /** Keeps what was typed in a column, even if another session is shown by now: the page reports it with a delay. */
  async keepDraft(id: string, column: string, draft: Partial<Draft>): Promise<void> {
    if (this.live.has(id)) return this.live.get(id)?.column(column)?.keepDraft(draft);
    // One draft is kept after the other, because the first creates the file that the next is written to.
    const before = this.keeping.get(id);
    const kept = (async () => {
      await before?.catch(() => undefined);
      await this.keepDraftOfClosed(id, column, draft);
    })();
    this.keeping.set(id, kept);
    try {
      await kept;
    } finally {
      if (this.keeping.get(id) === kept) this.keeping.delete(id);
    }
  }

  /** Removes a session that the user has left, if it is empty by now. */
  async removeEmpty(id: string): Promise<void> {
    if (this.live.has(id)) return void this.emptied.add(id); // It is removed once it is closed.
    await this.closing.get(id);
    await removeBlank(this.store, id, () => !this.live.has(id));
  }

  /** Stops all running answers, and waits until the last changes are on the disk or the disk took too long. */
  async close(): Promise<void> {
    this.isClosed = true;
    await Promise.all([...this.live.values()].map((live) => live.close()));
    await this.store.close();
  }

  private async keepDraftOfClosed(id: string, column: string, typed: Partial<Draft>): Promise<void> {
    await this.closing.get(id);
    if (this.live.has(id)) return this.live.get(id)?.column(column)?.keepDraft(typed);
    const draft = withoutKeysIn(typed);
    try {
      await this.store.change(id, (session) =>
        draftChange(session, column, stillFrom(draftIn(session, column), draft)),
      );
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      // This window can only read the session, so it keeps the typed text itself.
      if (error.reason === 'written-elsewhere' || error.reason === 'newer-version')
        return this.host.unsent.add(id, column, draft);
      if (error.reason !== 'missing') throw error;
      // A deleted session stays deleted. A session that was never stored has something to store now.
      if (!this.neverUsed.delete(id)) return;
      const fresh = await this.store.create(id);
      fresh.append(draftChange(fresh.state, column, { ...draftIn(fresh.state, column), ...draft }));
      await fresh.close();
    }
  }

  /** Deletes sessions with `work`. They take no questions meanwhile. If `work` fails, they take questions again. */
  private async leave<T>(sessions: readonly LiveSession[], work: () => Promise<T>): Promise<T> {
    const left = Promise.all(sessions.map((live) => live.leave())).then(work);
    for (const { id } of sessions) this.leaving.set(id, left);
    try {
      return await left;
    } catch (error) {
      for (const live of sessions) if (this.live.get(live.id) === live) live.stay();
      throw error;
    } finally {
      for (const { id } of sessions) this.leaving.delete(id);
    }
  }

  /** Shows the session from `open`, after the one that is being opened and after `first`. On failure, the shown one stays. */
  next(open: () => Promise<OpenSession<Session, SessionEvent>>, first?: () => Promise<void>): Promise<LiveSession> {
    const before = this.opening?.catch(() => undefined);
    const shown = (async () => {
      await before;
      await first?.();
      return this.show(open);
    })();
    this.opening = shown.catch((error: unknown) => {
      if (this.shown) return this.shown;
      this.opening = undefined;
      throw error;
    });
    this.opening.catch(() => undefined); // The caller gets the error from `shown`.
    return shown;
  }

  private async show(open: () => Promise<OpenSession<Session, SessionEvent>>): Promise<LiveSession> {
    try {
      const opened = await open();
      const live = this.live.get(opened.id) ?? this.begin(opened);
      const before = this.shown;
      this.shown = live;
      if (before === live) return live;
      await this.window.onShown(live.id);
      if (before) void this.letGo(before);
      this.showing.fire(live);
      return live;
    } catch (error) {
      this.window.onFailed(error);
      if (!this.shown) this.opening = undefined;
      throw error;
    }
  }

  private begin(opened: OpenSession<Session, SessionEvent>): LiveSession {
    const live = new LiveSession(opened, this.host);
    this.live.set(live.id, live);
    live.onNews(({ type }) => {
      if (type === 'title' || type === 'turns' || type === 'access') this.listed.fire(undefined);
    });
    opened.onProblem((problem) => problem && this.window.onProblem(problem));
    if (opened.problem) this.window.onProblem(opened.problem);
    return live;
  }

  /** Closes a session that is not shown any more, once nothing runs in it and no pending request shows it again. */
  private async letGo(live: LiveSession): Promise<void> {
    await live.whenIdle();
    let next: unknown;
    while (next !== this.opening) {
      next = this.opening;
      await this.opening?.catch(() => undefined);
    }
    if (this.shown === live || this.isClosed || this.live.get(live.id) !== live) return;
    if (live.isEmpty) this.neverUsed.add(live.id);
    this.forget(live.id);
    const closed = live.close();
    this.closing.set(live.id, closed);
    await closed;
    this.closing.delete(live.id);
    if (this.emptied.delete(live.id)) await this.removeEmpty(live.id);
  }

  private forgetDeleted(id: string): void {
    this.deleted.add(id);
    this.forget(id);
  }

  private forget(id: string): void {
    this.live.delete(id);
    if (this.shown?.id === id) this.shown = undefined;
  }
}
