import { Disposable, EventEmitter, workspace } from 'vscode';
import type { TextDocument, Uri } from 'vscode';
import { folderOfGlossary, isGlossaryFile, limits } from '../../../core/glossary/workspace/glossaryFile';
import type { GlossaryContext, GlossaryFault, GlossaryProblem } from '../../../core/glossary/workspace/glossaryFile';
import { resolveImports } from '../../../core/glossary/workspace/imports';
import { host } from '#host';
import { FileTooLargeError, isReallyBelow } from '../../../core/files/disk';
import type { Logger } from '../../shared/log';
import { diskOf, fileAt, placeOf } from '../../files/disks';
import { currentText } from '../../files/editorFiles';
import { pathBelow } from '../../files/paths';
import type { FileWorkerClient } from '../../files/fileWorkerClient';

/** A glossary as it was read last. */
export interface GlossaryState {
  readonly uri: Uri;
  /** Number of the reading; each reading has another. */
  readonly revision: number;
  /** The contexts of the last text that was YAML. */
  readonly contexts: readonly GlossaryContext[];
  /** Files of the workspace whose terms hold here, too. */
  readonly imports: readonly Uri[];
  readonly problems: readonly GlossaryProblem[];
}

interface Entry {
  readonly uri: Uri;
  /** The last reading that has ended, or the first one. */
  state: Promise<GlossaryState>;
  /** The revision of the last reading that has ended. */
  revision?: number;
  /** The last reading that has begun: an earlier one that ends later counts for nothing. */
  reading: object;
  stopWaiting?: () => void;
}

/** Milliseconds of quiet after a keystroke, before a glossary is read again. */
const typingMs = 250;

const start = { line: 0, column: 0, endLine: 0, endColumn: 0 };

