import { EventEmitter, FileChangeType, FilePermission, FileSystemError, FileType, Uri, ViewColumn } from 'vscode';
import { Disposable, TabInputText, window, workspace } from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider } from 'vscode';
import { formatCount } from '../../core/base/numbers';
import { isFileError } from '../../core/files/files';
import type { LiveSession } from '../../core/playground/liveSession';
import { documentAt, documentPath, documentText, textIn } from '../../core/playground/requestDocuments';
import type { DocumentName, DocumentPlace } from '../../core/playground/requestDocuments';
import type { Draft } from '../../core/playground/session/sessionSchema';
import { columnOf, draftIn } from '../../core/playground/session/sessionTree';
import { StoreError } from '../../core/store/storeTypes';
import { requestScheme } from '../shared/contributions';
import { say } from '../shared/words';
import type { WindowSessions } from './windowSessions';

/** The state of a document that VS Code was last given. */
interface KnownDocument {
  /** `undefined` where the document is gone with its column. */
  readonly text: string | undefined;
  readonly isReadOnly: boolean;
  /** Milliseconds since 1970; later with each change. */
  readonly changed: number;
}

/**
 * Provides the tools, the schema and the mocks of each draft as files that can be edited.
 * A saved text is in the draft at once, even if it cannot be read as tools, a schema or mocks.
 */
export class RequestFiles implements Pick<FileSystemProvider, 'stat' | 'readFile' | 'writeFile'> {
  private readonly changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChange = this.changed.event;
  private readonly draftsChanged = new EventEmitter<void>();
  /** Fires when drafts may have changed. */
  readonly onDidChangeDrafts = this.draftsChanged.event;
  /** Documents that are open, by their addresses. */
  private readonly known = new Map<string, KnownDocument>();
  /** Paths of documents that show a sample as long as they are empty. */
  private readonly samples = new Set<string>();
  private stopListening: (() => void) | undefined;
  private readonly listeners: Disposable;

