import * as v from 'valibot';
import { isRecord } from '../../base/json';
import { draft, emptyDraft, firstColumnId } from './sessionSchema';
import type { Draft } from './sessionSchema';

/** A field that the user edits in the page. The origin of a selection is the host's. */
export type DraftField = Exclude<keyof Draft, 'origin'>;
export const draftFields = Object.keys(emptyDraft) as DraftField[];

/** A draft as the page keeps it while it is hidden and over a reload of the window. */
export interface PersistedDraft {
  /** Id of the session that it was written in; '' before the page knew it. */
  readonly session: string;
  readonly column: string;
  readonly draft: Draft;
  /** The fields that the host was not told yet. */
  readonly unsent: readonly DraftField[];
}

/** Reads what was kept, as far as it is sound: a bad value costs itself. `undefined` where nothing was. */
export function readPersistedDraft(
  state: unknown,
  onBad: (fields: readonly DraftField[]) => void,
): PersistedDraft | undefined {
  if (!isRecord(state) || !isRecord(state['draft'])) return undefined;
  const { session, column, draft: kept, unsent } = state;
  const isSound = (field: DraftField): boolean => v.is(draft.entries[field], kept[field]);
  const sound = draftFields.filter(isSound);
  if (sound.length < draftFields.length) onBad(draftFields.filter((field) => !isSound(field)));
  return {
    session: typeof session === 'string' ? session : '',
    column: typeof column === 'string' ? column : firstColumnId,
    draft: { ...emptyDraft, ...Object.fromEntries(sound.map((field) => [field, kept[field]])) },
    unsent: Array.isArray(unsent) ? sound.filter((field) => unsent.includes(field)) : [],
  };
}
