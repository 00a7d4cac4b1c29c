import { isBlankDraft } from './session/drafts';
import type { SessionEvent } from './session/sessionSchema';
import type { Session } from './session/sessionTree';
import type { SessionStore } from '../store/store';
import { StoreError } from '../store/storeTypes';

/** Whether nothing was asked in a session, and nothing is about to be. */
const isBlank = ({ nodes, title, columns }: Session): boolean =>
  nodes.size === 0 && title === '' && columns.every(({ draft }) => isBlankDraft(draft));

/** Removes a closed session if there is nothing in it. `mayGo`: whether it was not opened meanwhile. */
export async function removeBlank(
  store: SessionStore<Session, SessionEvent>,
  id: string,
  mayGo: () => boolean,
): Promise<void> {
  const looked: Session[] = [];
  try {
    await store.change(id, (session) => {
      looked.push(session);
      return [];
    });
    if (looked.every(isBlank) && mayGo()) await store.remove(id);
  } catch (error) {
    // Another window has it, or it was never stored.
    if (!(error instanceof StoreError)) throw error;
  }
}
