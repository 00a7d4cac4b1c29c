import { Disposable, EventEmitter, Location, Position, Uri, workspace } from 'vscode';
import type { Glossary } from '../../../core/glossary/sense/decide';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { folderMarks, GlossaryFolders } from '../../../core/glossary/workspace/glossaryFolders';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import { WorkspaceGlossaries, keyOf } from '../../../core/glossary/workspace/workspaceGlossaries';
import type { ReadGlossary, ReadLayer, WorkspaceLayers } from '../../../core/glossary/workspace/workspaceGlossaries';
import { host } from '#host';
import type { Logger } from '../../shared/log';
import { diskOf, fileAt, placeOf } from '../../files/disks';
import { fileOf } from '../../files/editorFiles';
import { childOf, nameOf, pathBelow } from '../../files/paths';
import type { FileWorkerClient } from '../../files/fileWorkerClient';
import type { Tables } from '../../../core/tables';
import { GlossaryFiles, heldFolder } from './glossaryFiles';
import type { GlossaryState } from './glossaryFiles';
import { NewFolders } from './newFolders';

/** Finds the terms that hold for a document now, and follows the folders and files of glossaries. */
export class FollowedGlossaries implements Disposable {
  readonly files: GlossaryFiles;
  /** Folders with glossaries, by the addresses of workspace folders. */
  private readonly folders = new Map<string, GlossaryFolders>();
  private readonly glossaries: WorkspaceGlossaries<Uri, State>;
  /** All glossaries of the workspace; kept until a file or folder comes or goes. */
  private found: Promise<readonly Uri[]> | undefined;
  private readonly changed = new EventEmitter<void>();
  /** Fires when the terms that hold for some document have changed. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: Disposable;
  private watchers: Disposable | undefined;
  private readonly newFolders: NewFolders<Uri>;

  constructor(
    private readonly tables: Pick<Tables, 'terms'>,
    worker: Pick<FileWorkerClient, 'parseGlossary'>,
    log: Pick<Logger, 'error'>,
  ) {
    this.files = new GlossaryFiles(worker, log);
    this.glossaries = new WorkspaceGlossaries<Uri, State>({
      builtIn: tables.terms,
      addressOf: String,
      read: async (uri) => stateOf(await this.files.of(uri)),
      pathBelow: (glossary, file) => pathBelow(heldFolder(glossary), file) ?? '',
      ignoresCase: host.disk.ignoresCase,
      nextTurn: () => host.nextTurn(),
    });
    this.newFolders = new NewFolders({
      isFolder,
      onFolder: () => this.lookAgain(),
      failed: (error) => log.error('A folder that came could not be looked through for glossaries.', error),
    });
    this.listeners = Disposable.from(
      this.files,
      this.newFolders,
      this.files.onDidChange(() => this.changed.fire()),
      workspace.onDidChangeWorkspaceFolders(() => this.listAgain()),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('files.exclude')) this.listAgain();
      }),
    );
  }

  dispose(): void {
    this.listeners.dispose();
    this.watchers?.dispose();
    this.changed.dispose();
  }

  /**
   * Returns the terms that hold for a document, built once for each set of files. Only the folders above it are looked
   * into.
   */
  readonly glossary = async (document: Uri): Promise<Glossary> =>
    this.glossaries.glossaryOf(await this.readLayersOf(document));

  /**
   * Returns the built-in terms and those of all glossaries of the workspace, for lists. Terms with the same form have a
   * row each.
   */
  readonly everywhere = async (): Promise<GlossaryIndex> => {
    if (!workspace.workspaceFolders?.length) return (await this.tables.terms()).index;
    this.watch();
    this.found ??= listed();
    const found = await this.found.catch(() => []);
    return (await this.glossaries.glossaryOf(await this.glossaries.layersIn(found))).index;
  };

  /** The glossaries that hold for a document, the nearest first. */
  async filesFor(document: Uri): Promise<readonly Uri[]> {
    const [file, root] = standingOf(document) ?? [];
    if (!file || !root) return [];
    this.watch();
    const found = await this.foldersOf(root).upFrom(placeOf(childOf(file, '..')));
    return found.map((place) => fileAt(root, place));
  }

  /**
   * Finds a term by its id in the present glossaries: those that hold for a document asked about before, or any of the
   * workspace.
   */
  readonly find = async (id: string): Promise<Term | undefined> => {
    for (const { glossary, from } of this.glossaries.known) {
      // A file that was read again since then may have lost its terms.
      if (!from.every(({ state }) => this.files.isCurrent(state))) continue;
      const term = (await glossary).index.byId.get(id);
      if (term) return term;
    }
    return (await this.everywhere()).byId.get(id);
  };

  async layersOf(document: Uri): Promise<WorkspaceLayers> {
    const layers = await this.readLayersOf(document);
    return { layers: layers.map(({ file, context }) => ({ file, context })), key: keyOf(layers) };
  }

