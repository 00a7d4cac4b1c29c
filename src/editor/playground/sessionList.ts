import { Disposable, window } from 'vscode';
import type { TreeView } from 'vscode';
import { FileError } from '../../core/files/files';
import { StoreError } from '../../core/store/storeTypes';
import { isSelection } from '../shared/commands';
import type { CommandRuns } from '../shared/commands';
import type { CommandName } from '../shared/contributions';
import { confirm, offer, sayDone } from '../shared/feedback';
import type { PlaygroundPanel } from './playgroundPanel';
import { searchInSessions } from './searchInSessions';
import type { Elsewhere } from './searchInSessions';
import { SessionsTree, dateOf } from './sessionsTree';
import type { SessionItem } from './sessionsTree';
import type { WindowSessions } from './windowSessions';
import { showInput, showMessage } from '../shared/messages';
import { selectedRows } from '../shared/selectedRows';
import { say } from '../shared/words';

/** Creates the list of sessions and its commands. @param view shows the tree. */
export function createSessionList(
  view: TreeView<SessionItem>,
  sessions: WindowSessions,
  tab: PlaygroundPanel,
  elsewhere: Elsewhere,
) {
  const tree = new SessionsTree(sessions);
  const refresh = (): void => void tree.refresh();
  const onItem = (title: string, run: (item: SessionItem) => unknown) => async (given: unknown) => {
    const item = isSelection(given)
      ? selectedOf(await selectedRows(view))
      : tree.has(given)
        ? given
        : await pickSession(title, sessions);
    if (item && !item.isDeleted) await showingErrors(() => run(item));
    refresh();
  };
  const listeners = Disposable.from(
    { dispose: sessions.onDidShow(refresh) },
    watchWhileVisible(view, sessions, refresh),
    view.onDidChangeVisibility(({ visible }) => {
      if (!visible) tree.takeUndo();
    }),
  );
  const commands = {
    'playground.newSession': async () => {
      await tab.open();
      await tab.startNew();
      refresh();
    },
    'playground.openSession': onItem(say('Open Session'), async ({ session }) => {
      await sessions.open(session.id);
      await tab.open();
    }),
    'playground.renameSession': onItem(say('Rename Session'), ({ session }) => rename(sessions, session)),
    'playground.deleteSession': onItem(say('Delete Session'), ({ session }) =>
      tree.deletingOnce(session, () => remove(sessions, session, tree, view.visible)),
    ),
    'playground.undoDeleteSession': () => undoDelete(tree),
    'playground.searchSessions': async () => {
      await showingErrors(() => searchInSessions(sessions, elsewhere, tab));
      refresh();
    },
    'playground.deleteAllSessions': async () => {
      await showingErrors(() => removeAll(sessions, tree));
      refresh();
    },
  } satisfies Partial<CommandRuns<CommandName>>;
  return { tree, commands, dispose: (): void => void listeners.dispose() };
}

/** Finds the row that a key was pressed on. A session file that cannot be read is left alone. */
const selectedOf = (rows: readonly SessionItem[]): SessionItem | undefined =>
  rows.find(({ session }) => !session.unreadable);

/** Watches the disk only while the list is visible. */
function watchWhileVisible(view: TreeView<SessionItem>, sessions: WindowSessions, refresh: () => void): Disposable {
  let stops: (() => void)[] = [];
  const stop = (): void => stops.forEach((stopOne) => stopOne());
  const follow = (): void => {
    stop();
    stops = view.visible ? [sessions.store.watch(refresh), sessions.onDidChangeList(refresh)] : [];
    if (view.visible) refresh();
  };
  follow();
  return Disposable.from(view.onDidChangeVisibility(follow), { dispose: stop });
}

/** Asks for a session, where the command has no row, as from the command palette. The shown session comes first. */
async function pickSession(title: string, sessions: WindowSessions): Promise<SessionItem | undefined> {
  const listed = (await sessions.store.list()).filter(({ unreadable }) => !unreadable);
  if (listed.length === 0) void showMessage('Information', say('There are no sessions yet.'));
  if (listed.length === 0) return undefined;
  const shown = sessions.now?.id;
  const items = listed
    .toSorted((a, b) => Number(b.id === shown) - Number(a.id === shown))
    .map((session) => ({
      label: session.title,
      description: [dateOf(session.updated), session.model].filter(Boolean).join(' · '),
      session,
    }));
  return window.showQuickPick(items, { title, placeHolder: say('Which session?') });
}

/** Calls `run`, and shows a message for an error of the store or the disk. */
export async function showingErrors(run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof StoreError) void showMessage('Error', wordsFor(error));
    else if (error instanceof FileError) void showMessage('Error', wordsForFile(error));
    else throw error;
  }
}

function wordsFor({ reason, message }: StoreError): string {
  switch (reason) {
    case 'missing':
      return say('This session is no longer there.');
    case 'deleted-for-good':
      return say('It cannot be restored: all sessions have been deleted since.');
    case 'written-elsewhere':
      return say('It is open in another window. Change it there, or open a copy here.');
    case 'newer-version':
      return say('A newer version of AI Field Guide wrote it, so it is read-only here.');
    case 'unreadable':
    case 'foreign':
    case 'not-saved':
    case 'closed':
      return message;
  }
}

function wordsForFile({ code, path, message }: FileError): string {
  switch (code) {
    case 'busy':
      return say('Another program or window uses {0}. Try again in a moment.', path);
    case 'missing':
      return say('{0} is no longer there.', path);
    case 'full':
      return say('The disk has no space left for {0}. Free some space and try again.', path);
    case 'read-only':
      return say('{0} cannot be changed. Check its permissions and try again.', path);
    case 'exists':
    case 'other':
      return say('The sessions could not be changed on disk: {0}. Try again.', message);
  }
}

async function rename(sessions: WindowSessions, { id, title }: SessionItem['session']): Promise<void> {
  const typed = await showInput({
    title: say('Rename Session'),
    value: title,
    problemOf: (value) => (value.trim() === '' ? say('Type a title.') : undefined),
  });
  if (typed !== undefined) await sessions.rename(id, typed.trim().slice(0, 200));
}

async function remove(
  sessions: WindowSessions,
  session: SessionItem['session'],
  tree: SessionsTree,
  isSeen: boolean,
): Promise<void> {
  const bringBack = await sessions.remove(session.id);
  if (isSeen) return tree.offerUndo(session, bringBack);
  // Not awaited: the list goes on while the message stands.
  void offer('Information', say('“{0}” is deleted.', session.title), say('Undo'), async () => {
    await showingErrors(bringBack);
    tree.refresh();
  });
}

async function undoDelete(tree: SessionsTree): Promise<void> {
  const bringBack = tree.takeUndo();
  if (bringBack) await showingErrors(bringBack);
  tree.refresh();
}

async function removeAll(sessions: WindowSessions, tree: SessionsTree): Promise<void> {
  const count = await sessions.store.countAll();
  if (count === 0) {
    void showMessage('Information', say('There are no sessions to delete.'));
    return;
  }
  const detail = say(
    'This includes the sessions of all workspaces and deleted ones that could still be restored. They are stored in {0}. This cannot be undone.',
    sessions.store.folder,
  );
  const question = count === 1 ? say('Delete the one session that is stored?') : say('Delete all {0} sessions?', count);
  if (!(await confirm(question, detail, say('Delete All')))) return;
  await sessions.removeAll();
  tree.takeUndo();
  sayDone(say('All sessions are deleted.'));
}
