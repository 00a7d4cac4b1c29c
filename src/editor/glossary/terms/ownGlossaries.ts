import { Disposable, EventEmitter, Location, Position, Uri, workspace } from 'vscode';
import { pacer } from '../../../core/base/pacer';
import type { Glossary } from '../../../core/glossary/sense/decide';
import type { GlossaryIndex } from '../../../core/glossary/find/findTerm';
import type { Term } from '../../../core/glossary/find/glossaryTable';
import { folderMarks } from '../../../core/glossary/workspace/folderMarks';
import { isGlossaryFile } from '../../../core/glossary/workspace/glossaryFile';
import type { GlossaryContext } from '../../../core/glossary/workspace/glossaryFile';
import type { GlossaryLayer } from '../../../core/glossary/workspace/mergeGlossaries';
import { withImports } from '../../../core/glossary/workspace/withImports';
import { host } from '#host';
import type { Logger } from '../../shared/log';
import { fileOf } from '../../files/fileOf';
import { childOf, nameOf, pathBelow } from '../../files/paths';
import type { FileWorker } from '../../files/fileWorker';
import type { Tables } from '../../shared/tables';
import { GlossaryFiles, heldFolder } from './glossaryFiles';
import type { GlossaryState } from './glossaryFiles';
import { GlossaryFolders } from './glossaryFolders';

/** Sets of files whose merged terms are kept. */
const mostKept = 20;

/** What holds for a file: layers of terms, and by what they are known again. Without any the key is empty. */
export interface OwnLayers {
  readonly key: string;
  readonly layers: readonly GlossaryLayer[];
}

/** Terms that were merged, and the readings of which they were made. */
interface Merged {
  readonly glossary: Promise<Glossary>;
  readonly from: readonly GlossaryState[];
}

/** The terms that hold for a document: those of the glossaries of its folders, the nearest first, and ours. */
export class OwnGlossaries implements Disposable {
  readonly files: GlossaryFiles;
  private readonly folders = new GlossaryFolders();
  private readonly merged = new Map<string, Merged>();
  /** All that are in the workspace, until something comes or goes. */
  private found: Promise<readonly Uri[]> | undefined;
  private readonly changed = new EventEmitter<void>();
  /** Other terms hold, somewhere. */
  readonly onDidChange = this.changed.event;
  private readonly listeners: Disposable;
  private watchers: Disposable | undefined;

