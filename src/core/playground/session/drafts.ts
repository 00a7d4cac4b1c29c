import { maxTextLength } from '../../chat/messages/types';
import { draftTexts, firstColumnId } from './sessionSchema';
import type { Draft, Origin, SessionEvent } from './sessionSchema';
import { draftIn } from './sessionTree';
import type { Session } from './sessionTree';
import { checksumOf, editBetween } from './textEdit';

type DraftChange = Extract<SessionEvent, { type: 'draftChanged' }>['draft'];

/** UTF-16 code units from which on a text is long: of one that stays long what changes is written, not all with every letter. */
const longLength = 2_000;

/** None where it is the same. */
export function draftChange(session: Session, columnId: string, draft: Draft): SessionEvent[] {
  const before = draftIn(session, columnId);
  const column = inColumn(columnId);
  const textIn = (of: Draft, field: (typeof draftTexts)[number]): string => of[field] ?? '';
  const long = draftTexts.filter(
    (field) => Math.min(textIn(before, field).length, textIn(draft, field).length) >= longLength,
  );
  const edits = long.filter((field) => draft[field] !== before[field]);
  const events = edits.map((field): SessionEvent => {
    const [old, text] = [textIn(before, field), textIn(draft, field).slice(0, maxTextLength)];
    const checksums = { before: checksumOf(old), after: checksumOf(text) };
    return { type: 'draftEdited', field, ...editBetween(old, text), ...checksums, ...column };
  });
  const kept = Object.fromEntries(long.map((field) => [field, before[field]]));
  if (sameDraft({ ...draft, ...kept }, before)) return events;
  const same = (['system', 'bodyFields', 'variables'] as const).filter((field) =>
    sameValue(draft[field], before[field]),
  );
  const left: readonly string[] = [...long, ...same];
  const written = Object.fromEntries(Object.entries(draft).filter(([field]) => !left.includes(field)));
  return [...events, { type: 'draftChanged', draft: written as DraftChange, ...column }];
}

/** As `draftChange`, with all of the texts: for where another text may stand than is shown. */
export const wholeDraft = (session: Session, columnId: string, draft: Draft): SessionEvent[] =>
  sameDraft(draft, draftIn(session, columnId)) ? [] : [{ type: 'draftChanged', draft, ...inColumn(columnId) }];

const inColumn = (columnId: string): { readonly column?: string } =>
  columnId === firstColumnId ? {} : { column: columnId };

/** The draft with the origin of what was put into its message, as long as that, `quote`, stands in it as it was. */
export function withOrigin(draft: Draft, origin: Draft['origin'], quote: string): Draft {
  const own = { ...draft };
  Reflect.deleteProperty(own, 'origin');
  if (!origin) return own;
  return { ...own, origin: quote !== '' && draft.message.includes(quote) ? origin : null };
}

/** Adds what was typed in a session that is closed: nobody knows the selection in its draft but by all of the message. */
export const stillFrom = (draft: Draft, typed: Partial<Draft>): Draft =>
  withOrigin({ ...draft, ...typed }, draft.origin, draft.message);

export const sameDraft = (one: Draft, other: Draft): boolean =>
  (Object.keys(one) as (keyof Draft)[]).every((field) =>
    field === 'origin' ? one[field] === other[field] : sameValue(one[field], other[field]),
  );

/** Variables come from the page as a copy. */
const sameValue = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

export const haveSameDraft = (one: Session, other: Session, column = firstColumnId): boolean =>
  sameDraft(draftIn(one, column), draftIn(other, column));

/** The draft in a column that is open: as it is stored, or as it was proposed to begin with. */
export class OpenDraft {
  /** Not stored before the user makes it his own: a session that nobody used leaves no file. */
  private proposed: Draft | undefined;
  /** The provider in the draft was proposed, and the user has not chosen another. */
  private isProviderProposed = false;
  /** The selection in the draft. After a reload nobody knows it any more: all of the message that was there by then. */
  private quote: string;

  /**
   * @param stored gives the draft as it is stored now.
   * @param isUnused whether nothing was asked yet.
   */
  constructor(
    private readonly stored: () => Draft,
    private readonly isUnused: () => boolean,
  ) {
    this.quote = stored().message;
  }

  get now(): Draft {
    return this.proposed ?? this.stored();
  }

  /** Whether a provider may be put into it: the user has chosen none. One that was asked is not replaced by another. */
  get wantsProvider(): boolean {
    return this.now.providerId === null || (this.isUnused() && this.isProviderProposed);
  }

  /** The draft with what is proposed. */
  propose(change: Partial<Draft>): Draft {
    if (change.providerId !== undefined) this.isProviderProposed = true;
    this.proposed = { ...this.now, ...change };
    return this.proposed;
  }

  /** The draft with what was typed, which is to be stored. */
  typed(typed: Partial<Draft>): Draft {
    return this.taken({ ...this.now, ...typed }, this.now.origin);
  }

  /** The draft with a change that may bring a selection, which is to be stored. `quote`: that, in the message; without it, all of the message. */
  changed(change: Partial<Draft>, quote = change.message): Draft {
    if (change.origin && quote !== undefined) this.quote = quote;
    const draft = { ...this.now, ...change };
    return this.taken(draft, draft.origin);
  }

  /** Where the selection stands that is in the message of `draft`. */
  originIn(draft: Draft): Origin | undefined {
    return withOrigin(draft, this.now.origin, this.quote).origin ?? undefined;
  }

  private taken(draft: Draft, origin: Draft['origin']): Draft {
    if (draft.providerId !== this.now.providerId) this.isProviderProposed = false;
    this.proposed = undefined;
    return withOrigin(draft, origin, this.quote);
  }
}
