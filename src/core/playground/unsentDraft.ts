import { checkedEvent } from './session/checkedEvent';
import { draftChange } from './session/drafts';
import type { Draft, SessionEvent } from './session/sessionSchema';
import { draftIn, withDraft } from './session/sessionTree';
import type { Session } from './session/sessionTree';
import type { OpenSession } from '../store/openSession';

/** Texts typed in the columns of sessions that this window only reads, by their ids. They outlive the window. */
export interface UnsentDrafts {
  readonly of: (session: string, column: string) => Partial<Draft> | undefined;
  readonly add: (session: string, column: string, typed: Partial<Draft>) => void;
  /** Forgets those of all sessions where none is named. */
  readonly forget: (session?: string) => void;
}

/** Keeps what is typed in a session while this window only reads it, until it can go into that or into a copy. */
export class UnsentDraft {
  constructor(
    private readonly open: OpenSession<Session, SessionEvent>,
    private readonly drafts: UnsentDrafts,
  ) {}

  add(column: string, typed: Partial<Draft>): void {
    if (this.open.access.mode === 'read') this.drafts.add(this.open.id, column, typed);
  }

  /** The session as it was read, with what was typed. */
  get session(): Session {
    const { state } = this.open;
    return this.typed(state).reduce(
      (session, [column, unsent]) => withDraft(session, column, withUnsent(draftIn(session, column), unsent)),
      state,
    );
  }

  /** Stores it, where this window writes the session by now. What fails is told by the store, and kept here until then. */
  store(): void {
    if (this.open.access.mode !== 'write' || this.typed(this.open.state).length === 0) return;
    this.storeIn(this.open, this.session).catch(() => undefined);
  }

  /** Stores it in a session that has all else of `shown`, and forgets it when that is saved. */
  async storeIn(target: OpenSession<Session, SessionEvent>, shown: Session): Promise<void> {
    const events = shown.columns.flatMap(({ id, leaf, draft }) => [
      { type: 'columnSet', column: { id, leaf } },
      ...draftChange(target.state, id, draft),
    ]);
    target.append(events.flatMap((event) => checkedEvent(event) ?? []));
    await target.flush();
    this.drafts.forget(this.open.id);
  }

  private typed({ columns }: Session): (readonly [column: string, typed: Partial<Draft>])[] {
    return columns.flatMap(({ id }) => {
      const unsent = this.drafts.of(this.open.id, id);
      return unsent ? [[id, unsent] as const] : [];
    });
  }
}

/** Where both have a message, both stay. */
function withUnsent(draft: Draft, unsent: Partial<Draft>): Draft {
  const { message = '' } = unsent;
  const hasBoth = draft.message !== '' && !message.includes(draft.message);
  return { ...draft, ...unsent, message: hasBoth ? [draft.message, message].filter(Boolean).join('\n\n') : message };
}
