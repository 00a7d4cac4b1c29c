import { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType, Uri, commands, workspace } from 'vscode';
import type { Command, FileChangeEvent, FileStat, FileSystemProvider } from 'vscode';
import { pageScheme } from './contributions';

/** Makes the Markdown of a page from the id in its address, or `undefined` when there is no such page. */
export type PageSource = (id: string) => Promise<string | undefined>;

export interface Pages {
  dispose(): void;
  /** Opens the page in the Markdown preview. */
  show(folder: string, id: string): Promise<void>;
  /** Replaces the report of that name and opens it. */
  showReport(id: string, markdown: string): Promise<void>;
}

export const pageUri = (folder: string, id: string): Uri =>
  Uri.from({ scheme: pageScheme, path: `/${folder}/${id}.md` });

/** For tree items: opens a page in the Markdown preview. */
export const showPageCommand = (folder: string, id: string, title: string): Command => ({
  command: 'markdown.showPreview',
  title: `Open ${title}`,
  arguments: [pageUri(folder, id)],
});

/**
 * Read-only Markdown pages under a scheme of their own: `/terms/token.md`, `/families/gpt.md`, `/guide/limits.md`,
 * `/reports/tokens.md`. A file system rather than a content provider, so that links between pages work in the preview.
 */
export function registerPages(sources: Readonly<Record<string, PageSource>>): Pages {
  const reports = new Map<string, string>();
  const changed = new EventEmitter<FileChangeEvent[]>();
  const all: Readonly<Record<string, PageSource>> = {
    ...sources,
    reports: (id) => Promise.resolve(reports.get(id) ?? 'This report is gone. Run the command again.\n'),
  };
  const provider = new PageFileSystem(all, changed);
  const registration = workspace.registerFileSystemProvider(pageScheme, provider, { isReadonly: true });
  const show = async (folder: string, id: string): Promise<void> => {
    await commands.executeCommand('markdown.showPreview', pageUri(folder, id));
  };
  return {
    show,
    async showReport(id, markdown) {
      reports.set(id, markdown);
      changed.fire([{ type: FileChangeType.Changed, uri: pageUri('reports', id) }]);
      await show('reports', id);
    },
    dispose() {
      Disposable.from(registration, changed).dispose();
    },
  };
}

class PageFileSystem implements FileSystemProvider {
  readonly onDidChangeFile;
  private version = 1;

  constructor(
    private readonly sources: Readonly<Record<string, PageSource>>,
    changed: EventEmitter<FileChangeEvent[]>,
  ) {
    this.onDidChangeFile = changed.event;
    changed.event(() => this.version++); // A new mtime makes VS Code read again.
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (uri.path === '/' || uri.path.slice(1) in this.sources) {
      return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { byteLength } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: this.version, size: byteLength };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const [, folder, id] = /^\/([a-z]+)\/([\w.-]+)\.md$/.exec(uri.path) ?? [];
    const source = folder === undefined ? undefined : this.sources[folder];
    const markdown = id === undefined ? undefined : await source?.(id);
    if (markdown === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(markdown);
  }

  readDirectory(): [string, FileType][] {
    return [];
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}
