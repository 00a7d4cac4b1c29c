import path from 'node:path';
import { FileTooLargeError, NoRegularFileError } from '../../src/core/files/disk';
import type { Disk, DiskEntry, ReadLimits } from '../../src/core/files/disk';

/** An entry of the disk: the text or bytes of a file, where a link leads, a pipe, a file or folder that cannot be read. */
export type OnDisk = string | Uint8Array | { readonly link: string } | { readonly fault: string } | 'pipe'[];

/** A disk in memory, of files by their paths from `/`. */
export class MemoryDisk implements Disk {
  readonly isLocal: boolean = true;
  readonly separator = '/';
  readonly ignoresCase = false;
  /** Folders in the order in which they were listed. */
  readonly listed: string[] = [];
  /** Files in the order in which they were read. */
  readonly reads: string[] = [];
  private readonly found: ReadonlyMap<string, OnDisk>;
  private readonly folders = new Set<string>(['/']);

  constructor(files: Readonly<Record<string, OnDisk>>) {
    this.found = new Map(Object.entries(files));
    for (const file of this.found.keys()) {
      for (let at = path.posix.dirname(file); at !== '/'; at = path.posix.dirname(at)) this.folders.add(at);
    }
  }

  join(folder: string, ...names: string[]): string {
    return path.posix.join(folder, ...names);
  }

  resolve(folder: string, other: string): string {
    return path.posix.resolve(folder, other);
  }

  async exists(place: string): Promise<boolean> {
    return this.kind(place).then(
      () => true,
      () => false,
    );
  }

  async kind(place: string): Promise<DiskEntry['kind']> {
    return this.kindAt(await this.realPath(place));
  }

  async list(folder: string): Promise<DiskEntry[]> {
    const real = await this.realPath(folder);
    this.check(real);
    this.listed.push(real);
    const start = real === '/' ? real : `${real}/`;
    const below = [...this.found.keys(), ...this.folders].filter((each) => each.startsWith(start) && each !== start);
    // Backwards: no disk promises an order.
    const names = [...new Set(below.map((each) => each.slice(start.length).split('/')[0] ?? ''))].sort().reverse();
    return Promise.all(
      names.map(async (name) => {
        const isLink = this.linkAt(`${start}${name}`) !== undefined;
        return { name, kind: await this.kind(`${start}${name}`).catch(() => undefined), isLink };
      }),
    );
  }

  async realPath(place: string): Promise<string> {
    await turn();
    let real = '/';
    let follows = 0;
    const left = place.split('/').filter(Boolean);
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const at = path.posix.join(real, name);
      const link = this.linkAt(at);
      if (link === undefined) real = at;
      else if (++follows > 40) throw fault('ELOOP');
      else {
        left.unshift(...path.posix.resolve(real, link).split('/').filter(Boolean));
        real = '/';
      }
    }
    if (!this.found.has(real) && !this.folders.has(real)) throw fault(this.isThroughFile(real) ? 'ENOTDIR' : 'ENOENT');
    return real;
  }

  async read(file: string, { maxBytes, head }: ReadLimits): Promise<Uint8Array> {
    const real = await this.realPath(file);
    this.check(real);
    const found = this.found.get(real);
    if (typeof found !== 'string' && !(found instanceof Uint8Array)) {
      throw new NoRegularFileError(file, this.folders.has(real));
    }
    const bytes = typeof found === 'string' ? new TextEncoder().encode(found) : found;
    this.reads.push(real);
    if (bytes.length > maxBytes && !head) throw new FileTooLargeError(bytes.length);
    return bytes.subarray(0, maxBytes);
  }

  private kindAt(place: string): DiskEntry['kind'] {
    if (this.folders.has(place)) return 'folder';
    return Array.isArray(this.found.get(place)) ? undefined : 'file';
  }

  private isThroughFile(place: string): boolean {
    for (let at = path.posix.dirname(place); at !== '/'; at = path.posix.dirname(at))
      if (this.found.has(at)) return true;
    return false;
  }

  private linkAt(place: string): string | undefined {
    const found = this.found.get(place);
    return found && typeof found === 'object' && 'link' in found && typeof found.link === 'string'
      ? found.link
      : undefined;
  }

  private check(place: string): void {
    const found = this.found.get(place) ?? this.found.get(`${place}/.`);
    if (typeof found === 'object' && 'fault' in found) throw fault(found.fault);
  }
}

const fault = (code: string): Error => Object.assign(new Error(code), { code });
const turn = (): Promise<void> => Promise.resolve();
