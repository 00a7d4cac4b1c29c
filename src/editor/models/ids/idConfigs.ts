import { Disposable, EventEmitter, Range, RelativePattern, workspace } from 'vscode';
import type { TextDocument, WorkspaceFolder, Uri } from 'vscode';
import { ConfigSearch } from '../../../core/code/ids/config/configSearch';
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
import { diskOf, fileAt, placeOf } from '../../files/disks';
import { currentText, fileOf } from '../../files/editorFiles';
import { childOf, pathBelow } from '../../files/paths';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import type { Collection } from '../../shared/checkResults';
import { newDiagnostic } from '../../shared/diagnostics';
import type { Logger } from '../../shared/log';
import { say } from '../../shared/words';

/** The rules of an `ai-field-guide.yml` for the files in its folder and below. */
export interface FolderConfig {
  /** The address of the `ai-field-guide.yml`; undefined where there is no such file. */
  readonly file?: Uri;
  readonly config: IdConfig;
  ignoresFile(file: Uri): boolean;
}

const noConfig: FolderConfig = { config: defaultIdConfig, ignoresFile: () => false };

/** The configs of a workspace folder. */
interface FolderConfigs {
  readonly search: Promise<ConfigSearch<FolderConfig>>;
  /** The files that were read, by their addresses. Their mistakes are shown as problems. */
  readonly files: Map<string, Uri>;
}

/** Milliseconds of quiet after a keystroke, before the files are read again. */
const typingMs = 100;

/** Each `ai-field-guide.yml` of the workspace, in the text being edited or else on the disk. It is read on first use. */
export class IdConfigs implements Disposable {
  private readonly byFolder = new Map<string, FolderConfigs>();
  /** The last reading of each file. An earlier reading that ends later shows nothing. */
  private readonly readings = new Map<string, object>();
  private reloading: (() => void) | undefined;
  private readonly watchers = new Map<string, Disposable>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listeners: Disposable;
  private isDisposed = false;

  constructor(
    private readonly worker: Pick<FileWorkerClient, 'parseConfig'>,
    /** Shows the mistakes in the files themselves. */
    private readonly shown: Collection,
    private readonly log: Pick<Logger, 'error'>,
  ) {
    this.listeners = Disposable.from(
      workspace.onDidOpenTextDocument((document) => this.follow(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
      // A document that was closed without being saved is again what stands on the disk.
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

  /** Gives the rules that hold for a file or a cell of a notebook. No rules hold for files outside of the workspace. */
  async of(uri: Uri): Promise<FolderConfig> {
    const file = fileOf(uri);
    const folder = workspace.getWorkspaceFolder(file);
    if (!folder) return noConfig;
    const search = await this.configsOf(folder).search;
    return (await search.nearest(placeOf(childOf(file, '..')))) ?? noConfig;
  }

  /** Reads the configs of a folder again soon, and reports that the rules may have changed. */
  reload(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    const files = [...(this.byFolder.get(key)?.files.values() ?? [])];
    this.byFolder.delete(key);
    const again = this.configsOf(folder);
    for (const file of files) again.files.set(file.toString(), file);
    this.reloading?.();
    this.reloading = host.later(typingMs, () => {
      // They are read even where no file asks, so that their own mistakes are shown.
      for (const file of files) void this.of(file);
      this.changed.fire();
    });
  }

  private configsOf(folder: WorkspaceFolder): FolderConfigs {
    const key = folder.uri.toString();
    const known = this.byFolder.get(key);
    if (known) return known;
    const files = new Map<string, Uri>();
    const configs = { files, search: this.searchIn(folder, files) };
    this.byFolder.set(key, configs);
    return configs;
  }

  private async searchIn(folder: WorkspaceFolder, files: Map<string, Uri>): Promise<ConfigSearch<FolderConfig>> {
    // Loaded here, together with the reader of git's patterns.
    const { topAround } = await import('../../../core/files/gitRules');
    const disk = diskOf(folder.uri);
    const place = placeOf(folder.uri);
    const root = await topAround(disk, place, place);
    const above: string[] = [];
    for (let at = place; at !== root;) above.push((at = disk.resolve(at, '..')));
    this.watch(
      folder,
      above.map((each) => fileAt(folder.uri, each)),
    );
    return new ConfigSearch(disk, root, (each) => this.read(childOf(fileAt(folder.uri, each), configFileName), files));
  }

  private follow(document: TextDocument): void {
    if (!document.uri.path.endsWith(`/${configFileName}`)) return;
    const folder = workspace.getWorkspaceFolder(document.uri);
    if (!folder) return;
    // No check has asked for the folder yet. Reading the file shows its mistakes all the same.
    const known = this.byFolder.get(folder.uri.toString());
    if (!known) void this.of(document.uri);
    else {
      known.files.set(document.uri.toString(), document.uri);
      this.reload(folder);
    }
  }

  /** @param above the folders around `folder` whose configs hold for it as well. */
  private watch(folder: WorkspaceFolder, above: readonly Uri[]): void {
    const key = folder.uri.toString();
    if (this.watchers.has(key) || this.isDisposed) return;
    const reload = (): void => this.reload(folder);
    const patterns = [
      new RelativePattern(folder, `**/${configFileName}`),
      ...above.map((each) => new RelativePattern(each, configFileName)),
    ];
    const watchers = patterns.map((pattern) => {
      const watcher = workspace.createFileSystemWatcher(pattern);
      watcher.onDidChange(reload);
      watcher.onDidCreate(reload);
      watcher.onDidDelete(reload);
      return watcher;
    });
    this.watchers.set(key, Disposable.from(...watchers));
  }

  private forget(folder: WorkspaceFolder): void {
    const key = folder.uri.toString();
    this.watchers.get(key)?.dispose();
    this.watchers.delete(key);
    for (const [file, uri] of this.byFolder.get(key)?.files ?? []) {
      this.readings.delete(file);
      this.shown.set(uri, undefined);
    }
    this.byFolder.delete(key);
  }

  /** @param files the files known so far; a new one is added. */
  private async read(file: Uri, files: Map<string, Uri>): Promise<FolderConfig | undefined> {
    const key = file.toString();
    const reading = {};
    this.readings.set(key, reading);
    const show = (problems: readonly ConfigProblem[]): void => {
      if (this.isDisposed || this.readings.get(key) !== reading) return;
      files.set(key, file);
      const diagnostics = problems.map(({ fault, line, column, endLine, endColumn }) =>
        newDiagnostic(new Range(line, column, endLine, endColumn), faultText(fault, say), 'warning'),
      );
      this.shown.set(file, diagnostics);
    };
    try {
      const text = await currentText(file, maxConfigBytes);
      if (text === undefined) {
        if (files.has(key)) show([]);
        else this.readings.delete(key);
        return undefined;
      }
      const { config, problems } = await this.worker.parseConfig(text);
      show(problems);
      if (config.ignore.paths.length === 0) return { ...noConfig, file, config };
      const { createPathPatterns } = await import('../../../core/files/pathPatterns');
      const isIgnored = createPathPatterns(config.ignore.paths, host.disk.ignoresCase);
      const folder = childOf(file, '..');
      return { file, config, ignoresFile: (each) => isIgnored(pathBelow(folder, fileOf(each)) ?? '') };
    } catch (error) {
      this.log.error(`${key} could not be read.`, error);
      const isLong = error instanceof FileTooLargeError;
      const fault: ConfigFault = isLong ? { kind: 'tooLong', most: maxConfigLength } : { kind: 'unreadable' };
      show([{ fault, line: 0, column: 0, endLine: 0, endColumn: 0 }]);
      return { ...noConfig, file };
    }
  }
}
