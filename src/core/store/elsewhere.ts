import { unlessMissing } from '../files/files';
import { readState } from './readSession';
import { isId, workspaceFolder } from './sessionPlace';
import { readSummary } from './summaries';
import { StoreError } from './storeTypes';
import type { ListedSession, SessionCodec, StoreHost } from './storeTypes';

interface ElsewhereOptions<S, E> {
  readonly host: StoreHost;
  readonly codec: SessionCodec<S, E>;
  /** Holds the sessions of all workspaces. */
  readonly folder: string;
  /** URI of the workspace whose sessions are left out. */
  readonly workspace: string | undefined;
}

/** The sessions of other workspaces. They are only read here: their own windows write them. */
export class SessionsElsewhere<S, E> {
  /** Folders of the sessions that were listed, by their ids. */
  private readonly folders = new Map<string, string>();

  constructor(private readonly options: ElsewhereOptions<S, E>) {}

  /** Lists them, the newest first. A folder or session that cannot be read is left out, without harm to the others. */
  async list(signal: AbortSignal): Promise<readonly ListedSession[]> {
    const { host, folder, workspace } = this.options;
    const own = await workspaceFolder(host, folder, workspace);
    const listed: ListedSession[] = [];
    for (const { name, isFolder } of await this.entries(folder)) {
      const other = host.files.join(folder, name);
      // The folders of windows and of deleted sessions begin with a dot.
      if (!isFolder || name.startsWith('.') || other === own) continue;
      for (const entry of await this.entries(other)) {
        signal.throwIfAborted();
        const session = entry.isFolder && isId(entry.name) ? await this.listed(other, entry.name) : undefined;
        if (session) listed.push(session);
      }
    }
    return listed.sort((a, b) => b.updated - a.updated || (a.id < b.id ? -1 : 1));
  }

  /** Reads the state of a listed session. Rejects as the `read` of a store does. */
  async read(id: string, signal: AbortSignal): Promise<S> {
    const folder = this.folders.get(id);
    if (folder === undefined) throw new StoreError('missing', 'There is no such session.');
    return readState(this.placeOf(folder, id), signal);
  }

  /** Returns the folder of a listed session, which also holds the files that belong to it. */
  folderOf(id: string): string | undefined {
    const folder = this.folders.get(id);
    return folder === undefined ? undefined : this.options.host.files.join(folder, id);
  }

  private async listed(folder: string, id: string): Promise<ListedSession | undefined> {
    // The session counts as being written, so a stored summary is taken as it is, and none is written.
    const summary = await readSummary(this.placeOf(folder, id), () => Promise.resolve(true)).catch(() => undefined);
    if (!summary || summary === 'foreign') return undefined;
    this.folders.set(id, folder);
    return { ...summary, writtenBy: 'nobody' };
  }

  private placeOf(parent: string, id: string) {
    const { host, codec } = this.options;
    const folder = host.files.join(parent, id);
    return { host, codec, id, folder, file: host.files.join(folder, 'session.jsonl') };
  }

  private async entries(folder: string) {
    return (await unlessMissing(this.options.host.files.list(folder)).catch(() => undefined)) ?? [];
  }
}
