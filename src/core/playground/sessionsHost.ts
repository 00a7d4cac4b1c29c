import type { SessionEvent } from './session/sessionSchema';
import type { Session } from './session/sessionTree';
import type { OpenSession } from '../store/openSession';
import type { SessionStore } from '../store/store';
import type { SessionProblem } from '../store/storeTypes';

/** The window, as far as its sessions need it. */
export interface SessionsHost {
  /** The session that the window begins with. Where that cannot be read, a new one is begun. */
  first(store: SessionStore<Session, SessionEvent>): Promise<OpenSession<Session, SessionEvent>>;
  /** It is the one to begin with next time. */
  onShown(id: string): Promise<void>;
  onProblem(problem: SessionProblem): void;
  /** A session could not be opened; whoever asked for it is told, too. `onLost`: the first, for which nobody asks. */
  onFailed(error: unknown): void;
  onLost(error: unknown): void;
}
