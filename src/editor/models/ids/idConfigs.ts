import { Disposable, EventEmitter, Range, RelativePattern, workspace } from 'vscode';
import type { TextDocument, WorkspaceFolder, Uri } from 'vscode';
import { faultText } from '../../../core/code/ids/config/configFaults';
import type { ConfigFault, ConfigProblem } from '../../../core/code/ids/config/configFaults';
import {
  configFileName,
  defaultIdConfig,
  maxConfigBytes,
  maxConfigLength,
} from '../../../core/code/ids/config/idConfig';
import type { IdConfig } from '../../../core/code/ids/config/idConfig';
import { FileTooLargeError } from '../../../core/files/disk';
import { host } from '#host';
import { currentText, fileOf } from '../../files/files';
import { childOf, pathBelow } from '../../files/paths';
import type { FileWorker } from '../../files/fileWorker';
import type { Collection } from '../../shared/checkResults';
import { newDiagnostic } from '../../shared/diagnostics';
import type { Logger } from '../../shared/log';
import { say } from '../../shared/words';

/** The rules of `ai-field-guide.yml` for the files of one workspace folder. */
export interface FolderConfig {
  readonly config: IdConfig;
  ignoresFile(file: Uri): boolean;
}

const noConfig: FolderConfig = { config: defaultIdConfig, ignoresFile: () => false };

/** Between two keys of somebody who types. ms. */
const typingMs = 100;

/** The `ai-field-guide.yml` of each workspace folder, as it is being edited or else on the disk. Read on first use. */
export class IdConfigs implements Disposable {
  private readonly byFolder = new Map<string, Promise<FolderConfig>>();
  /** The last reading of each folder: an earlier one that ends later shows nothing. */
  private readonly readings = new Map<string, object>();
  private reloading: (() => void) | undefined;
  private readonly watchers = new Map<string, Disposable>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listeners: Disposable;
  private isDisposed = false;

  constructor(
    private readonly worker: Pick<FileWorker, 'parseConfig'>,
    /** Takes the mistakes in the files themselves. */
    private readonly shown: Collection,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    this.listeners = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.follow(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
      // Closed without being saved, it is again what stands on the disk.
      workspace.onDidCloseTextDocument((document) => this.follow(document)),
      workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const folder of removed) this.forget(folder);
      }),
    );
  }

  dispose(): void {
    this.isDisposed = true;
    this.reloading?.();
    this.listeners.dispose();
    for (const watcher of this.watchers.values()) watcher.dispose();
    this.changed.dispose();
    this.shown.dispose();
  }

  /** Gives what holds for a file or a cell of a notebook; outside of the workspace nothing does. */
  async of(uri: Uri): Promise<FolderConfig> {
    const folder = workspace.getWorkspaceFolder(fileOf(uri));
    if (!folder) return noConfig;
    const key = folder.uri.toString();
    let config = this.byFolder.get(key);
    if (!config) {
      this.watch(folder);
      config = this.read(folder);
      this.byFolder.set(key, config);
    }
    return config;
  }

  /** Reads it anew soon, and tells that something may be another. */
  reload(folder: WorkspaceFolder): void {
    this.byFolder.delete(folder.uri.toString());
    this.reloading?.();
    this.reloading = host.later(typingMs, () => {
      // Also for its own mistakes, where no file asks.
      void this.of(folder.uri);
      this.changed.fire();
    });
  }

  private follow(document: TextDocument): void {
    if (!document.uri.path.endsWith(`/${configFileName}`)) return;
    const folder = workspace.getWorkspaceFolder(document.uri);
    if (folder?.uri.toString() !== childOf(document.uri, '..').toString()) return;
    // Nobody has asked yet: its mistakes are shown all the same.
    if (!this.byFolder.has(folder.uri.toString())) void this.of(document.uri);
    else this.reload(folder);
  }

  private watch(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    if (this.watchers.has(key)) return;
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, configFileName));
    const reload = (): void => this.reload(folder);
    watcher.onDidChange(reload);
    watcher.onDidCreate(reload);
    watcher.onDidDelete(reload);
    this.watchers.set(key, watcher);
  }

  private forget(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    this.watchers.get(key)?.dispose();
    this.watchers.delete(key);
    this.byFolder.delete(key);
    this.readings.delete(key);
    this.shown.set(childOf(folder.uri, configFileName), undefined);
  }

  private async read(folder: WorkspaceFolder): Promise<FolderConfig> {
    const file = childOf(folder.uri, configFileName);
    const reading = {};
    this.readings.set(folder.uri.toString(), reading);
    const show = (problems: readonly ConfigProblem[]): void => {
      if (this.isDisposed || this.readings.get(folder.uri.toString()) !== reading) return;
      const diagnostics = problems.map(({ fault, line, column, endLine, endColumn }) =>
        newDiagnostic(new Range(line, column, endLine, endColumn), faultText(fault, say), 'warning'),
      );
      this.shown.set(file, diagnostics);
    };
    try {
      const text = await currentText(file, maxConfigBytes);
      const parsed =
        text === undefined ? { config: defaultIdConfig, problems: [] } : await this.worker.parseConfig(text);
      show(parsed.problems);
      if (parsed.config.ignore.paths.length === 0) return { ...noConfig, config: parsed.config };
      // With the reader of git's patterns.
      const { createPathPatterns } = await import('../../../core/files/pathPatterns');
      const isIgnored = createPathPatterns(parsed.config.ignore.paths, host.disk.ignoresCase);
      return {
        config: parsed.config,
        ignoresFile: (each) => isIgnored(pathBelow(folder.uri, fileOf(each)) ?? ''),
      };
    } catch (error) {
      this.log.error(`${file.toString()} could not be read.`, error);
      const isLong = error instanceof FileTooLargeError;
      const fault: ConfigFault = isLong ? { kind: 'tooLong', most: maxConfigLength } : { kind: 'unreadable' };
      show([{ fault, line: 0, column: 0, endLine: 0, endColumn: 0 }]);
      return noConfig;
    }
  }
}
