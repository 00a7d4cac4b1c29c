import type { SessionEvent } from './session/sessionSchema';
import type { Session } from './session/sessionTree';
import type { OpenSession } from '../store/openSession';
import type { SessionStore } from '../store/store';
import type { SessionProblem } from '../store/storeTypes';

/** The window, as far as its sessions need it. */
export interface SessionsHost {
  /** Returns the session that the window begins with. If that cannot be read, a new one is created. */
  first(store: SessionStore<Session, SessionEvent>): Promise<OpenSession<Session, SessionEvent>>;
  /** Notes the session that the window is to begin with next time. */
  onShown(id: string): Promise<void>;
  onProblem(problem: SessionProblem): void;
  /**
   * Reports that a session could not be opened. The caller gets the error, too. `onLost` is for the first one, which no
   * one requested.
   */
  onFailed(error: unknown): void;
  onLost(error: unknown): void;
}
