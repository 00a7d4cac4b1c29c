import { checkedEvent } from './session/checkedEvent';
import { wholeDraft } from './session/drafts';
import type { Draft, SessionEvent } from './session/sessionSchema';
import { draftIn, withDraft } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import type { OpenSession } from '../store/openSession';

/** Fields of a draft as they were typed. `over`: the message of the draft when the typing began. */
export interface Unsent extends Partial<Draft> {
  readonly over?: string;
}

/** Texts typed in columns of sessions that this window only reads, by the ids of both. They outlive the window. */
export interface UnsentDrafts {
  readonly of: (session: string, column: string) => Unsent | undefined;
  readonly add: (session: string, column: string, typed: Unsent) => void;
  /** Forgets the texts of a session, or of all sessions. Returns a function that undoes this. */
  readonly forget: (session?: string) => () => void;
}

/** Keeps what is typed in a session while this window only reads it, until it can be stored there or in a copy. */
export class UnsentDraft {
  constructor(
    private readonly open: OpenSession<Session, SessionEvent>,
    private readonly drafts: UnsentDrafts,
  ) {}

  add(column: string, typed: Partial<Draft>): void {
    const { access, id, state } = this.open;
    if (access.mode !== 'read') return;
    const isFirst = this.drafts.of(id, column) === undefined;
    this.drafts.add(id, column, isFirst ? { ...typed, over: draftIn(state, column).message } : typed);
  }

  /** The session as it was read, with what was typed. */
  get session(): Session {
    const { state } = this.open;
    return this.typed(state).reduce(
      (session, [column, unsent]) => withDraft(session, column, withUnsent(draftIn(session, column), unsent)),
      state,
    );
  }

  /**
   * Stores the texts, if this window writes the session by now. The store reports failures, and the texts are kept
   * here until they are saved.
   */
  store(): void {
    if (this.open.access.mode !== 'write' || this.typed(this.open.state).length === 0) return;
    this.storeIn(this.open, () => this.session).catch(() => undefined);
  }

  /** Stores the texts in a session that has everything else that is shown, and forgets them when that is saved. */
  async storeIn(target: OpenSession<Session, SessionEvent>, shown: () => Session): Promise<void> {
    let stored: string | undefined;
    const typed = (): string => JSON.stringify(this.typed(this.open.state));
    // More may be typed while a slow disk writes.
    while (stored !== typed()) {
      stored = typed();
      const events = shown().columns.flatMap(({ id, leaf, draft }) => [
        { type: 'columnSet', column: { id, leaf } },
        ...wholeDraft(target.state, id, draft),
      ]);
      target.append(events.flatMap((event) => checkedEvent(event) ?? []));
      await target.flush();
    }
    this.drafts.forget(this.open.id);
  }

  private typed({ columns }: Session): (readonly [column: string, typed: Unsent])[] {
    return columns.flatMap(({ id }) => {
      const unsent = this.drafts.of(this.open.id, id);
      return unsent ? [[id, unsent] as const] : [];
    });
  }
}

/**
 * Applies typed fields to a draft. An edit of the present message replaces it. If the message has changed since, both
 * are kept.
 */
function withUnsent(draft: Draft, { over, ...typed }: Unsent): Draft {
  const { message = draft.message } = typed;
  const isEdit = draft.message === over || message.includes(draft.message);
  return { ...draft, ...typed, message: isEdit ? message : [draft.message, message].filter(Boolean).join('\n\n') };
}
