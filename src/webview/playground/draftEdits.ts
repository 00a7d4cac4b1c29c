import { withoutKeysIn } from '../../core/playground/import/keylessCommand';
import type { FromPage } from '../../core/playground/playgroundProtocol';
import { draftFields } from '../../core/playground/session/persistedDraft';
import type { DraftField, PersistedDraft } from '../../core/playground/session/persistedDraft';
import { draftTexts, emptyDraft, firstColumnId } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { HostConnection } from './connection';

const debounceMs = 150;
/** Milliseconds after which the host is told even if the user types without a pause. */
const maxWaitMs = 500;
/**
 * UTF-16 code units up to which drafts are kept with each key. VS Code makes JSON of all of them each
 * time, which takes a millisecond for each 400,000.
 */
const keptAtOnce = 50_000;

/** The host's draft of a column, and the last edit of it that the host had seen by then. */
interface TheirDraft {
  readonly id: string;
  readonly draft: Draft;
  readonly edit: number;
}

/** Message to the host that carries a draft. */
type DraftMessage = Extract<FromPage, { type: 'send' | 'sendEdit' | 'saveEdit' | 'moveDraft' | 'sendResults' }>;

/** The draft of one column. */
class EditedDraft {
  draft: Draft = emptyDraft;
  private readonly editOf = new Map<DraftField, number>();
  /** The last edit that the host has said it had seen. */
  private seen = 0;
  /** Fields that were edited and not told to the host yet. A page that goes away in that moment cannot tell them any more. */
  readonly unsent = new Set<DraftField>();

  note(fields: readonly DraftField[], edit: number): void {
    for (const field of fields) {
      this.editOf.set(field, edit);
      this.unsent.add(field);
    }
  }

  /**
   * Returns the number of the last edit, and the fields that the host has not seen. These include fields
   * that were told before, as a message may be lost.
   */
  told(): { readonly edit: number; readonly draft: Partial<Draft> } {
    this.unsent.clear();
    return { edit: Math.max(0, ...this.editOf.values()), draft: this.editedAfter(this.seen) };
  }

  /**
   * Takes the host's draft, except for fields with an edit that the host had not seen.
   * Returns whether some of those are still to be told.
   */
  adopt(theirs: Draft, seen: number): boolean {
    const kept = this.editedAfter(seen);
    this.seen = seen;
    this.draft = { ...theirs, ...kept };
    // Edits of this page are told already, or wait to be. Only those that an earlier page left behind are still to be told.
    return draftFields.some((field) => field in kept && this.unsent.has(field));
  }

  private editedAfter(edit: number): Partial<Draft> {
    const edited = draftFields.filter((field) => (this.editOf.get(field) ?? 0) > edit);
    return Object.fromEntries(edited.map((field) => [field, this.draft[field]]));
  }
}

/**
 * The user's drafts, one for each column, which run ahead of the host's. Each edit has a number, and with every
 * draft the host says which edit of it it had seen by then. A field is the user's until the host has seen that
 * field's last edit, however late it answers. All waiting edits are told at once, so an edit that the host was not
 * told has a higher number than one that it was told.
 */
export class DraftEdits {
  /** Id of the session that the drafts belong to; '' until the host has said which one is shown. */
  private session: string;
  private drafts: Map<string, EditedDraft>;
  private lastEdit = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Time of the first edit that waits to be told. */
  private waitsSince = 0;

  constructor(private readonly host: HostConnection) {
    const saved = host.savedDrafts();
    this.session = saved?.session ?? '';
    this.drafts = new Map((saved?.columns ?? []).map((kept) => [kept.column, this.restored(kept)]));
    if (this.drafts.size === 0) this.drafts.set(firstColumnId, new EditedDraft());
  }

  /** Ids of the columns. */
  get columns(): readonly string[] {
    return [...this.drafts.keys()];
  }

  of(column: string): Draft {
    return this.drafts.get(column)?.draft ?? emptyDraft;
  }

