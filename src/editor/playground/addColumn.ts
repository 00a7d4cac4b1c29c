import type { LiveSession } from '../../core/playground/liveSession';
import { maxColumns } from '../../core/playground/session/sessionSchema';
import { showMessage } from '../shared/messages';
import { say } from '../shared/words';

/**
 * Adds a column that begins as a copy of the one in `from`, or of the first. Tells the user why it cannot, except in a
 * session that ends.
 */
export function addColumn(live: LiveSession, from = live.main.id): void {
  const column = live.column(from);
  if (!column || live.columnSet.add(column) !== undefined) return;
  if (live.access.mode === 'read') {
    void showMessage('Information', say('This session is read-only. Reload it or open a copy.'));
  } else if (live.columns.length >= maxColumns) {
    void showMessage('Information', say('A session has at most {0} columns.', maxColumns));
  }
}