  constructor(
    private readonly sessions: Pick<WindowSessions, 'current' | 'now' | 'find' | 'read' | 'keepDraft' | 'onDidShow'>,
  ) {
    this.listeners = Disposable.from(
      { dispose: sessions.onDidShow((live) => this.listenTo(live)) },
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.known.delete(uri.toString());
        if (uri.scheme === requestScheme) this.samples.delete(uri.path);
      }),
    );
    if (sessions.now) this.listenTo(sessions.now);
  }

  dispose(): void {
    this.stopListening?.();
    this.listeners.dispose();
    this.changed.dispose();
    this.draftsChanged.dispose();
  }

  async stat(uri: Uri): Promise<FileStat> {
    const { text, isReadOnly, changed } = await this.readNow(uri);
    const size = new TextEncoder().encode(text).byteLength;
    return {
      ...{ type: FileType.File, ctime: 0, mtime: changed, size },
      ...(isReadOnly && { permissions: FilePermission.Readonly }),
    };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode((await this.readNow(uri)).text);
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    const place = placeOf(uri);
    const text = new TextDecoder().decode(content);
    const { field, most } = documentText(place.name);
    if (text.length > most) {
      throw new FileSystemError(say('This is longer than {0} characters, so it was not saved.', formatCount(most)));
    }
    await this.readNow(uri);
    this.samples.delete(uri.path);
    const live = this.sessions.find(place.session);
    if (!live) await this.keepInClosed(place, { [field]: text }, text);
    else if (live.access.mode === 'write') live.column(place.column)?.changeDraft({ [field]: text });
    else throw readOnly();
    this.refresh();
  }

  /**
   * Keeps a text in the draft of a session that is not open here. Throws if another window writes that session: the
   * text would not be in that window's draft, and the old text would come back with the next reading.
   */
  private async keepInClosed(place: DocumentPlace, draft: Partial<Draft>, text: string): Promise<void> {
    await this.sessions.keepDraft(place.session, place.column, draft);
    const kept = this.openText(place) ?? (await this.closedText(place));
    if (kept.text !== text) throw readOnly();
  }

  /** Refuses an operation. There are no folders, and files come and go with their drafts. */
  refuse(): never {
    throw FileSystemError.NoPermissions();
  }

  /**
   * Opens a document of a column: in the group that shows it, or beside the page. An empty document shows a sample,
   * which is in no draft until it is saved.
   */
  async open(live: Pick<LiveSession, 'id' | 'access' | 'column'>, id: string, name: DocumentName): Promise<void> {
    const column = live.column(id);
    if (!column) return;
    const path = documentPath({ session: live.id, column: id, name });
    const uri = Uri.from({ scheme: requestScheme, path });
    const isEdited = workspace.textDocuments.some((open) => open.isDirty && open.uri.toString() === uri.toString());
    if (live.access.mode === 'write' && textIn(column.draft, name).trim() === '' && !isEdited) this.samples.add(path);
    this.refresh();
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document, { viewColumn: placeFor(uri), preview: false });
  }

  /** Reports the documents whose text has changed since the last report. Call this when the page has edited a draft. */
  refresh(): void {
    this.draftsChanged.fire();
    const events = [...this.known].flatMap(([address, before]): FileChangeEvent[] => {
      const uri = Uri.parse(address);
      const now = this.openText(placeOf(uri));
      // A session that is closed changes only through this file system.
      if (!now || (now.text === before.text && now.isReadOnly === before.isReadOnly)) return [];
      this.keep(address, now);
      const isGone = now.text === undefined;
      return [
        {
          uri,
          type: isGone ? FileChangeType.Deleted : FileChangeType[before.text === undefined ? 'Created' : 'Changed'],
        },
      ];
    });
    if (events.length > 0) this.changed.fire(events);
  }

  private listenTo(live: LiveSession): void {
    this.stopListening?.();
    this.stopListening = live.onNews(({ type }) => {
      if (type === 'draft' || type === 'access' || type === 'reloaded') this.refresh();
    });
    this.refresh();
  }

  /** Reads a document. Throws where there is no such document. */
  private async readNow(uri: Uri): Promise<KnownDocument & { readonly text: string }> {
    const place = placeOf(uri);
    // After a reload the document may be asked for before the session is open.
    await this.sessions.current().catch(() => undefined);
    const now = this.openText(place) ?? (await this.closedText(place));
    const { text } = now;
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return { ...this.keep(uri.toString(), now), text };
  }

  private keep(address: string, now: Omit<KnownDocument, 'changed'>): KnownDocument {
    const before = this.known.get(address);
    const isSame = before?.text === now.text;
    const told = {
      ...now,
      changed: before && isSame ? before.changed : Math.max(Date.now(), (before?.changed ?? 0) + 1),
    };
    this.known.set(address, told);
    return told;
  }

  /** Reads a document of an open session; `undefined` where the session is not open. */
  private openText(place: DocumentPlace): Omit<KnownDocument, 'changed'> | undefined {
    const live = this.sessions.find(place.session);
    const draft = live?.column(place.column)?.draft;
    const text = draft && textIn(draft, place.name);
    const isSample = text?.trim() === '' && this.samples.has(documentPath(place));
    return (
      live && { text: isSample ? documentText(place.name).sample : text, isReadOnly: live.access.mode !== 'write' }
    );
  }

  private async closedText({ session, column, name }: DocumentPlace): Promise<Omit<KnownDocument, 'changed'>> {
    try {
      const stored = await this.sessions.read(session, new AbortController().signal);
      return { text: columnOf(stored, column) && textIn(draftIn(stored, column), name), isReadOnly: false };
    } catch (error) {
      if (isFileError(error, 'missing')) return { text: undefined, isReadOnly: true };
      if (!(error instanceof StoreError)) throw error;
      if (error.reason === 'missing') return { text: undefined, isReadOnly: true };
      throw FileSystemError.Unavailable(error.message);
    }
  }
}

const readOnly = (): FileSystemError =>
  FileSystemError.NoPermissions(say('This session is read-only. Reload it or open a copy.'));

function placeOf(uri: Uri): DocumentPlace {
  const place = documentAt(uri.path);
  if (!place) throw FileSystemError.FileNotFound(uri);
  return place;
}

/** Finds the group of editors that shows the document already, or else another document of this file system. */
function placeFor(uri: Uri): ViewColumn {
  const groupWith = (fits: (shown: Uri) => boolean): ViewColumn | undefined =>
    window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => input instanceof TabInputText && fits(input.uri)))
      ?.viewColumn;
  const isSame = (shown: Uri): boolean => shown.toString() === uri.toString();
  return groupWith(isSame) ?? groupWith(({ scheme }) => scheme === requestScheme) ?? ViewColumn.Beside;
}
