import { TreeItemCollapsibleState, Uri, env } from 'vscode';
import type { TreeItem } from 'vscode';
import { isRecord } from '../../core/base/json';
import { formatBytes } from '../../core/base/numbers';
import type { ListedSession, Unreadable } from '../../core/store/storeTypes';
import { commandOf } from '../shared/commands';
import { RowTree, rowItem } from '../shared/rowTree';
import type { WindowSessions } from './windowSessions';
import { say } from '../shared/words';

const { None } = TreeItemCollapsibleState;

/** One session in the list. */
export interface SessionItem {
  readonly session: ListedSession;
  /** Set for the session that was deleted last, whose row offers to restore it. */
  readonly isDeleted?: true;
}

/** Whether a command was given a row of the list. */
export const isSessionItem = (value: unknown): value is SessionItem =>
  isRecord(value) && isRecord(value['session']) && typeof value['session']['id'] === 'string';

/** The sessions of this workspace, the newest first. */
export class SessionsTree extends RowTree<SessionItem> {
  /** The session that was deleted last, while its row offers to restore it. */
  private deleted: { readonly session: ListedSession; readonly bringBack: () => Promise<void> } | undefined;

  /** Ids of sessions that are being deleted. */
  private readonly going = new Set<string>();

  constructor(private readonly sessions: WindowSessions) {
    super();
  }

  /**
   * Deletes a session once. A key that is held down repeats while the row is still there: a second deletion would find
   * nothing, and replace the undo of the first.
   */
  async deletingOnce({ id }: ListedSession, run: () => Promise<void>): Promise<void> {
    if (this.going.has(id) || this.deleted?.session.id === id) return;
    this.going.add(id);
    try {
      await run();
    } finally {
      this.going.delete(id);
    }
  }

  offerUndo(session: ListedSession, bringBack: () => Promise<void>): void {
    this.deleted = { session, bringBack };
    this.refresh();
  }

  /** Returns the function that restores the deleted session, and removes its row. */
  takeUndo(): (() => Promise<void>) | undefined {
    const undo = this.deleted?.bringBack;
    this.deleted = undefined;
    this.refresh();
    return undo;
  }

  protected async childrenOf(): Promise<SessionItem[]> {
    const all = await this.sessions.store.list();
    const items = all.map((session): SessionItem => ({ session }));
    const deleted = this.deleted?.session;
    if (deleted && !all.some(({ id }) => id === deleted.id)) {
      const older = items.findIndex(({ session }) => session.updated < deleted.updated);
      items.splice(older < 0 ? items.length : older, 0, { session: deleted, isDeleted: true });
    }
    return items;
  }

  getTreeItem(node: SessionItem): TreeItem {
    if (node.isDeleted) return deletedRow(node.session);
    if (node.session.unreadable) return unreadableRow(node.session, node.session.unreadable);
    const { id, title, model, turns, bytes, updated, writtenBy } = node.session;
    const isShown = this.sessions.now?.id === id;
    const elsewhere = writtenBy === 'other-window';
    const facts = [dateOf(updated), model, elsewhere && say('in another window')];
    const description = facts.filter(Boolean).join(' · ');
    const tooltip = [
      title,
      `${fullDateOf(updated)}, ${formatBytes(bytes)}`,
      turnsText(turns, model),
      ...(elsewhere ? [say('It is open in another window. Here you can read and copy it.')] : []),
    ].join('\n');
    return rowItem(title, None, {
      ...{ id, description, tooltip },
      icon: elsewhere ? 'lock' : isShown ? 'comment-discussion' : 'comment',
      contextValue: elsewhere ? 'sessionElsewhere' : 'session',
      command: commandOf('playground.openSession', say('Open Session'), node),
      accessibilityInformation: {
        label: isShown ? say('{0}, {1}, open', title, description) : `${title}, ${description}`,
      },
    });
  }
}

/** Returns how many turns a session has, and the model that answered last, where there is one. */
function turnsText(turns: number, model: string): string {
  if (model === '') return turns === 1 ? say('1 turn') : say('{0} turns', turns);
  return turns === 1 ? say('1 turn, last with {0}', model) : say('{0} turns, last with {1}', turns, model);
}

/** Makes the row of a file that cannot be read. A click opens the file, as the user may recognise its content. */
function unreadableRow({ id, title, bytes, updated }: ListedSession, { file, reason }: Unreadable): TreeItem {
  const description = [dateOf(updated), formatBytes(bytes), say('unreadable')].join(' · ');
  const why =
    reason === 'foreign' ? say('It contains no session that can be read.') : say('It could not be read: {0}.', reason);
  return rowItem(title, None, {
    ...{ id, description, icon: 'warning', contextValue: 'sessionUnreadable' },
    tooltip: [say('{0} It was left unchanged.', why), file].join('\n'),
    command: { command: 'vscode.open', title: say('Open File'), arguments: [Uri.file(file)] },
    accessibilityInformation: { label: `${title}, ${description}. ${why}` },
  });
}

const deletedRow = ({ id, title }: ListedSession): TreeItem =>
  rowItem(title, None, {
    ...{ id: `deleted/${id}`, description: say('deleted'), icon: 'trash', contextValue: 'sessionDeleted' },
    tooltip: say('“{0}” was deleted. Undo restores it.', title),
    accessibilityInformation: { label: say('{0}, deleted', title) },
  });

/** Formats a time briefly, for a narrow view: the time of today, the day of anything earlier. */
export function dateOf(time: number): string {
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  const short = isToday ? { timeStyle: 'short' as const } : { dateStyle: 'medium' as const };
  return new Intl.DateTimeFormat(env.language, short).format(time);
}

const fullDateOf = (time: number): string =>
  new Intl.DateTimeFormat(env.language, { dateStyle: 'full', timeStyle: 'short' }).format(time);
