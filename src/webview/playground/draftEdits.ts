import { withoutKeysIn } from '../../core/playground/import/keylessCommand';
import type { FromPage } from '../../core/playground/playgroundProtocol';
import { draftFields } from '../../core/playground/session/persistedDraft';
import type { DraftField, PersistedDraft } from '../../core/playground/session/persistedDraft';
import { draftTexts, emptyDraft, firstColumnId } from '../../core/playground/session/sessionSchema';
import type { Draft } from '../../core/playground/session/sessionSchema';
import type { HostConnection } from './connection';

const debounceMs = 150;
/** Who types without a pause is heard, too. */
const maxWaitMs = 500;
/** UTF-16 code units up to which drafts are kept with each key. VS Code makes JSON of all of them each time: a millisecond for each 400,000. */
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
  /** Edited, and not told to the host yet. A page that goes away in that moment cannot tell it any more. */
  readonly unsent = new Set<DraftField>();

  note(fields: readonly DraftField[], edit: number): void {
    for (const field of fields) {
      this.editOf.set(field, edit);
      this.unsent.add(field);
    }
  }

  /** The number of the last edit, and what the host has not seen: also what was told before, as a message may be lost. */
  told(): { readonly edit: number; readonly draft: Partial<Draft> } {
    this.unsent.clear();
    return { edit: Math.max(0, ...this.editOf.values()), draft: this.editedAfter(this.seen) };
  }

  /** Takes the host's draft, but for the fields with an edit that it had not seen. `true`: some of those are still to be told. */
  adopt(theirs: Draft, seen: number): boolean {
    const kept = this.editedAfter(seen);
    this.seen = seen;
    this.draft = { ...theirs, ...kept };
    // Told already, or waiting to be: only what an earlier page left behind is still to be told.
    return draftFields.some((field) => field in kept && this.unsent.has(field));
  }

  private editedAfter(edit: number): Partial<Draft> {
    const edited = draftFields.filter((field) => (this.editOf.get(field) ?? 0) > edit);
    return Object.fromEntries(edited.map((field) => [field, this.draft[field]]));
  }
}

/**
 * The user's drafts, one a column, which run ahead of the host's. Each edit has a number, and the host says with every draft
 * which edit of it it had seen by then: a field is the user's until the host has seen that field's last edit, however late it
 * answers. All that waits is told at once: what the host was not told has a higher number than what it was.
 */
export class DraftEdits {
  /** Id of the session that the drafts belong to; '' until the host has said which one is shown. */
  private session: string;
  private drafts: Map<string, EditedDraft>;
  private lastEdit = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** When the first edit came that waits to be told. */
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

  /** The user changed a draft. Kept at once, or where it is long, when it is told to the host a moment later. */
  edit(column: string, change: Partial<Draft>): void {
    const edited = this.drafts.get(column);
    if (!edited) return;
    this.lastEdit += 1;
    edited.note(Object.keys(change) as DraftField[], this.lastEdit);
    edited.draft = { ...edited.draft, ...change };
    // Before the host has said which session is shown, nothing is told.
    if (this.length <= keptAtOnce || this.session === '') this.save();
    this.scheduleFlush();
  }

  /** Tells the host the changes that are still waiting. */
  flush = (): void => {
    // Before the host has said which session is shown, there is none to tell it for.
    if (this.timer === undefined || this.session === '') return;
    clearTimeout(this.timer);
    this.timer = undefined;
    const waiting = [...this.drafts].filter(([, { unsent }]) => unsent.size > 0);
    const told = waiting.map(([column, edited]) => ({ column, ...edited.told() }));
    this.host.toldEdit = this.lastEdit;
    for (const one of told) this.host.post({ type: 'draft', session: this.session, ...one });
    // After it: a page that goes away in between may not have been heard, and has kept so with the edit, unless the draft is long.
    this.save();
  };

  /**
   * Has something done with the draft of a column as it is told now. `moveDraft`: in a new session, which takes it. `more`: what else
   * is said with it.
   */
  tell(type: DraftMessage['type'], column: string, draft: Draft, more: object = {}): void {
    this.flush();
    const told = { session: this.session, column, edit: this.host.toldEdit, draft };
    this.host.post({ type, ...told, ...more });
  }

  /** Takes the drafts of a snapshot. Another session's replace all of them, once the host knows what was typed for the old. */
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

  /** Takes a draft that the host tells. `false`: it is of a session or a column that the page does not show. */
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

  /** Fields that an earlier page could not tell are as good as typed now: the first snapshot does not have them. */
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
      // VS Code keeps it on the disk.
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
