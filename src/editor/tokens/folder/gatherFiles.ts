import { workspace } from 'vscode';
import type { Uri } from 'vscode';
import { PackFiles, usualLimits } from '../../../core/context/pack/gather';
import type { UnreadEntry } from '../../../core/context/pack/packReport';
import type { KeptFile } from '../../../core/context/pack/packWork';
import type { LeftOutFile } from '../../../core/context/pack/packed';
import { pathBelow as placeBelow } from '../../../core/files/disk';
import type { DiskHost } from '../../../core/files/disk';
import { host } from '#host';
import { diskHostOf, fileAt, placeOf } from '../../files/disks';
import { nameOf, pathBelow } from '../../files/paths';
import { rulesOf } from '../../files/scanFiles';
import { fileByteLimit } from '../../shared/settings';

/** Files that were found at the given addresses and below them, each looked through, and those that could not be read. */
export interface Gathered {
  readonly files: readonly Looked[];
  readonly unread: readonly UnreadEntry[];
  /** Addresses by the names that files have in the text. */
  readonly addresses: ReadonlyMap<string, string>;
}

/**
 * The most files to pack, with those that are left out. Their list comes from the thread in one piece, and the
 * extension host has no time for a longer one.
 */
export const mostFiles = 10_000;

type Looked = KeptFile | LeftOutFile;
type Look = (file: string, bytes: Uint8Array) => Promise<Looked>;

/** Reads files and what is below folders, on whatever disk they are. @throws the reason of `signal` once it is aborted. */
export async function gatherFiles(uris: readonly Uri[], look: Look, signal: AbortSignal): Promise<Gathered> {
  const gathering = new Gathering(uris, look, signal);
  for (const uri of uris) await gathering.add(uri);
  return gathering;
}

class Gathering implements Gathered {
  readonly files: Looked[] = [];
  readonly unread: UnreadEntry[] = [];
  readonly addresses = new Map<string, string>();
  /** Gatherers by file system. */
  private readonly gatherers = new Map<string, PackFiles<Looked>>();

  constructor(
    private readonly roots: readonly Uri[],
    private readonly look: Look,
    private readonly signal: AbortSignal,
  ) {}

  async add(uri: Uri): Promise<void> {
    const place = placeOf(uri);
    const gatherer = this.gathererOf(uri);
    try {
      const { disk } = diskHostOf(uri);
      if (await isLink(uri)) this.files.push(...(await gatherer.link(place)));
      else if ((await disk.kind(place)) === 'folder') this.files.push(...(await gatherer.folder(place)));
      else this.files.push(...(await gatherer.file(place)));
    } catch (error) {
      this.signal.throwIfAborted();
      if (!(error instanceof Error && 'code' in error)) throw error;
      this.unread.push({ file: this.nameOf(uri), reason: 'unreadable' });
    }
  }

  private gathererOf(uri: Uri): PackFiles<Looked> {
    const key = `${uri.scheme}://${uri.authority}`;
    const known = this.gatherers.get(key);
    if (known) return known;
    const shown = (place: string): string => this.nameOf(fileAt(uri, place));
    const made = new PackFiles<Looked>({
      host: this.hostOf(uri),
      look: (file, bytes) => this.look(file, bytes),
      hidingRules: (folder) => rulesOf(fileAt(uri, folder)),
      shown,
      onUnread: (place, reason) => this.unread.push({ file: shown(place), reason }),
      limits: { ...usualLimits, maxEntries: mostFiles, maxBytes: Math.min(usualLimits.maxBytes, fileByteLimit()) },
    });
    this.gatherers.set(key, made);
    return made;
  }

  /** Returns the disk of an address. A walk on it ends at its next turn once the signal is aborted. */
  private hostOf(uri: Uri): DiskHost {
    const { disk } = diskHostOf(uri);
    return {
      disk,
      nextTurn: () => {
        this.signal.throwIfAborted();
        return host.nextTurn();
      },
    };
  }

  /** Returns the name that the workspace has for a file, so that a text does not tell where on this machine the file lies. */
  private nameOf(uri: Uri): string {
    const name = workspace.getWorkspaceFolder(uri) ? workspace.asRelativePath(uri) : this.nameBelowRoot(uri);
    this.addresses.set(name, uri.toString());
    return name;
  }

  private nameBelowRoot(uri: Uri): string {
    const root = this.roots.find((each) => pathBelow(each, uri) !== undefined);
    const below = root && pathBelow(root, uri);
    return root && below ? `${nameOf(root)}/${below}` : nameOf(uri);
  }
}

/**
 * Whether a link lies on the way from the workspace folder to an item. Outside of the workspace, only the item itself
 * may be the link. Links are not followed.
 */
async function isLink(uri: Uri): Promise<boolean> {
  const { disk } = diskHostOf(uri);
  const place = placeOf(uri);
  const folder = workspace.getWorkspaceFolder(uri)?.uri;
  const top = folder && folder.toString() !== uri.toString() ? placeOf(folder) : disk.resolve(place, '..');
  const below = placeBelow(disk, top, place);
  // The place is the root of a file system.
  if (below === undefined || below === '') return false;
  const [real, above] = [await disk.realPath(place), await disk.realPath(top)];
  return real !== disk.join(above, ...below.split('/'));
}
