import * as v from 'valibot';
import { isRecord } from '../../base/json';
import { draft, emptyDraft, firstColumnId } from './sessionSchema';
import type { Draft } from './sessionSchema';

/** A field that the user edits in the page. The origins of texts are left to the host. */
export type DraftField = Exclude<keyof Draft, 'origins'>;
export const draftFields = Object.keys(emptyDraft) as DraftField[];

/** The draft of a column as the page keeps it. */
export interface PersistedDraft {
  readonly column: string;
  readonly draft: Draft;
  /** The fields that were not sent to the host yet. */
  readonly unsent: readonly DraftField[];
}

/** The drafts of all columns as the page keeps them while it is hidden and over a reload of the window. */
export interface PersistedDrafts {
  /** Id of the session that they were written in; '' before the page knew it. */
  readonly session: string;
  readonly columns: readonly PersistedDraft[];
}

/** Reads the kept drafts. Only bad values are dropped, and `onBad` gets the names of their fields. */
export function readPersistedDrafts(
  state: unknown,
  onBad: (fields: readonly DraftField[]) => void,
): PersistedDrafts | undefined {
  if (!isRecord(state)) return undefined;
  const { session, columns } = state;
  return {
    session: typeof session === 'string' ? session : '',
    columns: Array.isArray(columns) ? columns.flatMap((one: unknown) => readDraft(one, onBad) ?? []) : [],
  };
}

function readDraft(state: unknown, onBad: (fields: readonly DraftField[]) => void): PersistedDraft | undefined {
  if (!isRecord(state) || !isRecord(state['draft'])) return undefined;
  const { column, draft: kept, unsent } = state;
  const isSound = (field: DraftField): boolean => v.is(draft.entries[field], kept[field]);
  const sound = draftFields.filter(isSound);
  if (sound.length < draftFields.length) onBad(draftFields.filter((field) => !isSound(field)));
  return {
    column: typeof column === 'string' ? column : firstColumnId,
    draft: { ...emptyDraft, ...Object.fromEntries(sound.map((field) => [field, kept[field]])) },
    unsent: Array.isArray(unsent) ? sound.filter((field) => unsent.includes(field)) : [],
  };
}
