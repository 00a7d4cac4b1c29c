import { firstColumnId } from './sessionSchema';
import type { Draft, SessionEvent } from './sessionSchema';
import { draftIn } from './sessionTree';
import type { Session } from './sessionTree';

/** None where it is the same. A long system prompt is written when it changes, not with every letter of a message. */
export function draftChange(session: Session, columnId: string, draft: Draft): SessionEvent[] {
  const before = draftIn(session, columnId);
  if (sameDraft(draft, before)) return [];
  const { system, ...others } = draft;
  const column = columnId === firstColumnId ? {} : { column: columnId };
  return [{ type: 'draftChanged', draft: system === before.system ? others : draft, ...column }];
}

/** The draft with the origin of what was put into its message, as long as that, `quote`, stands in it as it was. */
export function withOrigin(draft: Draft, origin: Draft['origin'], quote: string): Draft {
  const own = { ...draft };
  Reflect.deleteProperty(own, 'origin');
  if (!origin) return own;
  return { ...own, origin: quote !== '' && draft.message.includes(quote) ? origin : null };
}

export const sameDraft = (one: Draft, other: Draft): boolean =>
  (Object.keys(one) as (keyof Draft)[]).every((field) => one[field] === other[field]);