  constructor(
    private readonly tables: Pick<Tables, 'terms'>,
    worker: Pick<FileWorker, 'parseGlossary'>,
    log: Pick<Logger, 'error'>,
  ) {
    this.files = new GlossaryFiles(worker, log);
    this.listeners = Disposable.from(
      this.files,
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

  /** What holds for a document, built once for each set of files. Only the folders above it are looked into. */
  readonly glossary = async (document: Uri): Promise<Glossary> => this.mergedOf(await this.keyedLayersOf(document));

  /** The terms of all glossaries of the workspace and ours, for lists: of terms with one form each has its row. */
  readonly everywhere = async (): Promise<GlossaryIndex> => {
    if (!workspace.workspaceFolders?.length) return (await this.tables.terms()).index;
    this.watch();
    this.found ??= import('./allGlossaries').then(({ allGlossaries }) => allGlossaries());
    const found = await this.found.catch(() => []);
    const held = await withImports(found, String, (uri) => this.files.of(uri));
    const layers = held.flatMap(({ read }) => layersIn(read));
    return (await this.mergedOf(layers)).index;
  };

  private async mergedOf(layers: readonly KeyedLayer[]): Promise<Glossary> {
    const builtIn = await this.tables.terms();
    if (layers.length === 0) return builtIn;
    const key = keyOf(layers);
    let known = this.merged.get(key);
    if (!known) {
      known = { glossary: merge(builtIn, layers), from: [...new Set(layers.map(({ state }) => state))] };
      const [oldest] = this.merged.keys();
      if (oldest !== undefined && this.merged.size >= mostKept) this.merged.delete(oldest);
      this.merged.set(key, known);
    }
    return known.glossary;
  }

  /** The glossaries that hold for a document, the nearest first. */
  async filesFor(document: Uri): Promise<readonly Uri[]> {
    const [file, root] = placeOf(document) ?? [];
    if (!file || !root) return [];
    this.watch();
    return (await this.folders.upFrom(childOf(file, '..'), root)).flat();
  }

  /** A term by its id, as glossaries are now: of one that was asked for, or of any in the workspace. */
  readonly find = async (id: string): Promise<Term | undefined> => {
    for (const { glossary, from } of [...this.merged.values()].toReversed()) {
      // One that was read again since is kept until others need its room: its terms may be gone.
      if (!from.every((state) => this.files.isCurrent(state))) continue;
      const term = (await glossary).index.byId.get(id);
      if (term) return term;
    }
    return (await this.everywhere()).byId.get(id);
  };

  async layersOf(document: Uri): Promise<OwnLayers> {
    const layers = await this.keyedLayersOf(document);
    return { layers: layers.map(({ file, context }) => ({ file, context })), key: keyOf(layers) };
  }

  private async keyedLayersOf(document: Uri): Promise<KeyedLayer[]> {
    const [file] = placeOf(document) ?? [];
    const held = await withImports(await this.filesFor(document), String, (uri) => this.files.of(uri));
    const states = held.map(({ read, from }) => ({ state: read, holder: heldFolder(from) }));
    const isHeld = await patternReader(states);
    return states.flatMap(({ state, holder }) =>
      layersIn(state).filter(({ context }) => file && isHeld(context, pathBelow(holder, file) ?? '')),
    );
  }

  private listAgain(): void {
    this.folders.forgetAll();
    this.found = undefined;
    // Other files are hidden now, or in another folder.
    this.merged.clear();
    this.changed.fire();
  }

  /** From the first question on. */
  private watch(): void {
    if (this.watchers) return;
    const yaml = workspace.createFileSystemWatcher('**/{*.yml,*.yaml,.gitignore}');
    // Of a folder that goes with all in it VS Code tells the folder alone.
    const gone = workspace.createFileSystemWatcher('**', true, true);
    const came = (uri: Uri): void => {
      if (nameOf(uri) === '.gitignore') return this.listAgain();
      if (!isGlossaryFile(uri.path) && !this.files.isKnown(uri)) return this.files.reloadImporting();
      this.folders.forget(uri);
      this.found = undefined;
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
      gone,
      yaml.onDidCreate(came),
      yaml.onDidChange(changed),
      gone.onDidDelete((uri) => {
        this.folders.forget(uri);
        this.found = undefined;
        this.files.dropBelow(uri);
        if (isGlossaryFile(uri.path)) this.files.reloadImporting();
      }),
    );
  }
}

/** Where a term of a workspace is explained; undefined of ours. */
export const definitionOf = ({ origin }: Term): Location | undefined =>
  origin && new Location(Uri.parse(origin.file, true), new Position(origin.line, 0));

/** The file of a document and the workspace folder that it is in. A text in no file is in the only one that there is. */
function placeOf(document: Uri): readonly [file: Uri, root: Uri] | undefined {
  const file = fileOf(document);
  const folder = workspace.getWorkspaceFolder(file);
  if (folder) return [file, folder.uri];
  const [only, ...others] = workspace.workspaceFolders ?? [];
  if (file.scheme !== 'untitled' || !only || others.length > 0) return undefined;
  return [childOf(only.uri, nameOf(file)), only.uri];
}

interface KeyedLayer extends GlossaryLayer {
  readonly key: string;
  readonly state: GlossaryState;
}

function layersIn(state: GlossaryState): KeyedLayer[] {
  const { uri, revision, contexts } = state;
  const mark = markOf(uri);
  const file = { address: uri.toString(), name: nameOf(uri), path: mark + workspace.asRelativePath(uri, false) };
  // The ids of the terms are made of the path: with another mark they are other terms.
  return contexts.map((context, index) => ({ file, context, state, key: `${mark}${revision}.${index}` }));
}

/** What tells the folder of a file from the others of the workspace. */
function markOf(uri: Uri): string {
  const folder = workspace.getWorkspaceFolder(uri);
  const marks = folderMarks((workspace.workspaceFolders ?? []).map(({ name }) => name));
  return (folder && marks[folder.index]) ?? '';
}

const keyOf = (layers: readonly KeyedLayer[]): string => layers.map(({ key }) => key).join();

async function merge(builtIn: Glossary, layers: readonly GlossaryLayer[]): Promise<Glossary> {
  const { mergeGlossaries } = await import('../../../core/glossary/workspace/mergeGlossaries');
  const breathe = pacer(() => host.nextTurn());
  const work = mergeGlossaries(layers, builtIn.index);
  for (;;) {
    const step = work.next();
    if (step.done) return { ...builtIn, index: step.value };
    await breathe();
  }
}

type IsHeld = (context: GlossaryContext, path: string) => boolean;
const patterns = new WeakMap<GlossaryContext, (path: string) => boolean>();

/** Whether a context holds for a file, of which the path from the folder of the glossary is given. */
async function patternReader(states: readonly { readonly state: GlossaryState }[]): Promise<IsHeld> {
  const hasPaths = states.some(({ state }) => state.contexts.some(({ paths }) => paths.length > 0));
  if (!hasPaths) return () => true;
  const { createPathPatterns } = await import('../../../core/files/pathPatterns');
  return (context, path) => {
    if (context.paths.length === 0) return true;
    const known = patterns.get(context) ?? createPathPatterns(context.paths, host.disk.ignoresCase);
    patterns.set(context, known);
    return known(path);
  };
}
