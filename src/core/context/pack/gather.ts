import { hasBinaryExtension } from '../../files/binary';
import { FileTooLargeError, NoRegularFileError } from '../../files/disk';
import type { DiskHost } from '../../files/disk';
import type { SkipReason } from '../../files/skipped';
import { rootEntry, walk } from '../../files/walk';
import type { HidingRules, WalkDeps } from '../../files/walk';
import type { LeftOutFile, PackReason } from './packed';

interface GatherLimits {
  /** Bytes of one file. */
  readonly maxBytes: number;
  /** Bytes of all files that are read. */
  readonly maxTotalBytes: number;
  /** Files and folders together. */
  readonly maxEntries: number;
}

export const usualLimits: GatherLimits = {
  maxBytes: 10 * 1024 ** 2,
  maxTotalBytes: 256 * 1024 ** 2,
  maxEntries: 100_000,
};

interface GatherDeps<Looked> {
  readonly host: DiskHost;
  /** Returns what is made of the bytes of a file, in this thread or in another. */
  readonly look: (file: string, bytes: Uint8Array) => Promise<Looked>;
  /** Returns further rules by which entries below a folder are hidden. */
  readonly hidingRules?: (folder: string) => HidingRules;
  /** Returns the name of a place for the text. */
  readonly shown: (place: string) => string;
  /** Hears of an entry that could not be read. `undecided`: its ignore patterns are too complicated. `error`: why. */
  readonly onUnread: (place: string, reason: SkipReason, error?: unknown) => void;
  readonly limits?: GatherLimits;
}

/** Signals that there are more files than are packed. */
export class TooManyFilesError extends Error {
  override readonly name = 'TooManyFilesError';
}

interface Found {
  readonly place: string;
  readonly reason?: PackReason;
}

/** Gathers the files to pack: files that are named, and those below folders, each once. Links are not followed. */
export class PackFiles<Looked> {
  private readonly seen = new Set<string>();
  private bytes = 0;
  private readonly limits: GatherLimits;

  constructor(private readonly deps: GatherDeps<Looked>) {
    this.limits = deps.limits ?? usualLimits;
  }

  /** Takes a file that is named, even one that git ignores. @param place its full path */
  async file(place: string): Promise<(Looked | LeftOutFile)[]> {
    return this.take({ place });
  }

  link(place: string): Promise<(Looked | LeftOutFile)[]> {
    return this.take({ place, reason: 'link' });
  }

  /** Gathers all files below a folder, by name, each folder at the place of its name. @throws TooManyFilesError */
  async folder(root: string): Promise<(Looked | LeftOutFile)[]> {
    const inputs: (Looked | LeftOutFile)[] = [];
    for (const found of await this.walk(root)) inputs.push(...(await this.take(found)));
    return inputs;
  }

  private async walk(root: string): Promise<Found[]> {
    const { host, onUnread } = this.deps;
    const found: Found[] = [];
    const add = (place: string, reason?: PackReason): void => {
      if (found.length === this.limits.maxEntries) throw new TooManyFilesError();
      found.push({ place, ...(reason && { reason }) });
    };
    const deps: WalkDeps = {
      ...this.deps.hidingRules?.(root),
      host,
      leftOutNames: new Set(['node_modules']),
      onUnread: (place, fault) => {
        if (fault.kind === 'unreadable') onUnread(place, fault.kind, fault.error);
        else if (fault.kind === 'tooLarge') onUnread(place, fault.kind);
      },
      onSkipped: (reason, { place }, error) => {
        if (reason === 'ignored' || reason === 'excluded') add(place, reason);
        else if (reason === 'special') add(place, 'binary');
        else onUnread(place, reason, error);
      },
      onLink: ({ place }) => add(place, 'link'),
    };
    for await (const { place } of walk(await rootEntry(root, deps), deps)) add(place);
    return found;
  }

  private async take({ place, reason }: Found): Promise<(Looked | LeftOutFile)[]> {
    if (this.seen.has(place)) return [];
    this.seen.add(place);
    const file = this.deps.shown(place);
    if (reason === 'link') return [{ file, bytes: 0, reason }];
    let read;
    try {
      read = await (reason ? this.leftOut(place, file, reason) : this.read(place, file));
    } catch (error) {
      this.deps.onUnread(place, 'unreadable', error);
      return [];
    }
    return [read instanceof Uint8Array ? await this.deps.look(file, read) : read];
  }

  private async leftOut(place: string, file: string, reason: PackReason): Promise<LeftOutFile> {
    const { disk } = this.deps.host;
    // An entry that git ignores may be a link, too, whose target is not looked at.
    const isHere = (await disk.realPath(place).catch(() => '')) === (await this.realPlace(place));
    if (!isHere) return { file, bytes: 0, reason };
    if ((await disk.kind(place)) === 'folder') return { file: `${file}/`, bytes: 0, reason };
    return { file, bytes: await this.sizeOf(place), reason };
  }

  private async realPlace(place: string): Promise<string> {
    const { disk } = this.deps.host;
    const at = place.lastIndexOf(disk.separator);
    return disk.join(await disk.realPath(place.slice(0, at) || disk.separator), place.slice(at + 1));
  }

  private async read(place: string, file: string): Promise<Uint8Array | LeftOutFile> {
    const { disk } = this.deps.host;
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (hasBinaryExtension(name)) return { file, bytes: await this.sizeOf(place), reason: 'binary' };
    const maxBytes = Math.min(this.limits.maxBytes, this.limits.maxTotalBytes - this.bytes);
    let read;
    try {
      read = await disk.read(place, { maxBytes });
    } catch (error) {
      if (error instanceof FileTooLargeError) return { file, bytes: error.bytes, reason: 'size' };
      if (error instanceof NoRegularFileError && !error.isFolder) return { file, bytes: 0, reason: 'binary' };
      throw error;
    }
    this.bytes += read.length;
    return read;
  }

  /** Returns the bytes of a file that is not read; 0 where they are not known. */
  private async sizeOf(place: string): Promise<number> {
    try {
      return (await this.deps.host.disk.read(place, { maxBytes: 0 })).length;
    } catch (error) {
      return error instanceof FileTooLargeError ? error.bytes : 0;
    }
  }
}
