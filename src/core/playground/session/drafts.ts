import { maxTextLength } from '../../chat/messages/chatTypes';
import { draftTexts, firstColumnId, maxOrigins } from './sessionSchema';
import type { Draft, Origin, SessionEvent } from './sessionSchema';
import { draftIn } from './sessionTree';
import type { Session } from './sessionTree';
import { checksumOf, editBetween } from './textEdit';

type DraftChange = Extract<SessionEvent, { type: 'draftChanged' }>['draft'];

/**
 * UTF-16 code units from which on a text is long. For a text that stays long, only the change is written with every
 * letter, not all of it.
 */
const longLength = 2_000;

/** Fields that may be long, and that an event holds only where they change. */
const keptBack = [
  ...(['system', 'bodyFields', 'variables', 'attachments'] as const),
  ...(['tools', 'toolChoice', 'toolMocks', 'toolResults', 'schema'] as const),
] as const;

/** Returns the events that change a draft; none where it is the same. */
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
  const same = keptBack.filter((field) => sameValue(draft[field], before[field]));
  const left: readonly string[] = [...long, ...same];
  const written = Object.fromEntries(Object.entries(draft).filter(([field]) => !left.includes(field)));
  return [...events, { type: 'draftChanged', draft: written as DraftChange, ...column }];
}

/**
 * Works like `draftChange`, but writes whole texts, for a place where the stored text may differ from the shown one.
 */
export const wholeDraft = (session: Session, columnId: string, draft: Draft): SessionEvent[] =>
  sameDraft(draft, draftIn(session, columnId)) ? [] : [{ type: 'draftChanged', draft, ...inColumn(columnId) }];

const inColumn = (columnId: string): { readonly column?: string } =>
  columnId === firstColumnId ? {} : { column: columnId };

/** A text in a message, and where it was taken from. */
export interface Quoted {
  readonly origin: Origin;
  readonly quote: string;
}

/**
 * Returns the draft with the origins of the texts in its message. An origin stays as long as its `quote` stands there
 * unchanged.
 */
export function withOrigins(draft: Draft, quoted: readonly Quoted[]): Draft {
  const own = { ...draft };
  Reflect.deleteProperty(own, 'origins');
  if (quoted.length === 0 && !draft.origins?.length) return own;
  const kept = quoted.filter(({ quote }) => quote !== '' && draft.message.includes(quote));
  return { ...own, origins: kept.map(({ origin }) => origin) };
}

/**
 * Removes the origins from an event of a session from elsewhere, as they name files that are not those of this folder.
 */
export function withoutOrigins(event: SessionEvent): SessionEvent {
  if (event.type === 'draftChanged') return { ...event, draft: { ...event.draft, origins: [] } };
  if (event.type !== 'nodeAdded' || event.node.kind !== 'prompt') return event;
  const node = { ...event.node };
  Reflect.deleteProperty(node, 'origins');
  return { ...event, node };
}

/**
 * Adds what was typed in a closed session. Which texts were put into its draft is no longer known, so the whole message
 * counts as each of them.
 */
export const stillFrom = (draft: Draft, typed: Partial<Draft>): Draft =>
  withOrigins({ ...draft, ...typed }, quotedIn(draft));

const quotedIn = ({ origins = [], message }: Draft): Quoted[] => origins.map((origin) => ({ origin, quote: message }));

const sameDraft = (one: Draft, other: Draft): boolean =>
  (Object.keys(one) as (keyof Draft)[]).every((field) => sameValue(one[field], other[field]));

/** Compares objects by their JSON, because variables come from the page as a copy. */
const sameValue = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));

/** Whether nothing is written or attached in a draft. */
export const isBlankDraft = ({ message, edited, attachments }: Draft): boolean =>
  message.trim() === '' && !edited && !attachments?.length;

export const haveSameDraft = (one: Session, other: Session, column = firstColumnId): boolean =>
  sameDraft(draftIn(one, column), draftIn(other, column));

/** The draft of an open column, as it is stored or as it was proposed at first. */
export class OpenDraft {
  /**
   * The proposed draft. It is not stored before the user makes it their own, so that an unused session leaves no file.
   */
  private proposed: Draft | undefined;
  /** Whether the provider in the draft was proposed, and the user has not chosen another. */
  private isProviderProposed = false;
  /**
   * The texts that were put into the draft. After a reload they are no longer known, and the whole message counts as
   * each of them.
   */
  private quoted: readonly Quoted[];

  /**
   * @param stored gives the draft as it is stored now.
   * @param isUnused whether nothing was asked yet.
   */
  constructor(
    private readonly stored: () => Draft,
    private readonly isUnused: () => boolean,
  ) {
    this.quoted = quotedIn(stored());
  }

  get now(): Draft {
    return this.proposed ?? this.stored();
  }

  /**
   * Whether a provider may be proposed, as the user has chosen none. A provider that was asked already is not replaced.
   */
  get wantsProvider(): boolean {
    return this.now.providerId === null || (this.isUnused() && this.isProviderProposed);
  }

  /** Adds a proposal to the draft and returns it. */
  propose(change: Partial<Draft>): Draft {
    if (change.providerId !== undefined) this.isProviderProposed = true;
    this.proposed = { ...this.now, ...change };
    return this.proposed;
  }

  /** Returns the draft with what was typed, for the caller to store. */
  typed(typed: Partial<Draft>): Draft {
    return this.taken({ ...this.now, ...typed });
  }

  /**
   * Returns the draft with a change that may bring texts, for the caller to store. `quoted` are these texts; without
   * it, they are the whole message.
   */
  changed(change: Partial<Draft>, quoted?: readonly Quoted[]): Draft {
    const draft = { ...this.now, ...change };
    const more = quoted ?? quotedIn({ ...draft, origins: change.origins ?? [] });
    this.quoted = [...this.quoted, ...more].slice(0, maxOrigins);
    return this.taken(draft);
  }

  /** Returns the origins of the texts in the message of `draft`. */
  originsIn(draft: Draft): readonly Origin[] {
    return withOrigins(draft, this.quoted).origins ?? [];
  }

  private taken(draft: Draft): Draft {
    if (draft.providerId !== this.now.providerId) this.isProviderProposed = false;
    this.proposed = undefined;
    const taken = withOrigins(draft, this.quoted);
    // A text that was changed once has lost its origin, even where it is typed in again.
    this.quoted = this.quoted.filter(({ origin }) => taken.origins?.includes(origin));
    return taken;
  }
}
