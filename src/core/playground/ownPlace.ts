import type { SessionEvent } from './session/sessionSchema';
import type { Session } from './session/sessionTree';

/**
 * Where a window looks at a session that it only reads: another answer than the one that the writer has before it. It is
 * not written. It ends when the writer goes on below that place, so that a reader who is not elsewhere sees what comes.
 */
export class OwnPlace {
  private leaf: string | undefined;

  /** Turns to `leaf`; the event that shows it in what this window has of the session. */
  turnTo(columnId: string, leaf: string): SessionEvent {
    this.leaf = leaf;
    return { type: 'columnSet', column: { id: columnId, leaf } };
  }

  /** The session as it is seen from here. */
  of(session: Session, columnId: string): Session {
    const { leaf } = this;
    if (leaf === undefined || !session.nodes.has(leaf)) return session;
    return {
      ...session,
      columns: session.columns.map((column) => (column.id === columnId ? { ...column, leaf } : column)),
    };
  }

  /** Whether the writer's event turns to a place that this window does not look at. */
  passesBy({ nodes }: Session, event: SessionEvent, columnId: string): boolean {
    if (this.leaf === undefined || event.type !== 'columnSet' || event.column.id !== columnId) return false;
    for (let at = event.column.leaf; at !== null; at = nodes.get(at)?.parent ?? null) {
      if (at === this.leaf) this.leaf = undefined;
    }
    return this.leaf !== undefined;
  }

  /** The place, which is none any more. */
  end(): string | undefined {
    const { leaf } = this;
    this.leaf = undefined;
    return leaf;
  }
}
