import type { Disk, DiskEntry } from './disk';
import type { SkipReason } from './skipped';
import type { WalkEntry } from './walk';

export interface FoundLink {
  readonly entry: WalkEntry;
  /** Kind of the target, as far as it is known. */
  readonly kind: DiskEntry['kind'];
  /** The disk on which the link is. */
  readonly disk: Disk;
}

type LinkDecision<Link> =
  | { readonly link: Link; readonly reason: SkipReason }
  /** The link is followed, and the entry is that of the target. */
  | { readonly link: Link; readonly entry: WalkEntry };

interface ResolvedLink {
  /** Path of the link itself, which identifies it and gives a stable order. */
  readonly path: string;
  /** Path to which it leads, with all links on the way resolved. */
  readonly target: string;
}

/**
 * Decides which links are followed: each target once, and no target that is counted without the link, or is a folder
 * around counted entries. So no loop goes on, nothing counts twice, and the result depends on where links lead, not on
 * their names. It works in rounds: everything that is reached without a link is walked before the links in it.
 */
export class Links {
  private readonly walked = new Set<string>();
  private readonly leftOut = new Set<string>();
  /** Real paths of entries that are counted anyway and of followed links; `around`: all folders that these are in. */
  private readonly followed = new Set<string>();
  private readonly around = new Set<string>();

  /** @param roots real paths of entries that are counted anyway. @param separator between the parts of a path. */
  constructor(
    roots: readonly string[],
    private readonly separator: string,
  ) {
    for (const root of roots) this.follow(root);
  }

  /** Records a folder whose entries were looked at. It has to be called for each such folder. */
  addWalked({ real }: Pick<WalkEntry, 'real'>): void {
    this.walked.add(real);
  }

  /** Records an entry that is not counted. It has to be called for each such entry. */
  addLeftOut({ real }: Pick<WalkEntry, 'real'>): void {
    this.leftOut.add(real);
  }

  /** Decides on the links that were found since the last time. */
  async decide<Link extends FoundLink>(links: readonly Link[]): Promise<LinkDecision<Link>[]> {
    const resolved: { link: Link; path: string; target: string }[] = [];
    const decisions: LinkDecision<Link>[] = [];
    for (const link of links) {
      const target = await targetOf(link);
      if ('reason' in target) decisions.push({ link, reason: target.reason });
      else resolved.push({ link, path: link.entry.place, target: target.path });
    }
    const reasons = this.choose(resolved);
    for (const [index, { link, target }] of resolved.entries()) {
      const reason = reasons[index] ?? (link.kind === undefined ? 'special' : undefined);
      decisions.push(reason ? { link, reason } : { link, entry: { ...link.entry, real: target } });
    }
    return decisions;
  }

  /** Returns, in the order of `links`, why each link of this round is not followed; `undefined`: it is. */
  choose(links: readonly ResolvedLink[]): (SkipReason | undefined)[] {
    const reasons = links.map(({ target }) => this.refusal(target));
    const targets = new Set(links.map(({ target }) => target));
    const chosen = new Map<string, string>();
    for (const [index, { path, target }] of links.entries()) {
      const isInAnother = this.foldersOf(target).some((folder) => targets.has(folder));
      if (reasons[index] || isInAnother) continue;
      const first = chosen.get(target);
      if (first === undefined || path < first) chosen.set(target, path);
    }
    for (const target of chosen.keys()) this.follow(target);
    return links.map(({ path, target }, index) => reasons[index] ?? (chosen.get(target) === path ? undefined : 'link'));
  }

  private follow(target: string): void {
    this.followed.add(target);
    for (const folder of this.foldersOf(target)) this.around.add(folder);
  }

  private refusal(target: string): SkipReason | undefined {
    if (this.followed.has(target) || this.around.has(target)) return 'link';
    const folders = this.foldersOf(target);
    if (!folders.some((folder) => this.followed.has(folder))) return undefined;
    const isReached = this.walked.has(target) || this.walked.has(folders[0] ?? '');
    return isReached && !this.leftOut.has(target) ? 'link' : 'linkToLeftOut';
  }

  /** Returns the folders that a path is in, the innermost first. */
  private foldersOf(path: string): string[] {
    const folders: string[] = [];
    for (let end = path.lastIndexOf(this.separator); end >= 0; end = path.lastIndexOf(this.separator, end - 1)) {
      const folder = path.slice(0, end);
      folders.push(folder === '' || folder.endsWith(':') ? folder + this.separator : folder); // `/`, and `C:\\`.
      if (end === 0) break;
    }
    return folders;
  }
}

async function targetOf({ disk, entry }: FoundLink): Promise<{ path: string } | { reason: SkipReason }> {
  if (!disk.isLocal) return { reason: 'unknownLink' };
  try {
    return { path: await disk.realPath(entry.place) };
  } catch {
    return { reason: 'broken' }; // Or it is a ring of links, for which realpath gives ELOOP.
  }
}