/** Glossaries in the text being edited, or else on the disk. Each is read on first use, and again when it changes. */
export class GlossaryFiles implements Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new EventEmitter<Uri>();
  /** Fires when a glossary was read again, or is gone. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: Disposable;
  private readings = 0;
  private isDisposed = false;

  constructor(
    private readonly worker: Pick<FileWorkerClient, 'parseGlossary'>,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    const follow = (document: TextDocument): void => {
      if (this.entries.has(document.uri.toString())) this.reloadSoon(document.uri);
    };
    this.listeners = Disposable.from(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) follow(document);
      }),
      // A document that was closed without being saved is again what stands on the disk.
      workspace.onDidCloseTextDocument(follow),
      workspace.onDidGrantWorkspaceTrust(() => this.reloadLinked()),
    );
  }

  dispose(): void {
    this.isDisposed = true;
    this.listeners.dispose();
    for (const { stopWaiting } of this.entries.values()) stopWaiting?.();
    this.changed.dispose();
  }

  /** Reads a glossary. Never rejects: a failure is one of the problems of the file. */
  of(uri: Uri): Promise<GlossaryState> {
    const key = uri.toString();
    let entry = this.entries.get(key);
    if (!entry) {
      const added: Entry = (entry = { uri, state: this.read(uri), reading: {} });
      this.entries.set(key, entry);
      void entry.state.then(({ revision }) => {
        added.revision ??= revision;
        this.tell(uri);
      });
    }
    return entry.state;
  }

  /** Whether a glossary still exists and was not read again since that reading. */
  isCurrent({ uri, revision }: Pick<GlossaryState, 'uri' | 'revision'>): boolean {
    return this.entries.get(uri.toString())?.revision === revision;
  }

  /** Returns all glossaries that were read. */
  states(): Promise<GlossaryState[]> {
    return Promise.all([...this.entries.values()].map(({ state }) => state));
  }

  isKnown(uri: Uri): boolean {
    return this.entries.has(uri.toString());
  }

  /** Reads a glossary again once it has not changed for a moment. */
  reloadSoon(uri: Uri): void {
    const entry = this.entries.get(uri.toString());
    if (!entry) return;
    entry.stopWaiting?.();
    entry.stopWaiting = host.later(typingMs, () => void this.reload(entry));
  }

  private reloadLinked(): void {
    for (const { uri, state } of this.entries.values()) {
      void state.then(({ problems }) => {
        if (problems.some(({ fault }) => fault.kind === 'linkedOut')) this.reloadSoon(uri);
      });
    }
  }

  /** Reads the glossaries with imports again, as a file or folder came or went. */
  reloadImporting(): void {
    for (const { uri, state } of this.entries.values()) {
      void state.then(({ imports, problems }) => {
        const isImporting = imports.length > 0 || problems.some(({ fault }) => fault.kind === 'missingImport');
        if (isImporting) this.reloadSoon(uri);
      });
    }
  }

  /** Drops a file, or a folder with everything below it, that is gone. */
  dropBelow(uri: Uri): void {
    for (const [key, entry] of [...this.entries]) {
      if (pathBelow(uri, entry.uri) === undefined) continue;
      entry.stopWaiting?.();
      this.entries.delete(key);
      this.tell(entry.uri);
    }
  }

  private async reload(entry: Entry): Promise<void> {
    const reading = {};
    entry.reading = reading;
    const state = await this.read(entry.uri, await entry.state);
    if (entry.reading !== reading || this.entries.get(entry.uri.toString()) !== entry) return;
    entry.state = Promise.resolve(state);
    entry.revision = state.revision;
    this.tell(entry.uri);
  }

  private tell(uri: Uri): void {
    if (!this.isDisposed) this.changed.fire(uri);
  }

  private async read(uri: Uri, before?: GlossaryState): Promise<GlossaryState> {
    const state = { uri, revision: ++this.readings, contexts: [], imports: [], problems: [] };
    const kept = { ...state, contexts: before?.contexts ?? [], imports: before?.imports ?? [] };
    try {
      // An untrusted folder may contain a link to any file.
      if (!workspace.isTrusted && !(await isReallyInWorkspace(uri))) {
        return { ...state, problems: [problemOf({ kind: 'linkedOut' })] };
      }
      const text = await currentText(uri, limits.file);
      if (text === undefined) return state;
      const parsed = await this.worker.parseGlossary(text);
      if (parsed.isBroken) return { ...kept, problems: parsed.problems };
      const { targets, problems } = await resolveImports(parsed, placeOf(uri), diskOf(uri), rootsBeside(uri));
      return {
        ...{ ...state, contexts: parsed.contexts },
        imports: targets.map((target) => fileAt(uri, target)),
        problems: [...parsed.problems, ...problems],
      };
    } catch (error) {
      if (error instanceof FileTooLargeError) {
        return { ...kept, problems: [problemOf({ kind: 'tooLong', most: limits.file })] };
      }
      this.log.error(`${uri.toString()} could not be read.`, error);
      return { ...kept, problems: [problemOf({ kind: 'unreadable' })] };
    }
  }
}

const problemOf = (fault: GlossaryFault): GlossaryProblem => ({ ...start, fault });

/** Whether a document is a glossary of the workspace. */
export const isGlossary = ({ uri }: Pick<TextDocument, 'uri'>): boolean =>
  isGlossaryFile(uri.path) && workspace.getWorkspaceFolder(uri) !== undefined;

/** Returns the folder whose files a glossary holds for. */
export const heldFolder = (glossary: Uri): Uri => glossary.with({ path: folderOfGlossary(glossary.path) || '/' });

/** Returns the folders of the workspace on the same disk as a file. */
const rootsBeside = ({ scheme, authority }: Uri): string[] =>
  (workspace.workspaceFolders ?? []).flatMap(({ uri }) =>
    uri.scheme === scheme && uri.authority === authority ? placeOf(uri) : [],
  );

/** Whether a file of the workspace really is in it: no link on the way to it leads out. */
export const isReallyInWorkspace = (file: Uri): Promise<boolean> =>
  isReallyBelow(diskOf(file), placeOf(file), rootsBeside(file));
