import { Uri, window, workspace } from 'vscode';
import type { ExtensionContext } from 'vscode';
import type { LiveSessionHost } from '../../core/playground/liveSession';
import { OpenSessions } from '../../core/playground/openSessions';
import { sessionCodec } from '../../core/playground/session/sessionCodec';
import type { SessionEvent } from '../../core/playground/session/sessionSchema';
import type { Session } from '../../core/playground/session/sessionTree';
import type { OpenSession } from '../../core/store/openSession';
import { SessionStore } from '../../core/store/store';
import { StoreError } from '../../core/store/types';
import type { SessionProblem } from '../../core/store/types';
import { host } from '#host';
import type { Logger } from '../shared/log';
import { say } from '../shared/words';

type Context = Pick<ExtensionContext, 'globalStorageUri' | 'workspaceState'>;

/** Under this key a window keeps the name by which it finds its session after a reload. */
const windowKey = 'playground.window';

export type WindowSessions = OpenSessions;

/** The sessions of this window, in the store of all windows. */
export function createWindowSessions(context: Context, sessionHost: LiveSessionHost, log: Logger): WindowSessions {
  const store = new SessionStore({
    host,
    codec: sessionCodec,
    folder: Uri.joinPath(context.globalStorageUri, 'sessions').fsPath,
    workspace: (workspace.workspaceFile ?? workspace.workspaceFolders?.[0]?.uri)?.toString(),
  });
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
  });
  return sessions;
}

type Store = WindowSessions['store'];

/** The one that this window had before a reload, or a new one. */
async function openOwn(store: Store, context: Context): Promise<OpenSession<Session, SessionEvent>> {
  const last = await store.lastOf(windowName(context));
  try {
    if (last !== undefined) return await store.open(last);
  } catch (error) {
    if (!(error instanceof StoreError && (error.reason === 'missing' || error.reason === 'foreign'))) throw error;
  }
  return store.create();
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
      await withLog(
        window.showErrorMessage,
        say(
          'The playground could not be saved to {0}. Check that the disk has room and can be written; it is tried again by itself.',
          problem.file,
        ),
        log,
      );
      return;
    case 'unreadable-kept':
      log.warn(`A part of the stored conversation could not be read: ${problem.file}.`);
      await withLog(
        window.showWarningMessage,
        say('A part of the stored conversation could not be read. The file is kept as {0}.', problem.file),
        log,
      );
      return;
    case 'event-too-large':
      log.warn('Something in a conversation is too large to be stored.');
      await withLog(
        window.showWarningMessage,
        say('Something in this conversation is too large to be stored. It is shown until the window closes.'),
        log,
      );
      return;
    case 'kept-as-own-session': {
      const open = say('Open It');
      const message = say(
        'Another window writes this session now. What was not saved yet is kept in a session of its own.',
      );
      if ((await window.showInformationMessage(message, open)) === open) await sessions.open(problem.sessionId);
    }
  }
}

/** With a button, VS Code shows a message of several lines whole. */
async function withLog(
  message: (text: string, button: string) => Thenable<string | undefined>,
  text: string,
  log: Logger,
): Promise<void> {
  const show = say('Show Log');
  if ((await message(text, show)) === show) log.show();
}
