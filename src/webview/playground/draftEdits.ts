import { draftFields } from '../../core/playground/session/persistedDraft';
import type { DraftField } from '../../core/playground/session/persistedDraft';
import { emptyDraft, firstColumnId } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { HostConnection } from './connection';

const debounceMs = 150;
/** Who types without a pause is heard, too. */
const maxWaitMs = 500;

/**
 * The user's draft, which runs ahead of the host's. Each edit has a number, and the host says with every draft which edit
 * it had seen by then: a field is the user's until the host has seen that field's last edit, however late it answers.
 */
export class DraftEdits {
  draft: Draft;

  /** Ids of the session and the column that the draft belongs to; '' until the host has said which one is shown. */
  private session: string;
  private column: string;
  private lastEdit = 0;
  private readonly editOf = new Map<DraftField, number>();
  /** The last edit that the host has said it had seen. */
  private seen = 0;
  /** Edited, and not told to the host yet. A page that goes away in that moment cannot tell it any more. */
  private readonly unsent = new Set<DraftField>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first edit came that waits to be told. */
  private waitsSince = 0;

  constructor(private readonly host: HostConnection) {
    const saved = host.savedDraft();
    this.draft = saved?.draft ?? emptyDraft;
    this.session = saved?.session ?? '';
    this.column = saved?.column ?? firstColumnId;
    // Fields that an earlier page could not tell are as good as typed now: the first snapshot does not have them.
    if (saved && saved.unsent.length > 0) this.note(saved.unsent);
  }

  /** The user changed the draft. Kept at once; told to the host a moment later. */
  edit(change: Partial<Draft>): void {
    this.note(Object.keys(change) as DraftField[]);
    this.set({ ...this.draft, ...change });
    this.scheduleFlush();
  }

  /** Tells the host a change of the draft that is still waiting. */
  flush = (): void => {
    // Before the host has said which session is shown, there is none to tell it for.
    if (this.timer === undefined || this.session === '') return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.unsent.clear();
    this.set(this.draft);
    this.host.toldEdit = this.lastEdit;
    // Also what was told before and not answered: a message may be lost.
    this.host.post({ type: 'draft', ...this.place, edit: this.lastEdit, draft: this.editedAfter(this.seen) });
  };

  /** Has something done with it as it is told now. `moveDraft`: in a new session, which takes it. */
  tell(type: 'send' | 'sendEdit' | 'saveEdit' | 'moveDraft', draft: Draft): void {
    this.flush();
    this.host.post({ type, ...this.place, edit: this.host.toldEdit, draft });
  }

  /** Takes the draft of a snapshot. Another session's replaces all of it, once the host knows what was typed for the old. */
  show(session: string, column: string, theirs: Draft, seen: number): void {
    if (this.session !== '' && (this.session !== session || this.column !== column)) {
      if (this.unsent.size > 0) this.flush();
      clearTimeout(this.timer);
      this.timer = undefined;
      this.editOf.clear();
      this.unsent.clear();
    }
    this.session = session;
    this.column = column;
    this.adopt(theirs, seen);
  }

  /** Takes a draft that the host tells. `false`: it is of a session or a column that the page does not show. */
  adoptOf(session: string, column: string, theirs: Draft, seen: number): boolean {
    if (session !== this.session || column !== this.column) return false;
    this.adopt(theirs, seen);
    return true;
  }

  /** Takes the host's draft, but for the fields with an edit that it had not seen. */
  private adopt(theirs: Draft, seen: number): void {
    const kept = this.editedAfter(seen);
    this.seen = seen;
    this.set({ ...theirs, ...kept });
    // Told already, or waiting to be: only what an earlier page left behind is still to be told.
    if (draftFields.some((field) => field in kept && this.unsent.has(field))) this.scheduleFlush();
  }

  private get place() {
    return { session: this.session, column: this.column };
  }

  private editedAfter(edit: number): Partial<Draft> {
    const edited = draftFields.filter((field) => (this.editOf.get(field) ?? 0) > edit);
    return Object.fromEntries(edited.map((field) => [field, this.draft[field]]));
  }

  private note(fields: readonly DraftField[]): void {
    this.lastEdit += 1;
    for (const field of fields) {
      this.editOf.set(field, this.lastEdit);
      this.unsent.add(field);
    }
  }

  private set(draft: Draft): void {
    this.draft = draft;
    this.host.save({ ...this.place, draft, unsent: [...this.unsent] });
  }

  private scheduleFlush(): void {
    if (this.timer === undefined) this.waitsSince = performance.now();
    clearTimeout(this.timer);
    const left = this.waitsSince + maxWaitMs - performance.now();
    this.timer = setTimeout(this.flush, Math.max(0, Math.min(debounceMs, left)));
  }
}
