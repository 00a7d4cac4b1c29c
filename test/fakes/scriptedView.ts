import type { ToPage } from '../../src/core/playground/playgroundProtocol';
import type { AccessView } from '../../src/core/playground/playgroundViews';
import type { Session } from '../../src/core/playground/session/sessionTree';
import { titleOf, turnHeads } from '../../src/core/playground/session/turnHeads';

/** A session as a page is told of it. */
export const viewOf = (
  session: Session,
  access: AccessView,
  editOf: (column: string) => number,
): Extract<ToPage, { type: 'snapshot' }>['session'] => ({
  ...{ id: session.id, title: titleOf(session), access },
  columns: session.columns.map(({ id, draft }) => ({ id, draft, edit: editOf(id), turns: turnHeads(session, id) })),
});
