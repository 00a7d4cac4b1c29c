import type { LiveSession } from '../../core/playground/liveSession';
import { withoutOrigins } from '../../core/playground/session/drafts';
import type { SessionEvent } from '../../core/playground/session/sessionSchema';
import { pace } from '../shared/pace';
import type { WindowSessions } from './windowSessions';

/** Events that are appended without a pause. In a session of tens of thousands of messages, each may copy a part of it. */
const eventsAtOnce = 4;

/**
 * Shows a new session that is made of events from elsewhere. A long session is made in slices. `bring` gives it its
 * files.
 */
export const openEvents = (
  sessions: Pick<WindowSessions, 'next' | 'store'>,
  events: Iterable<SessionEvent>,
  bring?: (session: Pick<LiveSession, 'id' | 'flush'>) => Promise<void>,
): Promise<LiveSession> =>
  sessions.next(async () => {
    const fresh = await sessions.store.create();
    const breathe = pace();
    let some: SessionEvent[] = [];
    for (const event of events) {
      some.push(withoutOrigins(event));
      if (some.length < eventsAtOnce) continue;
      fresh.append(some);
      some = [];
      await breathe();
    }
    fresh.append(some);
    // The page looks for the files as soon as it shows the session.
    await bring?.(fresh);
    return fresh;
  });
