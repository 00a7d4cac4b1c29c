import { Disposable, EventEmitter, FileChangeType, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider } from 'vscode';
import { addressOf, pageFolders, pathOf } from '../../core/pages/address';
import type { PageAddress } from '../../core/pages/address';
import { pageText } from '../../core/pages/page';
import { pageScheme } from '../shared/contributions';
import type { PageSource } from '../../core/pages/pageSources';

export const textUri = (address: PageAddress): Uri => Uri.from({ scheme: pageScheme, path: pathOf(address) });

/**
 * Provides every page as a read-only Markdown text, for Open as Text and for peeking: `/terms/token.md`,
 * `/reports/tokens.md`.
 */
export class PageTexts implements FileSystemProvider {
  private readonly changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private version = 1;

  constructor(private readonly source: PageSource) {}

  register(): Disposable {
    const registration = workspace.registerFileSystemProvider(pageScheme, this, { isReadonly: true });
    return Disposable.from(registration, this.changed);
  }

  /** Reports that the page has another text now. */
  refresh(address: PageAddress): void {
    this.version++; // A new mtime makes VS Code read again.
    this.changed.fire([{ type: FileChangeType.Changed, uri: textUri(address) }]);
  }

  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  async stat(uri: Uri): Promise<FileStat> {
    if (uri.path === '/' || (pageFolders as readonly string[]).includes(uri.path.slice(1))) {
      return { type: FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    }
    const { byteLength } = await this.readFile(uri);
    return { type: FileType.File, ctime: 0, mtime: this.version, size: byteLength };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const address = addressOf(uri.path);
    const page = address && (await this.source(address));
    if (page === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(pageText(page));
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