  private async readLayersOf(document: Uri): Promise<ReadLayer<State>[]> {
    const [file] = standingOf(document) ?? [];
    return file ? this.glossaries.layersFor(file, await this.filesFor(document)) : [];
  }

  private foldersOf(root: Uri): GlossaryFolders {
    const key = root.toString();
    const known =
      this.folders.get(key) ??
      new GlossaryFolders({
        ...{ disk: diskOf(root), root: placeOf(root) },
        hidden: async (files) => {
          // Loaded here, together with the reader of git's patterns.
          const { hiddenFiles } = await import('../../files/scanFiles');
          return hiddenFiles(
            files.map(({ file }) => fileAt(root, file)),
            root,
          );
        },
      });
    this.folders.set(key, known);
    return known;
  }

  private forget(uri: Uri): void {
    const root = workspace.getWorkspaceFolder(uri)?.uri;
    if (root) this.foldersOf(root).forget(placeOf(uri));
    this.found = undefined;
  }

  /**
   * Looks through the workspace again, as a folder came that may hold glossaries. Where the same glossaries are there
   * as before, no event fires: a list that is drawn anew loses a click.
   */
  private async lookAgain(): Promise<void> {
    const before = await this.found?.catch(() => undefined);
    if (before && String(before) === String(await listed().catch(() => undefined))) return;
    this.folders.clear();
    this.found = undefined;
    this.files.reloadImporting();
    this.changed.fire();
  }

  private listAgain(): void {
    this.folders.clear();
    this.found = undefined;
    // Other files are hidden now, or a file is in another workspace folder.
    this.glossaries.forget();
    this.changed.fire();
  }

  /** Follows files and folders, from the first question on. */
  private watch(): void {
    if (this.watchers) return;
    const yaml = workspace.createFileSystemWatcher('**/{*.yml,*.yaml,.gitignore}');
    // When a folder comes or goes with everything in it, VS Code may report the folder alone.
    const any = workspace.createFileSystemWatcher('**', false, true);
    const came = (uri: Uri): void => {
      if (nameOf(uri) === '.gitignore') return this.listAgain();
      if (!isGlossaryFile(uri.path) && !this.files.isKnown(uri)) return this.files.reloadImporting();
      this.forget(uri);
      this.files.reloadSoon(uri);
      this.files.reloadImporting();
      this.changed.fire();
    };
    const changed = (uri: Uri): void => {
      if (nameOf(uri) === '.gitignore') this.listAgain();
      else this.files.reloadSoon(uri);
    };
    this.watchers = Disposable.from(
      yaml,
      any,
      yaml.onDidCreate(came),
      yaml.onDidChange(changed),
      any.onDidCreate((uri) => this.newFolders.add(uri)),
      any.onDidDelete((uri) => {
        this.forget(uri);
        this.files.dropBelow(uri);
        if (isGlossaryFile(uri.path)) this.files.reloadImporting();
      }),
    );
  }
}

async function isFolder(uri: Uri): Promise<boolean> {
  try {
    return (await diskOf(uri).kind(placeOf(uri))) === 'folder';
  } catch {
    return false; // Gone by now.
  }
}

async function listed(): Promise<readonly Uri[]> {
  const { allGlossaries } = await import('./allGlossaries');
  return allGlossaries();
}

/** Returns the place at which a glossary of the workspace explains a term; undefined for a built-in term. */
export const definitionOf = ({ origin }: Term): Location | undefined =>
  origin && new Location(Uri.parse(origin.file, true), new Position(origin.line, 0));

/**
 * Returns the file of a document and its workspace folder. A text without a file belongs to the only workspace folder,
 * if there is just one.
 */
function standingOf(document: Uri): readonly [file: Uri, root: Uri] | undefined {
  const file = fileOf(document);
  const folder = workspace.getWorkspaceFolder(file);
  if (folder) return [file, folder.uri];
  const [only, ...others] = workspace.workspaceFolders ?? [];
  if (file.scheme !== 'untitled' || !only || others.length > 0) return undefined;
  return [childOf(only.uri, nameOf(file)), only.uri];
}

interface State extends ReadGlossary<Uri> {
  readonly state: GlossaryState;
}

function stateOf(state: GlossaryState): State {
  const { uri, revision, contexts, imports } = state;
  const mark = markOf(uri);
  const file = { address: uri.toString(), name: nameOf(uri), path: mark + workspace.asRelativePath(uri, false) };
  // The ids of terms contain the path: with another mark they are other terms.
  return { state, file, key: `${mark}${revision}`, contexts, imports };
}

/** The mark that tells the folder of a file from the others of the workspace. */
function markOf(uri: Uri): string {
  const folder = workspace.getWorkspaceFolder(uri);
  const marks = folderMarks((workspace.workspaceFolders ?? []).map(({ name }) => name));
  return (folder && marks[folder.index]) ?? '';
}