  /** Takes a change of the user's. The draft is kept at once or, if it is long, when the host is told a moment later. */
  edit(column: string, change: Partial<Draft>): void {
    const edited = this.drafts.get(column);
    if (!edited) return;
    this.lastEdit += 1;
    edited.note(Object.keys(change) as DraftField[], this.lastEdit);
    edited.draft = { ...edited.draft, ...change };
    // Before the host has said which session is shown, it is told nothing, so the draft is kept here.
    if (this.length <= keptAtOnce || this.session === '') this.save();
    this.scheduleFlush();
  }

  /** Tells the host the changes that are still waiting. */
  flush = (): void => {
    // Before the host has said which session is shown, there is no session to tell an edit for.
    if (this.timer === undefined || this.session === '') return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = [...this.drafts].filter(([, { unsent }]) => unsent.size > 0);
    const told = waiting.map(([column, edited]) => ({ column, ...edited.told() }));
    this.host.toldEdit = this.lastEdit;
    for (const one of told) this.host.post({ type: 'draft', session: this.session, ...one });
    // Saved after the messages: if the page goes away in between, the host may not have heard them. What the edit
    // has saved still says so, unless the draft is long.
    this.save();
  };

  /**
   * Asks the host to do something with the current draft of a column. `moveDraft`: in a new session, which takes the
   * draft. `more`: further fields of the message.
   */
  tell(type: DraftMessage['type'], column: string, draft: Draft, more: object = {}): void {
    this.flush();
    const told = { session: this.session, column, edit: this.host.toldEdit, draft };
    this.host.post({ type, ...told, ...more });
  }

  /**
   * Takes the drafts of a snapshot. Those of another session replace all drafts, once the
   * host knows what was typed for the old session.
   */
  show(session: string, columns: readonly TheirDraft[]): void {
    const isOther = this.session !== '' && this.session !== session;
    const isGone = this.columns.some((id) => !columns.some((column) => column.id === id));
    if (isOther || isGone) {
      if ([...this.drafts.values()].some(({ unsent }) => unsent.size > 0)) this.flush();
      clearTimeout(this.timer);
      this.timer = undefined;
    }
    this.session = session;
    this.drafts = new Map(
      columns.map(({ id }) => [id, (isOther ? undefined : this.drafts.get(id)) ?? new EditedDraft()]),
    );
    for (const { id, draft, edit } of columns) this.adopt(id, draft, edit);
  }

  /** Takes a draft from the host. Returns `false` for a session or a column that the page does not show. */
  adoptOf(session: string, column: string, theirs: Draft, seen: number): boolean {
    if (session !== this.session || !this.drafts.has(column)) return false;
    this.adopt(column, theirs, seen);
    return true;
  }

  private adopt(column: string, theirs: Draft, seen: number): void {
    const isToTell = this.drafts.get(column)?.adopt(theirs, seen);
    this.save();
    if (isToTell) this.scheduleFlush();
  }

  /**
   * Restores a kept draft. Fields that an earlier page could not tell count as typed
   * now, as the first snapshot does not have them.
   */
  private restored({ draft, unsent }: PersistedDraft): EditedDraft {
    const edited = new EditedDraft();
    edited.draft = draft;
    if (unsent.length > 0) edited.note(unsent, ++this.lastEdit);
    return edited;
  }

  /** UTF-16 code units of all texts. */
  private get length(): number {
    const lengths = [...this.drafts.values()].flatMap(({ draft }) =>
      draftTexts.map((text) => draft[text]?.length ?? 0),
    );
    return lengths.reduce((sum, length) => sum + length, 0);
  }

  private save(): void {
    const columns = [...this.drafts].map(([column, { draft, unsent }]) => ({
      column,
      // VS Code keeps the state on the disk.
      draft: withoutKeysIn(draft),
      unsent: [...unsent],
    }));
    this.host.save({ session: this.session, columns });
  }

  private scheduleFlush(): void {
    if (this.timer === undefined) this.waitsSince = performance.now();
    clearTimeout(this.timer);
    const left = this.waitsSince + maxWaitMs - performance.now();
    this.timer = setTimeout(this.flush, Math.max(0, Math.min(debounceMs, left)));
  }
}
