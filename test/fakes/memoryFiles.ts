import path from 'node:path';
import { FileError } from '../../src/core/files/files';
import type { FileErrorCode, FileStat, Files } from '../../src/core/files/files';

interface MemoryFile {
  bytes: Uint8Array;
  modified: number;
}

/** Files in memory that fail as those of a disk do. Several windows may share one. */
export class MemoryFiles implements Files {
  readonly files = new Map<string, MemoryFile>();
  readonly folders = new Set<string>(['/']);
  /** Ids of files and folders, of those of which somebody asked for it. */
  private readonly ids = new Map<string, string>();
  private lastId = 0;
  /** Bytes that were written in all. */
  written = 0;

  constructor(private readonly now: () => number = Date.now) {}

  join(folder: string, ...names: string[]): string {
    return path.posix.join(folder, ...names);
  }

  async read(file: string): Promise<Uint8Array> {
    await turn();
    return this.at(file).bytes.slice();
  }

  async *readPieces(file: string, offset = 0): AsyncGenerator<Uint8Array> {
    await turn();
    // As from an open file: what replaces it under its name does not show.
    const open = this.at(file);
    for (let at = offset; at < open.bytes.length; at += 1000) {
      yield open.bytes.slice(at, at + 1000);
      await turn();
    }
  }

  async append(file: string, bytes: Uint8Array): Promise<number> {
    await turn();
    const found = this.at(file);
    found.bytes = new Uint8Array([...found.bytes, ...bytes]);
    this.changed(found, bytes.length);
    return found.bytes.length;
  }

  async truncate(file: string, size: number): Promise<void> {
    await turn();
    const found = this.at(file);
    found.bytes = found.bytes.slice(0, size);
    this.changed(found, 0);
  }

  async writeWhole(file: string, pieces: Parameters<Files['writeWhole']>[1], beforeRename?: () => Promise<void>) {
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece);
    await beforeRename?.();
    await turn();
    this.needFolder(file);
    this.put(file, new Uint8Array(Buffer.concat(parts)));
  }

  async createExclusive(file: string, bytes: Uint8Array): Promise<void> {
    await turn();
    this.needFolder(file);
    if (this.files.has(file)) throw fault('exists', file);
    this.put(file, bytes);
  }

  async rename(from: string, to: string): Promise<void> {
    await turn();
    this.needFolder(to);
    if (this.folders.has(from) && this.folders.has(to)) throw fault('exists', to);
    for (const [name, id] of [...this.ids]) {
      if (!isIn(name, from)) continue;
      this.ids.delete(name);
      this.ids.set(to + name.slice(from.length), id);
    }
    if (this.folders.has(from)) {
      for (const folder of [...this.folders]) if (isIn(folder, from)) this.move(this.folders, folder, from, to);
      for (const [file, content] of [...this.files]) {
        if (!isIn(file, from)) continue;
        this.files.delete(file);
        this.files.set(to + file.slice(from.length), content);
      }
      return;
    }
    const content = this.at(from);
    this.files.delete(from);
    this.files.set(to, content);
  }

  async remove(target: string): Promise<void> {
    await turn();
    for (const file of [...this.files.keys()]) if (isIn(file, target)) this.files.delete(file);
    for (const folder of [...this.folders]) if (isIn(folder, target)) this.folders.delete(folder);
    for (const name of [...this.ids.keys()]) if (isIn(name, target)) this.ids.delete(name);
  }

  async list(folder: string) {
    await turn();
    if (!this.folders.has(folder)) throw fault('missing', folder);
    const names = (paths: Iterable<string>) =>
      [...paths].flatMap((name) =>
        name !== folder && path.posix.dirname(name) === folder ? [path.posix.basename(name)] : [],
      );
    return [
      ...names(this.files.keys()).map((name) => ({ name, isFolder: false })),
      ...names(this.folders).map((name) => ({ name, isFolder: true })),
    ];
  }

  async stat(target: string): Promise<FileStat> {
    await turn();
    const { bytes, modified } = this.folders.has(target) ? { bytes: [], modified: 0 } : this.at(target);
    const id = this.ids.get(target) ?? `${(this.lastId += 1)}`;
    this.ids.set(target, id);
    return { id, size: bytes.length, modified };
  }

  async touch(file: string, at: number): Promise<void> {
    await turn();
    this.at(file).modified = at;
  }

  async makeFolder(folder: string): Promise<void> {
    await turn();
    for (let at = folder; at !== '/'; at = path.posix.dirname(at)) this.folders.add(at);
  }

  /** A file as text, for a test to look at. */
  text(file: string): string {
    return new TextDecoder().decode(this.at(file).bytes);
  }

  /** As if someone else had written it. */
  put(file: string, content: Uint8Array | string): void {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    for (let at = path.posix.dirname(file); at !== '/'; at = path.posix.dirname(at)) this.folders.add(at);
    const found = { bytes, modified: 0 };
    this.files.set(file, found);
    this.changed(found, bytes.length);
  }

  private changed(file: MemoryFile, bytes: number): void {
    this.written += bytes;
    file.modified = this.now();
  }

  private at(file: string): MemoryFile {
    const found = this.files.get(file);
    if (!found) throw fault('missing', file);
    return found;
  }

  private needFolder(file: string): void {
    if (!this.folders.has(path.posix.dirname(file))) throw fault('missing', file);
  }

  private move(paths: Set<string>, folder: string, from: string, to: string): void {
    paths.delete(folder);
    paths.add(to + folder.slice(from.length));
  }
}

const isIn = (target: string, folder: string): boolean => target === folder || target.startsWith(`${folder}/`);

const systemCodes: Record<FileErrorCode, string> = {
  missing: 'ENOENT',
  exists: 'EEXIST',
  full: 'ENOSPC',
  'read-only': 'EROFS',
  busy: 'EMFILE',
  other: 'EIO',
};

export const fault = (code: FileErrorCode, file: string): FileError => new FileError(code, file, systemCodes[code]);

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
