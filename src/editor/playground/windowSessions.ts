import { Uri, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { LiveSessionHost } from '../../core/playground/liveSessionHost';
import { OpenSessions } from '../../core/playground/openSessions';
import { sessionCodec } from '../../core/playground/session/sessionCodec';
import type { SessionEvent } from '../../core/playground/session/sessionSchema';
import type { Session } from '../../core/playground/session/sessionTree';
import { SessionsElsewhere } from '../../core/store/elsewhere';
import type { OpenSession } from '../../core/store/openSession';
import { SessionStore } from '../../core/store/store';
import { StoreError } from '../../core/store/storeTypes';
import type { SessionProblem } from '../../core/store/storeTypes';
import { host } from '#host';
import { offer } from '../shared/feedback';
import { tellWithLog, warnWithLog } from '../shared/log';
import type { Logger } from '../shared/log';
import { say } from '../shared/words';

export type Context = Pick<ExtensionContext, 'globalStorageUri' | 'workspaceState'>;

/** Key of the name by which a window finds its session after a reload. */
const windowKey = 'playground.window';

export type WindowSessions = OpenSessions;

/** Gives the place of sessions and of the data that belongs to them. */
export const storePlace = ({ globalStorageUri }: Pick<Context, 'globalStorageUri'>) => ({
  host,
  folder: Uri.joinPath(globalStorageUri, 'sessions').fsPath,
  workspace: (workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri)?.toString(),
});

/** The sessions of this window, in the store of all windows. */
export function createWindowSessions(context: Context, sessionHost: LiveSessionHost, log: Logger): WindowSessions {
  const store = new SessionStore({ ...storePlace(context), codec: sessionCodec });
  const sessions: WindowSessions = new OpenSessions(store, sessionHost, {
    first: () => openOwn(store, context),
    async onShown(id) {
      try {
        await store.remember(windowName(context), id);
      } catch (error) {
        log.warn('Which session this window shows could not be kept.', error);
      }
    },
    onProblem: (problem) => void report(problem, sessions, log),
    onFailed: (error) => log.error('A session could not be opened.', error),
    onLost: (error) => tellLost(error, log),
  });
  return sessions;
}

/** Gives the sessions of other folders. */
export const sessionsElsewhere = (
  context: Pick<Context, 'globalStorageUri'>,
): SessionsElsewhere<Session, SessionEvent> => new SessionsElsewhere({ ...storePlace(context), codec: sessionCodec });

type Store = WindowSessions['store'];

/** Opens the session that this window had before a reload, or a new one. */
async function openOwn(store: Store, context: Context): Promise<OpenSession<Session, SessionEvent>> {
  const last = await store.lastOf(windowName(context));
  return last === undefined ? store.create() : store.open(last);
}

/** Reports a session that could not be opened again. One that was deleted meanwhile is only logged. */
function tellLost(error: unknown, log: Logger): void {
  log.error('The session that this window had could not be opened.', error);
  if (error instanceof StoreError && error.reason === 'missing') return;
  void warnWithLog(
    log,
    say('The last session could not be read, so a new one was started. Its file was left unchanged.'),
  );
}

function windowName({ workspaceState }: Context): string {
  const known = workspaceState.get(windowKey);
  if (typeof known === 'string') return known;
  const name = host.randomId();
  void workspaceState.update(windowKey, name);
  return name;
}

async function report(problem: SessionProblem, sessions: WindowSessions, log: Logger): Promise<void> {
  switch (problem.type) {
    case 'not-saved':
      log.error(`Saving ${problem.file} failed: ${problem.code}.`);
      await tellWithLog(
        log,
        say(
          'The playground could not be saved to {0}. Check that the disk is writable and has space left. Saving is retried automatically.',
          problem.file,
        ),
      );
      return;
    case 'unreadable-kept':
      log.warn(`A part of the stored conversation could not be read: ${problem.file}.`);
      return warnWithLog(
        log,
        say('Part of the stored conversation could not be read. The file is kept as {0}.', problem.file),
      );
    case 'event-too-large':
      log.warn('Something in a conversation is too large to be stored.');
      return warnWithLog(
        log,
        say('Something in this conversation is too large to store. It is shown until the window closes.'),
      );
    case 'kept-as-own-session': {
      const message = say(
        'Another window has taken over this session. Unsaved changes are kept in a separate session.',
      );
      await offer('Information', message, say('Open It'), () => sessions.open(problem.sessionId));
    }
  }
}
